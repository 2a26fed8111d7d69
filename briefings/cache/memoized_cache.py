"""A cache whose shelves are read once a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeVar

from briefings.cache.memo import Memo
from briefings.cache.protocol import Shelf, Store

T = TypeVar("T")


class MemoizedCache:
    """Reads a shelf of a cache only if it no longer holds what this process read or wrote there.

    Entries stay the same objects from one read to the next, so that a memo can be keyed by them.
    """

    def __init__(self, cache: Store, memo: Memo) -> None:
        self._cache = cache
        self._memo = memo
        self.digest_of = cache.digest_of
        self.transaction = cache.transaction

    def read(self, shelf: Shelf[T], /) -> dict[str, T]:
        # A copy, so that nobody changes what is memoized.
        return dict(self._read(shelf))

    def write(
        self, shelf: Shelf[T], changed: Mapping[str, T], removed: Iterable[str] = (), /
    ) -> None:
        removed = set(removed).difference(changed)
        if not (changed or removed):
            return
        entries = {**self._read(shelf), **changed}
        self._memo.put(("shelf", shelf), None, None)  # a write that fails leaves nothing
        self._cache.write(shelf, changed, removed)
        for key in removed:
            entries.pop(key, None)
        self._memo.put(("shelf", shelf), self.digest_of(shelf), entries)

    def _read(self, shelf: Shelf[T]) -> dict[str, T]:
        digest = self.digest_of(shelf)
        if digest is None:  # there is no such shelf
            return {}
        entries = self._memo.get(("shelf", shelf), digest, partial(self._cache.read, shelf))
        if self.digest_of(shelf) != digest:  # the cache is damaged, and empty from now on
            self._memo.put(("shelf", shelf), None, None)
        return entries
