"""What a preview keeps from build to build comes to the same as what is made anew."""

from __future__ import annotations

from pathlib import Path

from briefings.build.dependency_index import PageRecord
from briefings.build.page_records import Last, Memory, read_memory, write_memory
from briefings.cache.memo import Kept
from briefings.cache.store import open_cache

PAGES: dict[str, PageRecord] = {"index.html": ("home", b"page", bytes(4))}


def test_a_thing_is_used_for_the_same_mark_only() -> None:
    kept = Kept()
    assert kept.once("survey", b"1", lambda: "one") == "one"
    assert kept.once("survey", b"1", lambda: "two") == "one"
    assert kept.once("survey", b"2", lambda: "two") == "two"
    assert kept.once("survey", b"1", lambda: "three") == "three"


def test_nothing_is_kept_without_a_mark() -> None:
    kept = Kept()
    assert kept.once("memory", None, lambda: "one") == "one"
    assert kept.once("memory", None, lambda: "two") == "two"
    kept.put("memory", b"1", "three")
    kept.put("memory", None, "four")
    assert kept.once("memory", b"1", lambda: "five") == "five"


ONE, TWO = b"1" * 16, b"2" * 16


def remember(memory: Memory, file: Path, digest: bytes, kept: Kept) -> None:
    memory.place_names(["archive.days *"])
    with open_cache(file, b"1") as cache:
        blocks = memory.blocks({"archive.days *": digest})
        write_memory(cache, "preview", memory, blocks, PAGES, PAGES.keys(), Last(), None, kept)


def read(file: Path, kept: Kept) -> Memory:
    with open_cache(file, b"1") as cache:
        return read_memory(cache, "preview", kept)


def facts(memory: Memory) -> tuple[object, ...]:
    return memory.names, memory.places, memory.digests, memory.pages


def test_memory_is_kept_as_it_would_be_read(tmp_path: Path) -> None:
    file, kept = tmp_path / "cache", Kept()
    remember(read(file, kept), file, ONE, kept)
    memory = read(file, kept)
    assert read(file, kept) is memory
    assert facts(memory) == facts(read(file, Kept()))


def test_memory_that_another_process_wrote_is_read(tmp_path: Path) -> None:
    file, kept = tmp_path / "cache", Kept()
    remember(read(file, kept), file, ONE, kept)
    remember(read(file, Kept()), file, TWO, Kept())
    assert read(file, kept).digests == [TWO]


def test_memory_whose_cache_is_lost_is_lost_with_it(tmp_path: Path) -> None:
    file, kept = tmp_path / "cache", Kept()
    remember(read(file, kept), file, ONE, kept)
    file.unlink()
    assert not read(file, kept).names
