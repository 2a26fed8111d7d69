"""A memoized cache holds what the cache holds, whoever wrote it."""

from __future__ import annotations

import pytest

from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from tests.content.test_file_cache import Shelves


def test_an_entry_is_kept_as_it_was_written() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write("shelf", {"a": (1,), "b": (2,), "c": (3,)})
    over.write("shelf", {"a": (4,)}, ["a", "b"])
    assert over.read("shelf") == memory.read("shelf") == {"a": (4,), "c": (3,)}
    assert over.read("shelf")["c"] is over.read("shelf")["c"]
    assert over.mark("shelf") == memory.mark("shelf")


def test_a_shelf_is_its_reader_s_own() -> None:
    over = MemoizedCache(Shelves(), Memo())
    over.write("shelf", {"a": 1})
    over.read("shelf").clear()
    assert over.read("shelf") == {"a": 1}


def test_a_write_to_a_shelf_that_another_changed_keeps_nothing() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write("shelf", {"a": 1})
    memory.write("shelf", {"b": 2})
    over.write("shelf", {"c": 3})
    assert over.read("shelf") == {"a": 1, "b": 2, "c": 3}


def test_a_write_that_fails_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write("shelf", {"a": 1})

    def fail(*values: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(memory, "write", fail)
        with pytest.raises(OSError, match="no space"):
            over.write("shelf", {"a": 2})
    assert over.read("shelf") == {"a": 1}


def test_what_is_lost_is_not_kept() -> None:
    memory = Shelves()
    over = MemoizedCache(memory, Memo())
    over.write("shelf", {"a": 1})
    memory.shelves.clear()
    assert over.read("shelf") == {}
    over.write("shelf", {"b": 2})
    assert over.read("shelf") == {"b": 2}
