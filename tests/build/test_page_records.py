"""What a build keeps for the next one comes back whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.build.dependency_index import DependencyIndex
from briefings.build.page_records import BLOCK, BuildSummary, PageRecords
from briefings.cache.digest import DIGEST_SIZE
from briefings.cache.digest import digest_bytes as digest
from briefings.cache.memo import Memo
from briefings.cache.store import open_cache

SCOPE = "site"


def write(
    file: Path,
    previous: DependencyIndex,
    digests: dict[str, bytes],
    *pages: str,
    memo: Memo | None = None,
) -> None:
    """Write a build of pages that all have the same dependencies, with some digests."""
    rendered = {page: ("article x", digest(page.encode()), previous.add(digests)) for page in pages}
    planned = previous.records.keys() | rendered.keys()
    current = previous.following(previous.extend(b"", digests), rendered, planned)
    with open_cache(file, b"1") as cache:
        PageRecords(cache, SCOPE, memo or Memo()).write(previous, current, BuildSummary(pages=1))


def read(file: Path, memo: Memo | None = None) -> DependencyIndex:
    with open_cache(file, b"1") as cache:
        return PageRecords(cache, SCOPE, memo or Memo()).read_index()


def digests_of(index: DependencyIndex) -> dict[str, bytes]:
    """The digest that each dependency had when this was written."""
    assert not index.without_digest(index.digests)
    return {
        name: index.digests[DIGEST_SIZE * place : DIGEST_SIZE * (place + 1)]
        for name, place in index.places.items()
    }


def names(count: int) -> dict[str, bytes]:
    return {f"name {number}": digest(b"%d" % number) for number in range(count)}


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_dependencies_keep_their_places_as_others_come(tmp_path: Path, count: int) -> None:
    file = tmp_path / "cache.sqlite"
    write(file, read(file), names(count), "one")
    index = read(file)
    assert digests_of(index) == names(count)
    assert index.find_changed(index.extend(b"", names(count))) == set()
    for more in (names(count + 1), names(count + BLOCK)):
        write(file, read(file), more, "two")
        after = read(file)
        assert after.dependencies[:count] == list(names(count))
        assert digests_of(after) == more
        assert after.records.keys() == {"one", "two"}


def test_pages_that_are_planned_no_more_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    write(file, read(file), names(3), "one", "two")
    previous = read(file)
    current = previous.following(previous.digests, {}, {"two"})
    with open_cache(file, b"1") as cache:
        PageRecords(cache, SCOPE, Memo()).write(previous, current, BuildSummary(pages=7))
        assert PageRecords(cache, SCOPE, Memo()).read_summary() == BuildSummary(pages=7)
        assert PageRecords(cache, "preview", Memo()).read_summary() == BuildSummary()
    assert read(file).records == {"two": previous.records["two"]}


@pytest.mark.parametrize("shelf", ["dependencies", "digests", "pages"])
def test_without_a_part_all_is_begun_anew(tmp_path: Path, shelf: str) -> None:
    """A damaged shelf empties the cache, those included that were read before it."""
    file = tmp_path / "cache.sqlite"
    write(file, read(file), names(3 * BLOCK), "one")
    content = file.read_bytes()
    with open_cache(file, b"1") as cache:
        query = "SELECT value FROM entries WHERE shelf = ?"
        assert cache._file
        ((part,), *_) = cache._file.run(query, (f"{SCOPE} {shelf}",))
    place = content.index(part[:40])
    file.write_bytes(content[:place] + b"\xff" + content[place + 1 :])
    index = read(file)
    assert (index.dependencies, index.records) == ([], {})
    write(file, index, names(BLOCK), "two")
    assert digests_of(read(file)) == names(BLOCK)


def test_an_index_is_memoized_as_it_would_be_read(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(3), "one", memo=memo)
    index = read(file, memo)
    assert read(file, memo) is index
    fresh = read(file)
    assert (index.dependencies, index.places) == (fresh.dependencies, fresh.places)
    assert (index.digests, index.records) == (fresh.digests, fresh.records)


def test_an_index_that_another_process_wrote_is_read(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(1), "one", memo=memo)
    changed = {"name 0": digest(b"other")}
    write(file, read(file), changed, "one")
    assert digests_of(read(file, memo)) == changed


def test_an_index_whose_cache_is_lost_is_lost_with_it(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(1), "one", memo=memo)
    file.unlink()
    assert not read(file, memo).dependencies


def test_a_failed_build_leaves_dependencies_that_the_next_one_writes(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(BLOCK - 1), "one", memo=memo)
    read(file, memo).add(["left 1", "left 2"])
    more = {**names(BLOCK - 1), "left 2": digest(b"left"), "new": digest(b"new")}
    write(file, read(file, memo), more, "two", memo=memo)
    assert digests_of(read(file)) == {**more, "left 1": bytes(DIGEST_SIZE)}
