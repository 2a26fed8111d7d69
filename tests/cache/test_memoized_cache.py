"""A memoized cache holds what the cache holds, whoever wrote it."""

from __future__ import annotations

import pytest

from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from briefings.cache.protocol import Shelf
from tests.cache.shelves import Shelves

NUMBERS: Shelf[int] = Shelf("numbers", int)


def test_an_entry_is_kept_as_it_was_written() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write(NUMBERS, {"a": 1, "b": 2, "c": 3})
    over.write(NUMBERS, {"a": 4}, ["a", "b"])
    assert over.read(NUMBERS) == memory.read(NUMBERS) == {"a": 4, "c": 3}
    assert over.read(NUMBERS)["c"] is over.read(NUMBERS)["c"]
    assert over.digest_of(NUMBERS) == memory.digest_of(NUMBERS)


def test_a_shelf_is_its_reader_s_own() -> None:
    over = MemoizedCache(Shelves(), Memo())
    over.write(NUMBERS, {"a": 1})
    over.read(NUMBERS).clear()
    assert over.read(NUMBERS) == {"a": 1}


def test_a_write_to_a_shelf_that_another_changed_keeps_nothing() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write(NUMBERS, {"a": 1})
    memory.write(NUMBERS, {"b": 2})
    over.write(NUMBERS, {"c": 3})
    assert over.read(NUMBERS) == {"a": 1, "b": 2, "c": 3}


def test_a_write_that_fails_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write(NUMBERS, {"a": 1})

    def fail(*values: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(memory, "write", fail)
        with pytest.raises(OSError, match="no space"):
            over.write(NUMBERS, {"a": 2})
    assert over.read(NUMBERS) == {"a": 1}


def test_what_is_lost_is_not_kept() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write(NUMBERS, {"a": 1})
    memory.shelves.clear()
    assert over.read(NUMBERS) == {}
    over.write(NUMBERS, {"b": 2})
    assert over.read(NUMBERS) == {"b": 2}
