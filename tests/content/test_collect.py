"""Records of unchanged files are the same objects from load to load, and as good as new ones."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from briefings.cache.protocol import Shelf
from briefings.cache.store import Cache, open_cache
from briefings.content import Loaded, Loader, file_cache
from tests.content.sites import ARTICLE, GOOD, OTHER, ZONE, lines, write_site
from tests.content.test_file_cache import SITE

HARBOUR, MARKET = "2025-04-26/harbour", "2025-04-27/norvik-market"


class Preview:
    """A process that loads a site again and again, with a cache in a file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "cache"
        self.zone = ZONE
        self.memo = Memo()
        write_site(root, SITE)
        # More than a tick of the file system's clock.
        time.sleep(0.02)

    def load(self) -> Loaded:
        """What is loaded, which is the same as what a process loads that has nothing."""
        with open_cache(self.file, b"1") as cache:
            loaded = self.load_with(cache, self.memo)
            over = MemoizedCache(cache, self.memo)
            assert over.read(file_cache.ENTRIES) == cache.read(file_cache.ENTRIES)
            assert over.read(file_cache.STATS) == cache.read(file_cache.STATS)
        fresh = Loader(self.root / "content", self.zone, self.root).load()
        assert loaded.problems == fresh.problems
        assert loaded.digests == fresh.digests
        assert loaded.content == fresh.content
        return loaded

    def load_elsewhere(self) -> None:
        """Load in another process, which has the cache in the meantime."""
        with open_cache(self.file, b"1") as cache:
            self.load_with(cache, Memo())

    def load_with(self, cache: Cache, memo: Memo) -> Loaded:
        content = self.root / "content"
        memoized = MemoizedCache(cache, memo)
        loaded = Loader(content, self.zone, self.root, memoized, memo=memo).load()
        assert loaded.content
        return loaded


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.setattr(file_cache, "FRESH", -(10**15))
    return Preview(tmp_path)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The shelves that are read from a cache."""
    found: list[str] = []
    read = Cache.read

    def note(cache: Cache, shelf: Shelf[object]) -> dict[str, object]:
        found.append(shelf.name)
        return read(cache, shelf)

    with monkeypatch.context() as patched:
        patched.setattr(Cache, "read", note)
        yield found


def test_records_of_files_that_have_not_changed_are_the_same(preview: Preview) -> None:
    before = preview.load().records
    write_site(preview.root, {ARTICLE: GOOD.replace("title: The", "title: A")})
    after = preview.load().records
    assert after.articles[MARKET] is before.articles[MARKET]
    assert after.regions["norvik"] is before.regions["norvik"]
    assert before.articles[HARBOUR].title.startswith("The")
    assert after.articles[HARBOUR].title.startswith("A")


def test_claims_that_are_the_same_stay_the_same_objects(preview: Preview) -> None:
    had = preview.load().records.articles[HARBOUR].claims
    assert had
    retitled = GOOD.replace("title: The", "title: A")
    write_site(preview.root, {ARTICLE: retitled})
    assert preview.load().records.articles[HARBOUR].claims is had
    said = retitled.replace("says: ", "says: Now ")
    assert said != retitled
    write_site(preview.root, {ARTICLE: said})
    assert preview.load().records.articles[HARBOUR].claims[0].says.startswith("Now ")


def test_nothing_is_read_twice(preview: Preview, reads: list[str]) -> None:
    for turn in range(3):
        write_site(preview.root, {ARTICLE: f"{GOOD}\nTurn {turn}.\n"})
        with open_cache(preview.file, b"1") as cache:
            preview.load_with(cache, preview.memo)
        assert reads == []


def test_files_come_and_go(preview: Preview) -> None:
    preview.load()
    renamed = preview.root / ARTICLE.replace("harbour", "port")
    (preview.root / ARTICLE).rename(renamed)
    assert preview.load().records.articles.keys() == {MARKET, "2025-04-26/port"}
    renamed.unlink()
    assert preview.load().records.articles.keys() == {MARKET}
    write_site(preview.root, {ARTICLE: GOOD})
    assert preview.load().records.articles.keys() == {MARKET, HARBOUR}


@pytest.mark.parametrize("fault", ["\0", GOOD.replace("[norvik]", "[norvic]")])
def test_a_fault_comes_and_goes(preview: Preview, fault: str) -> None:
    assert lines(preview.load()) == []
    write_site(preview.root, {ARTICLE: fault})
    faults = lines(preview.load())
    assert len(faults) == 1
    assert lines(preview.load()) == faults
    write_site(preview.root, {ARTICLE: GOOD})
    assert lines(preview.load()) == []


def test_another_timezone_makes_other_records(preview: Preview) -> None:
    before = preview.load().records.articles
    preview.zone = ZoneInfo("UTC")
    write_site(preview.root, {ARTICLE: f"{GOOD}\nMore.\n"})
    assert preview.load().records.articles.keys() == {HARBOUR, "2025-04-26/norvik-market"}
    preview.zone = ZONE
    assert preview.load().records.articles.keys() == before.keys()


def test_a_record_has_the_timezone_that_was_asked_for(preview: Preview) -> None:
    """One of the same name and rules is another object, as after its module's cache is cleared."""
    preview.load()
    preview.zone = ZoneInfo.no_cache(ZONE.key)
    write_site(preview.root, {ARTICLE: f"{GOOD}\nMore.\n"})
    assert preview.load().records.articles[MARKET].date.tzinfo is preview.zone


def test_what_another_process_wrote_is_read(preview: Preview) -> None:
    preview.load()
    write_site(preview.root, {ARTICLE: GOOD.replace("title: The", "title: A")})
    preview.load_elsewhere()
    assert preview.load().records.articles[HARBOUR].title.startswith("A")
    (preview.root / OTHER).unlink()
    preview.load_elsewhere()
    write_site(preview.root, {ARTICLE: GOOD})
    assert preview.load().records.articles.keys() == {HARBOUR}


def test_a_cache_that_is_lost_or_put_back_is_no_harm(preview: Preview) -> None:
    preview.load()
    shutil.copy(preview.file, preview.root / "old")
    write_site(preview.root, {ARTICLE: GOOD.replace("title: The", "title: A")})
    preview.load()
    preview.file.unlink()
    preview.load()
    (preview.root / "old").replace(preview.file)
    assert preview.load().records.articles[HARBOUR].title.startswith("A")
    preview.file.write_bytes(b"no cache")
    write_site(preview.root, {ARTICLE: GOOD})
    assert preview.load().records.articles[HARBOUR].title.startswith("The")
