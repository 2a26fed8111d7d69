"""A store in this process, which keeps only what could be written to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf
from briefings.cache.serialization import decode, encode

T = TypeVar("T")


class Shelves:
    """`written` are the keys of the last write."""

    def __init__(self) -> None:
        self.shelves: dict[Shelf[Any], dict[str, bytes]] = {}
        self.written: list[str] = []

    def read(self, shelf: Shelf[T], /) -> dict[str, T]:
        entries = self.shelves.get(shelf, {})
        return {key: decode(value, shelf.kind) for key, value in entries.items()}

    def write(
        self, shelf: Shelf[T], changed: Mapping[str, T], removed: Iterable[str] = (), /
    ) -> None:
        self.written = sorted(changed)
        entries = self.shelves.setdefault(shelf, {})
        for key in removed:
            entries.pop(key, None)
        entries |= {key: encode(value) for key, value in changed.items()}

    def digest_of(self, /, *shelves: Shelf[Any]) -> bytes | None:
        parts = [sorted(self.shelves.get(shelf, {}).items()) for shelf in shelves]
        return digest_bytes(encode(parts)) if all(parts) else None

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()
