"""Memoized values of one process.

A preview builds the same site again and again, and one build shows the same record on many pages.
Both reuse a value only while what it was made from is unchanged, so a process that starts with an
empty memo gets the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import is_
from typing import Any, TypeAlias, TypeVar

V = TypeVar("V")

Inputs: TypeAlias = bytes | Sequence[object] | None
"""What a value was made from: a digest of it, or the objects themselves, which must never change.
None if that can't be told."""


class Memo:
    """One value per key, valid while its inputs are unchanged. `None` inputs are never cached.

    Digests are compared by value, objects by identity: of two equal times one may be an hour later
    (`fold`), so equality won't do. In another process a memo starts empty, since objects are
    others there.
    """

    def __init__(self) -> None:
        self._entries: dict[Hashable, tuple[Inputs, Any]] = {}

    def get(self, key: Hashable, inputs: Inputs, make: Callable[[], V]) -> V:
        """Return the value made from these inputs, or make and cache it."""
        entry = self._entries.get(key)
        if entry is not None and _are_same(entry[0], inputs):
            value: V = entry[1]
            return value
        value = make()
        self.put(key, inputs, value)
        return value

    def put(self, key: Hashable, inputs: Inputs, value: object) -> None:
        """Cache a value in place of the one that its key had; with None inputs, just drop that."""
        if inputs is None:
            self._entries.pop(key, None)
        else:
            self._entries[key] = inputs, value

    @property
    def size(self) -> int:
        """Number of values. There is no `__len__`: an empty memo must not be false."""
        return len(self._entries)

    def clear(self) -> None:
        self._entries.clear()

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return type(self), ()


def _are_same(cached: Inputs, inputs: Inputs) -> bool:
    if cached is inputs:
        return inputs is not None
    if cached is None or inputs is None:
        return False
    if isinstance(cached, bytes) or isinstance(inputs, bytes):
        return cached == inputs
    return len(cached) == len(inputs) and all(map(is_, cached, inputs))
