"""What a page reads of the archive, noted as it is read.

`watch` gives an archive whose mappings note every look-up, found or not, by a name such as
`archive.days 2025-04-26`. A page that reads the same names, with the same digests
(`briefings.build.fingerprints`), has the same bytes. Whatever is reached by way of a value that was
looked up (the articles of a day, say) is part of that value's digest.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    Hashable,
    ItemsView,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, TypeVar, overload

from briefings.archive.archive import Archive
from briefings.archive.related import Related
from briefings.cache.memo import Inputs, Memo
from briefings.model import Article

K = TypeVar("K")
V = TypeVar("V")

ALL = "*"


def name_of(kind: str, key: object) -> str:
    """The name under which the look-up of `key` in the mapping `kind` is noted."""
    return f"{kind} {key}"


class Reads:
    """The names read so far; one recorder serves all the mappings of a watched archive."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def take(self) -> set[str]:
        """The names read since the last call."""
        names, self.names = self.names, set()
        return names


class WatchedMapping(Mapping[K, V]):
    """A mapping that notes its look-ups; to go through it, or to count it, reads all of it."""

    __slots__ = ("kind", "of", "reads")

    def __init__(self, kind: str, of: Mapping[K, V], reads: Reads) -> None:
        self.kind, self.of, self.reads = kind, of, reads

    def __getitem__(self, key: K) -> V:
        self.reads.names.add(f"{self.kind} {key}")  # `name_of`, without the cost of a call
        return self.of[key]

    def get(self, key: K, default: Any = None) -> Any:
        self.reads.names.add(f"{self.kind} {key}")
        return self.of.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.reads.names.add(f"{self.kind} {key}")
        return key in self.of

    def __iter__(self) -> Iterator[K]:
        self.reads.names.add(name_of(self.kind, ALL))
        return iter(self.of)

    def __len__(self) -> int:
        self.reads.names.add(name_of(self.kind, ALL))
        return len(self.of)

    def values(self) -> ValuesView[V]:
        self.reads.names.add(name_of(self.kind, ALL))
        return self.of.values()

    def items(self) -> ItemsView[K, V]:
        self.reads.names.add(name_of(self.kind, ALL))
        return self.of.items()


class WatchedSequence(Sequence[V]):
    """A sequence of which any look reads all."""

    __slots__ = ("kind", "of", "reads")

    def __init__(self, kind: str, of: Sequence[V], reads: Reads) -> None:
        self.kind, self.of, self.reads = kind, of, reads

    @overload
    def __getitem__(self, place: int) -> V: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[V]: ...
    def __getitem__(self, place: int | slice) -> V | Sequence[V]:
        self.reads.names.add(name_of(self.kind, ALL))
        return self.of[place]

    def __iter__(self) -> Iterator[V]:
        self.reads.names.add(name_of(self.kind, ALL))
        return iter(self.of)

    def __len__(self) -> int:
        self.reads.names.add(name_of(self.kind, ALL))
        return len(self.of)


@dataclass(frozen=True, kw_only=True)
class WatchedRelated(Related):
    """Notes of which article the related ones are asked, and which ones they are."""

    reads: Reads

    def to(self, article: Article, limit: int = 4) -> list[Article]:
        found = super().to(article, limit)
        self.reads.names.add(name_of("related", article.id))
        self.reads.names |= {name_of("records.articles", other.id) for other in found}
        return found


class TrackedMemo(Memo):
    """Memo that keeps what was read to make a value: a page that gets the value depends on it."""

    def __init__(self, reads: Reads) -> None:
        super().__init__()
        self.reads = reads

    def get(self, key: Hashable, inputs: Inputs, make: Callable[[], V]) -> V:
        value, names = super().get(key, inputs, partial(self._make, make))
        self.reads.names |= names
        return value

    def _make(self, make: Callable[[], V]) -> tuple[V, set[str]]:
        outer = self.reads.take()
        value = make()
        inner = self.reads.take()
        self.reads.names = outer
        return value, inner


def watch(archive: Archive, reads: Reads) -> Archive:
    """The same archive, which notes in `reads` what is looked up in it."""
    return replace(
        archive,
        **_watched("archive", archive, reads),
        records=replace(archive.records, **_watched("records", archive.records, reads)),
        ledger=replace(archive.ledger, **_watched("ledger", archive.ledger, reads)),
        related=WatchedRelated(
            archive.related.articles,
            archive.related.postings,
            archive.related.answers,
            archive.related.order,
            reads=reads,
        ),
        memo=TrackedMemo(reads),
    )


def holdings(archive: Archive) -> Iterator[tuple[str, Mapping[Any, Any] | Sequence[Any]]]:
    """All that can be looked up, by kind: `("archive.days", ...)`, `("ledger.claims", ...)`."""
    for holder, of in (
        ("records", archive.records),
        ("archive", archive),
        ("ledger", archive.ledger),
    ):
        for field in fields(of):
            value = getattr(of, field.name)
            if isinstance(value, Mapping | Sequence):
                yield f"{holder}.{field.name}", value


def _watched(holder: str, of: Any, reads: Reads) -> dict[str, Any]:
    watched: dict[str, Any] = {}
    for field in fields(of):
        value = getattr(of, field.name)
        kind = f"{holder}.{field.name}"
        if isinstance(value, Mapping):
            watched[field.name] = WatchedMapping(kind, value, reads)
        elif isinstance(value, Sequence):
            watched[field.name] = WatchedSequence(kind, value, reads)
    return watched
