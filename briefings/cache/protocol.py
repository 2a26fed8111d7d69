"""What an earlier run may have kept for this one; where it is kept is not this package's matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class Memory(Protocol):
    """Mappings of plain values by name (`plain_values`); any may be lost, none wrong."""

    def read(self, shelf: str, /) -> dict[str, Any]:
        """All entries of a shelf."""

    def write(self, shelf: str, changed: Mapping[str, Any], removed: Iterable[str] = (), /) -> None:
        """Add or change some entries of a shelf, and remove some."""

    def mark(self, /, *shelves: str) -> bytes | None:
        """A digest of what these shelves hold, by which it is known again; None if one has none."""
