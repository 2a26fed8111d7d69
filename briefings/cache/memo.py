"""What a preview keeps in memory from one build to the next, so that it isn't made anew.

Each thing is kept beside a mark of all that it was made from, and is used for the same mark only:
so a build that keeps nothing, as the first one of every process does, comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Things by name, the latest of each; nothing is kept under no mark."""

    def __init__(self) -> None:
        self._things: dict[str, tuple[bytes, Any]] = {}

    def once(self, name: str, mark: bytes | None, make: Callable[[], T]) -> T:
        """The thing kept under this mark, or a new one, which is kept in its place."""
        held = self._things.get(name)
        if held is None or held[0] != mark:
            thing = make()
            self.put(name, mark, thing)
            return thing
        kept: T = held[1]
        return kept

    def put(self, name: str, mark: bytes | None, thing: Any) -> None:
        """Keep a thing in the place of another of its name."""
        self._things.pop(name, None)
        if mark is not None:
            self._things[name] = mark, thing
