"""The steps by which something is made, so that next time only those are done that differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import is_
from typing import Any, TypeVar

V = TypeVar("V")


class Steps:
    """What each step last came to, beside what it was made from, which must never change."""

    def __init__(self) -> None:
        self._done: dict[Hashable, tuple[Any, Any]] = {}

    def once(self, name: Hashable, made_from: Sequence[object], make: Callable[[], V]) -> V:
        """What `make` gives, or gave for the very same objects.

        Equal ones won't do: of two equal times, one may be an hour later.
        """
        had, value = self._done.get(name, (None, None))
        if had is not None and len(had) == len(made_from) and all(map(is_, had, made_from)):
            return value  # type: ignore[no-any-return]
        made = make()
        self._done[name] = made_from, made
        return made

    def __reduce__(self) -> tuple[type[Steps], tuple[()]]:
        """In another process, the objects are others."""
        return Steps, ()
