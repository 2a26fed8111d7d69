"""The cache's interface, on which content and history depend: shelves of typed entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """A named mapping from keys to values of the type `kind` (see `serialization`)."""

    name: str
    kind: Any


class Store(Protocol):
    """Shelves that outlive the process. Entries may be lost, but are never wrong."""

    def read(self, shelf: Shelf[T], /) -> dict[str, T]:
        """Read all entries of a shelf."""

    def write(
        self, shelf: Shelf[T], changed: Mapping[str, T], removed: Iterable[str] = (), /
    ) -> None:
        """Add or change entries of a shelf, and remove some; the rest stay."""

    def digest_of(self, /, *shelves: Shelf[Any]) -> bytes | None:
        """Digest the content of shelves; None if one of them is empty."""

    def transaction(self, /) -> AbstractContextManager[None]:
        """Commit what is written within as one, or not at all if it ends by an exception."""
