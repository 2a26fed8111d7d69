"""A run that remembers the one before reads the same content as one that doesn't."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from briefings.cache.protocol import Shelf
from briefings.content import (
    Loaded,
    Loader,
    crosscheck,
    file_cache,
    file_reader,
    files,
    loader,
    timezones,
)
from briefings.content.files import File
from briefings.model import Body, ContentError
from tests.cache.shelves import Shelves
from tests.content.sites import ARTICLE, GOOD, OTHER, REGISTRIES, ZONE, lines, write_site
from tests.content.test_loader import FULL

PICTURE = "content/media/market.png"
PAGE = "content/pages/about.md"
REGION = "content/regions/norvik.md"
SITE: dict[str, str | bytes] = {
    **REGISTRIES,
    ARTICLE: GOOD,
    OTHER: FULL,
    PICTURE: b"\x89PNG\0",
    PAGE: "# About\n",
}


class Site:
    """A site on disk with a memory; what was opened and parsed of it to load it last.

    With a memo, all its loads are of one process.
    """

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, memo: Memo | None) -> None:
        self.root = root
        self.memory = Shelves()
        self.memo = memo
        self.zone = ZONE
        self.opened: set[str] = set()
        self.parsed: set[str] = set()
        self._note(monkeypatch, files, "_take", self.opened)
        self._note(monkeypatch, file_reader, "read_asset", self.opened)
        self._note(monkeypatch, file_reader, "_read_file", self.parsed)
        write_site(root, SITE)

    def load(self) -> Loaded:
        """What is loaded with the memory, which is the same as what is loaded without."""
        self.opened.clear()
        self.parsed.clear()
        content = self.root / "content"
        cache = MemoizedCache(self.memory, self.memo) if self.memo else self.memory
        remembered = Loader(content, self.zone, self.root, cache, memo=self.memo).load()
        noted = set(self.opened), set(self.parsed)
        fresh = Loader(self.root / "content", self.zone, self.root).load()
        assert remembered.problems == fresh.problems
        assert remembered.digests == fresh.digests
        assert remembered.content == fresh.content
        self.opened.clear()
        self.parsed.clear()
        self.opened |= noted[0]
        self.parsed |= noted[1]
        return remembered

    def _note(
        self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, noted: set[str]
    ) -> None:
        function: Callable[..., Any] = getattr(module, name)

        def note(file: File, *rest: Any) -> Any:
            noted.add(file.path)
            return function(file, *rest)

        monkeypatch.setattr(module, name, note)


@pytest.fixture(params=[False, True], ids=["processes", "process"])
def memo(request: pytest.FixtureRequest) -> Memo | None:
    """None where each load is as in a process of its own."""
    return Memo() if request.param else None


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memo: Memo | None) -> Site:
    """A site whose files have just been written."""
    return Site(tmp_path, monkeypatch, memo)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memo: Memo | None) -> Site:
    """A site whose files are old enough for their states to tell."""
    monkeypatch.setattr(file_cache, "FRESH", -(10**15))
    site = Site(tmp_path, monkeypatch, memo)
    # More than a tick of the file system's clock.
    time.sleep(0.02)
    return site


def test_what_has_not_changed_is_not_opened(site: Site) -> None:
    assert lines(site.load()) == []
    assert site.opened == SITE.keys()
    site.load()
    assert site.opened == set()


def test_what_has_changed_is_parsed_alone(site: Site) -> None:
    before = site.load()
    write_site(site.root, {ARTICLE: f"{GOOD}\nMore.\n"})
    after = site.load()
    assert site.opened == site.parsed == {ARTICLE}
    assert after.records.bodies[ARTICLE].text.endswith("More.\n")
    assert after.digests[ARTICLE] != before.digests[ARTICLE]
    assert after.heads == before.heads


def test_a_head_is_all_but_the_body(site: Site) -> None:
    before = site.load()
    write_site(site.root, {ARTICLE: GOOD.replace("title: The", "title: A")})
    after = site.load()
    assert after.heads[ARTICLE] != before.heads[ARTICLE]
    assert after.heads.keys() == SITE.keys() - {PAGE, PICTURE}
    assert after.digests.keys() == SITE.keys()


def test_a_checkout_gives_new_times_to_the_same_files(site: Site) -> None:
    site.load()
    for path in SITE:
        os.utime(site.root / path)
    site.load()
    assert site.opened == SITE.keys()
    assert site.parsed == set()
    site.load()
    assert site.opened == set()


def test_the_state_of_a_fresh_file_does_not_tell(fresh: Site) -> None:
    fresh.load()
    fresh.load()
    assert fresh.opened == SITE.keys()
    assert fresh.parsed == set()
    write_site(fresh.root, {ARTICLE: GOOD.replace("is contested", "is conteste!")})
    assert fresh.load().records.articles["2025-04-26/harbour"].title.endswith("conteste!")


def test_a_file_of_the_future_stays_fresh(fresh: Site) -> None:
    for path in SITE:
        os.utime(fresh.root / path, ns=(2**62, 2**62))
    fresh.load()
    assert fresh.memory.read(file_cache.STATS) == {}


def test_an_edit_that_hides_behind_size_and_mtime_is_seen(site: Site) -> None:
    site.load()
    file = site.root / ARTICLE
    status = file.stat()
    file.write_text(GOOD.replace("is contested", "is conteste!"), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    site.load()
    assert site.parsed == {ARTICLE}


def test_an_edit_while_the_file_is_read_is_seen_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def read_and_edit(descriptor: int, size: int) -> bytes:
        chunk = read(descriptor, size)
        if chunk == GOOD.encode():
            write_site(site.root, {ARTICLE: GOOD.replace("is contested", "is conteste!")})
        return chunk

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", read_and_edit)
        Loader(site.root / "content", ZONE, site.root, site.memory).load()
    site.load()
    assert site.parsed == {ARTICLE}


def test_files_come_and_go(site: Site) -> None:
    site.load()
    (site.root / OTHER).unlink()
    assert site.load().records.articles.keys() == {"2025-04-26/harbour"}
    assert OTHER not in site.memory.read(file_cache.ENTRIES)
    assert OTHER not in site.memory.read(file_cache.STATS)
    renamed = ARTICLE.replace("harbour", "port")
    (site.root / ARTICLE).rename(site.root / renamed)
    assert site.load().records.articles.keys() == {"2025-04-26/port"}
    assert site.parsed == {renamed}
    write_site(site.root, {OTHER: FULL})
    assert site.load().problems


@pytest.mark.parametrize("path", [REGION, PICTURE, "content/actors/lorvia.md", ARTICLE])
def test_what_others_name_is_missed_when_it_goes(site: Site, path: str) -> None:
    site.load()
    (site.root / path).unlink()
    missing = lines(site.load())
    assert missing
    assert site.parsed == set()
    assert lines(site.load()) == missing
    write_site(site.root, {path: SITE[path]})
    assert lines(site.load()) == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("is contested", "is\ncontested: x"),
        GOOD.replace("[norvik]", "[norvic]"),
        GOOD.replace("“The harbour is ours.”", "Nothing."),
        "no front matter",
        "\0",
        "x" * 2_000_000,
    ],
)
def test_a_fault_is_found_again_until_it_is_mended(site: Site, text: str) -> None:
    site.load()
    write_site(site.root, {ARTICLE: text})
    faults = lines(site.load())
    assert faults
    assert lines(site.load()) == faults
    write_site(site.root, {ARTICLE: GOOD})
    assert lines(site.load()) == []


def test_a_page_with_a_fault_is_found_again(site: Site) -> None:
    site.load()
    write_site(site.root, {PAGE: b"\xff"})
    (fault,) = lines(site.load())
    assert lines(site.load()) == [fault]


def test_two_articles_of_one_id_are_found_again(site: Site) -> None:
    site.load()
    write_site(site.root, {"content/articles/again/harbour.md": GOOD})
    (fault,) = lines(site.load())
    assert lines(site.load()) == [fault]


def test_another_timezone_is_another_day(site: Site) -> None:
    site.load()
    site.zone = ZoneInfo("UTC")
    assert "2025-04-26/norvik-market" in site.load().records.articles
    assert site.parsed == SITE.keys() - {PICTURE}
    site.load()
    assert site.parsed == set()


def test_new_rules_of_a_timezone_count(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.load()
    monkeypatch.setattr(timezones, "_read_rules", lambda key: b"summer time no more")
    site.load()
    assert site.parsed == SITE.keys() - {PICTURE}


def test_rules_come_from_the_system_or_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    packaged = timezones.describe(ZONE)
    assert packaged.startswith(b"Europe/Kyiv ")
    assert packaged != timezones.describe(ZoneInfo("UTC"))


@pytest.mark.parametrize(
    "shelf", [file_cache.STATS, file_cache.ENTRIES, crosscheck.CHECKED, file_cache.SNAPSHOT]
)
def test_any_part_of_the_memory_may_be_lost(site: Site, shelf: Shelf[Any]) -> None:
    site.load()
    write_site(site.root, {ARTICLE: f"{GOOD}\nMore.\n"})
    del site.memory.shelves[shelf]
    assert lines(site.load()) == []
    site.load()
    assert site.opened == set()


def test_a_time_that_comes_twice_keeps_its_place(site: Site) -> None:
    """03:30 on the day when summer time ends, an hour after 03:30."""
    late = GOOD.replace("date: 2025-04-26", "date: 2025-10-26T01:30:00Z")
    write_site(site.root, {ARTICLE: late, OTHER: GOOD})
    date = site.load().records.articles["2025-10-26/harbour"].date
    assert (date.hour, date.fold) == (3, 1)
    assert site.load().records.articles["2025-10-26/harbour"].date.utcoffset() == date.utcoffset()


def test_files_may_be_parsed_elsewhere(site: Site) -> None:
    """Tasks and outcomes travel; faults of all kinds among them."""
    write_site(site.root, {OTHER: "\0", "content/regions/x.md": "---\nx: 1\n---\n", PAGE: b"\xff"})

    def travel(
        task: loader.Task, parts: Sequence[Sequence[file_reader.Changed]]
    ) -> Iterable[list[file_reader.Outcome]]:
        for part in parts:
            there = pickle.loads(pickle.dumps((task, part)))
            yield pickle.loads(pickle.dumps(there[0](there[1])))

    away = Loader(site.root / "content", ZONE, site.root, site.memory, travel).load()
    assert away.content == site.load().content
    assert len(away.problems) > 2


def test_bodies_are_read_when_they_are_asked_for(site: Site) -> None:
    bodies = site.load().records.bodies
    site.opened.clear()
    assert len(bodies) == len(bodies.keys()) == len(SITE) - 2
    assert ARTICLE in bodies
    assert PAGE not in bodies
    assert site.opened == set()
    expected = Body("General Tarn said: “The harbour is ours.”\n", 19)
    assert pickle.loads(pickle.dumps(bodies))[ARTICLE] == expected
    with pytest.raises(KeyError):
        bodies[PAGE]


@pytest.mark.parametrize("text", [f"{GOOD}\n", "no front matter", b"\xff", None])
def test_a_body_is_that_of_the_record_or_none(site: Site, text: str | bytes | None) -> None:
    bodies = site.load().records.bodies
    if text is None:
        (site.root / ARTICLE).unlink()
    else:
        write_site(site.root, {ARTICLE: text})
    with pytest.raises(ContentError, match=f"{ARTICLE}:1:1: (changed while|can't be read)"):
        bodies[ARTICLE]


THIRD = "content/articles/2025/04/27/quay.md"
QUAY = (
    GOOD.replace("harbour-held", "quay-held")
    .replace("harbour-contested", "quay-contested")
    .replace("date: 2025-04-26", "date: 2025-04-27")
)


def note_checks(patched: pytest.MonkeyPatch) -> list[bool]:
    """What is said of files that were checked by themselves."""
    said: list[bool] = []
    still_fit = crosscheck._are_still_valid

    def note(*values: Any) -> bool:
        said.append(still_fit(*values))
        return said[-1]

    patched.setattr(crosscheck, "_are_still_valid", note)
    return said


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (THIRD, QUAY),
        (THIRD, QUAY.replace("denies: quay-held", "denies: 2025-04-26/harbour#harbour-held")),
        (ARTICLE, GOOD.replace("title: The", "title: A")),
        (ARTICLE, GOOD.replace("    denies: harbour-held\n", "")),
        ("content/regions/tarnfell.md", "---\nname: Tarnfell\nneighbours: [norvik]\n---\n"),
        (PAGE, "# About us\n"),
    ],
)
def test_what_is_added_is_checked_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    site.load()
    write_site(site.root, {path: text})
    with monkeypatch.context() as patched:
        few = note_checks(patched)
        assert lines(Loader(site.root / "content", ZONE, site.root, site.memory).load()) == []
    assert few in ([], [True])
    assert lines(site.load()) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (THIRD, QUAY.replace("[norvik]", "[norwik]")),
        (THIRD, QUAY.replace("denies: quay-held", "denies: 2025-04-26/harbour#held")),
        (THIRD, QUAY.replace("claims:", "related: [2025-04-26/nowhere]\nclaims:")),
        (THIRD, QUAY.replace("    quote", "    denies: quay-contested\n    quote")),
        (THIRD, GOOD.replace("title: The", "slug: harbour\ntitle: The")),
        (ARTICLE, GOOD.replace("harbour-held", "held")),
        (
            ARTICLE,
            GOOD.replace("    quote", "    denies: 2025-04-27/norvik-market#stalls\n    quote"),
        ),
        (ARTICLE, GOOD.replace("title: The", "slug: port\ntitle: The")),
    ],
)
def test_what_does_not_fit_is_found_by_any_run(site: Site, path: str, text: str) -> None:
    site.load()
    write_site(site.root, {path: text})
    faults = lines(site.load())
    assert faults
    assert lines(site.load()) == faults


def test_a_chain_of_answers_may_grow_too_long_file_by_file(site: Site) -> None:
    answered = "2025-04-26/harbour#harbour-contested"
    site.load()
    for number in range(32):
        text = QUAY.replace("denies: quay-held", f"denies: {answered}")
        name = f"quay-{number}"
        write_site(site.root, {f"content/articles/{name}.md": text})
        found = lines(site.load())
        if found:
            break
        answered = f"2025-04-27/{name}#quay-contested"
    assert 20 < number < 31
    assert "a chain of more than" in found[0]


def test_a_body_edit_needs_no_validation(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.load()
    write_site(site.root, {ARTICLE: f"{GOOD}\nMore.\n"})
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "briefings.content.parse", None)
        loaded = Loader(site.root / "content", ZONE, site.root, site.memory).load()
        assert loaded.records.bodies[ARTICLE].text.endswith("More.\n")
    assert lines(site.load()) == []


def test_records_are_not_read_before_they_are_asked_for(site: Site) -> None:
    site.load()
    del site.memory.shelves[file_cache.ENTRIES]
    loaded = Loader(site.root / "content", ZONE, site.root, site.memory).load()
    (site.root / ARTICLE).write_text("no front matter", encoding="utf-8")
    with pytest.raises(ContentError, match="no front matter"):
        loaded.records  # noqa: B018
