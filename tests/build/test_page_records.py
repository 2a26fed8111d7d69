"""What a build remembers comes back whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.build.page_records import (
    BLOCK,
    BuildSummary,
    DependencyIndex,
    read_index,
    write_index,
)
from briefings.cache.digest import digest_bytes as digest
from briefings.cache.memo import Memo
from briefings.cache.store import open_cache

SCOPE = "site"


def write(
    file: Path,
    memory: DependencyIndex,
    now: dict[str, bytes],
    *pages: str,
    memo: Memo | None = None,
) -> None:
    made = {page: ("article x", digest(page.encode()), memory.place_names(now)) for page in pages}
    with open_cache(file, b"1") as cache:
        planned = memory.pages.keys() | made.keys()
        write_index(
            cache,
            SCOPE,
            memory,
            memory.blocks(now),
            made,
            planned,
            BuildSummary(),
            None,
            memo or Memo(),
        )


def read(file: Path, memo: Memo | None = None) -> DependencyIndex:
    with open_cache(file, b"1") as cache:
        return read_index(cache, SCOPE, memo or Memo())


def had(memory: DependencyIndex) -> dict[str, bytes]:
    """The digest that each name had when this was written."""
    assert not memory.unknown
    whole = b"".join(memory.digests)
    return {name: whole[16 * place : 16 * place + 16] for name, place in memory.places.items()}


def names(count: int) -> dict[str, bytes]:
    return {f"name {number}": digest(b"%d" % number) for number in range(count)}


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_names_keep_their_places_as_others_come(tmp_path: Path, count: int) -> None:
    file = tmp_path / "cache.sqlite"
    write(file, read(file), names(count), "one")
    memory = read(file)
    assert had(memory) == names(count)
    assert memory.changed(memory.blocks(names(count))) == set()
    more = names(count + BLOCK)
    write(file, memory, more, "two")
    after = read(file)
    assert after.names[:count] == list(names(count))
    assert had(after) == more
    assert after.pages.keys() == {"one", "two"}


def test_a_change_is_told_by_place(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    now = names(2 * BLOCK)
    write(file, read(file), now, "one")
    memory = read(file)
    del now["name 3"]
    now["name 200"] = digest(b"other")
    now["name 900"] = digest(b"new")
    assert memory.changed(memory.blocks(now)) == {3, 200}
    memory.place_names(["name 900"])
    assert memory.unknown == ["name 900"]


def test_what_some_names_changed_is_all_that_changed(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    now = names(2 * BLOCK + 5)
    write(file, read(file), now, "one")
    memory = read(file)
    some = {
        "name 7": now["name 7"],
        "name 130": digest(b"other"),
        "name 900": digest(b"new"),
    }
    blocks = memory.updated_blocks(some)
    assert blocks == memory.blocks({**now, **some})
    assert memory.changed(blocks) == {130}
    assert memory.digests == memory.blocks(now)


@pytest.mark.parametrize("shelf", ["names", "digests", "pages"])
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
    memory = read(file)
    assert (memory.names, memory.pages) == ([], {})
    write(file, memory, names(BLOCK), "two")
    assert had(read(file)) == names(BLOCK)


@pytest.mark.parametrize("count", [0, 1, BLOCK, BLOCK + 1])
def test_new_names_follow_those_that_had_a_digest(tmp_path: Path, count: int) -> None:
    file = tmp_path / "cache.sqlite"
    now = names(count)
    write(file, read(file), now, "one")
    memory = read(file)
    more = {f"more {number}": digest(b"more %d" % number) for number in range(BLOCK)}
    memory.place_names([*more, "nowhere"])
    assert memory.unknown == [*more, "nowhere"]
    assert memory.updated_blocks(more) == memory.blocks({**now, **more})


def test_memory_is_memoized_as_it_would_be_read(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(3), "one", memo=memo)
    memory = read(file, memo)
    assert read(file, memo) is memory
    fresh = read(file)
    assert (memory.names, memory.places) == (fresh.names, fresh.places)
    assert (memory.digests, memory.pages) == (fresh.digests, fresh.pages)


def test_memory_that_another_process_wrote_is_read(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(1), "one", memo=memo)
    changed = {"name 0": digest(b"other")}
    write(file, read(file), changed, "one")
    assert had(read(file, memo)) == changed


def test_memory_whose_cache_is_lost_is_lost_with_it(tmp_path: Path) -> None:
    file, memo = tmp_path / "cache.sqlite", Memo()
    write(file, read(file, memo), names(1), "one", memo=memo)
    file.unlink()
    assert not read(file, memo).names
