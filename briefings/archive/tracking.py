"""Dependency tracking: what a page reads of the archive, recorded while it reads.

    context --look-up--> TrackedMapping --"archive.days 2025-04-26"--> DependencyRecorder

A dependency is one look-up, successful or not, written `<kind> <key>`. To iterate over a mapping,
or to count it, depends on all of it: `<kind> *`. A page whose dependencies have the same digests
(`briefings.build.fingerprints`) has the same bytes; what is reached through a value (the articles
of a day, an article's front matter) is part of the value's digest.

So pages declare nothing. A new key of front matter that a page shows is covered by the digest of
its article, a new mapping of `Archive`, `Records` or `Ledger` by `tracked_fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, TypeVar

from briefings.archive.archive import Archive
from briefings.archive.related import Related
from briefings.cache.memo import Inputs, Memo
from briefings.model import Article

K = TypeVar("K")
V = TypeVar("V")

ALL = "*"


def dependency_on(kind: str, key: object) -> str:
    """Return the dependency that a look-up of `key` in the mapping `kind` is recorded as."""
    return f"{kind} {key}"


class DependencyRecorder:
    """Collects the dependencies of one page at a time, over all parts of a tracked archive."""

    def __init__(self) -> None:
        self.dependencies: set[str] = set()

    def take(self) -> set[str]:
        """Return what was recorded since the last call."""
        taken, self.dependencies = self.dependencies, set()
        return taken


class TrackedMapping(Mapping[K, V]):
    """A mapping that records its look-ups."""

    __slots__ = ("kind", "recorder", "values_by_key", "whole")

    def __init__(self, kind: str, values: Mapping[K, V], recorder: DependencyRecorder) -> None:
        self.kind, self.values_by_key, self.recorder = kind, values, recorder
        self.whole = dependency_on(kind, ALL)

    def __getitem__(self, key: K) -> V:
        self.recorder.dependencies.add(f"{self.kind} {key}")  # inlined: every look-up passes here
        return self.values_by_key[key]

    def get(self, key: K, default: Any = None) -> Any:
        # A look-up in vain counts: the page changes once the key is there.
        self.recorder.dependencies.add(f"{self.kind} {key}")
        return self.values_by_key.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.recorder.dependencies.add(f"{self.kind} {key}")
        return key in self.values_by_key

    def __iter__(self) -> Iterator[K]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())

    def values(self) -> ValuesView[V]:
        return self._read_all().values()

    def items(self) -> ItemsView[K, V]:
        return self._read_all().items()

    def _read_all(self) -> Mapping[K, V]:
        self.recorder.dependencies.add(self.whole)
        return self.values_by_key


class TrackedSequence(Sequence[V]):
    """A sequence that depends on all of its values whenever one is read."""

    __slots__ = ("recorder", "sequence", "whole")

    def __init__(self, kind: str, sequence: Sequence[V], recorder: DependencyRecorder) -> None:
        self.whole, self.sequence, self.recorder = dependency_on(kind, ALL), sequence, recorder

    def __getitem__(self, index: Any) -> Any:
        return self._read_all()[index]

    def __iter__(self) -> Iterator[V]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())

    def _read_all(self) -> Sequence[V]:
        self.recorder.dependencies.add(self.whole)
        return self.sequence


@dataclass(frozen=True, kw_only=True)
class TrackedRelated(Related):
    """Records whose related articles were looked for, and which were found."""

    recorder: DependencyRecorder

    def to(self, article: Article, limit: int = 4) -> list[Article]:
        found = super().to(article, limit)
        dependencies = self.recorder.dependencies
        dependencies.add(dependency_on("related", article.id))
        # Only the articles found, not all compared: a part of why a new title renders 41 pages, not
        # 200.
        dependencies |= {dependency_on("records.articles", other.id) for other in found}
        return found


class TrackedMemo(Memo):
    """Memo that keeps a value's dependencies with it: a page that gets the value has them too."""

    def __init__(self, recorder: DependencyRecorder) -> None:
        super().__init__()
        self.recorder = recorder

    def get(self, key: Hashable, inputs: Inputs, make: Callable[[], V]) -> V:
        value, dependencies = super().get(key, inputs, partial(self._make, make))
        self.recorder.dependencies |= dependencies
        return value

    def _make(self, make: Callable[[], V]) -> tuple[V, set[str]]:
        # What is made while another part is made counts for both: `get` adds it to the outer one.
        outer = self.recorder.take()
        value = make()
        inner = self.recorder.take()
        self.recorder.dependencies = outer
        return value, inner


def track_archive(archive: Archive, recorder: DependencyRecorder) -> Archive:
    """Return the same archive, whose look-ups are recorded."""
    related = {field.name: getattr(archive.related, field.name) for field in fields(Related)}
    return replace(
        archive,
        **_tracked("archive", archive, recorder),
        records=replace(archive.records, **_tracked("records", archive.records, recorder)),
        ledger=replace(archive.ledger, **_tracked("ledger", archive.ledger, recorder)),
        related=TrackedRelated(**related, recorder=recorder),
        memo=TrackedMemo(recorder),
    )


def tracked_fields(archive: Archive) -> Iterator[tuple[str, Mapping[Any, Any] | Sequence[Any]]]:
    """All that can be looked up, by kind: `("archive.days", ...)`, `("ledger.claims", ...)`."""
    yield from _fields("records", archive.records)
    yield from _fields("archive", archive)
    yield from _fields("ledger", archive.ledger)


def _fields(prefix: str, holder: Any) -> Iterator[tuple[str, Mapping[Any, Any] | Sequence[Any]]]:
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, Mapping | Sequence):
            yield f"{prefix}.{field.name}", value


def _tracked(prefix: str, holder: Any, recorder: DependencyRecorder) -> dict[str, Any]:
    return {
        kind.partition(".")[2]: TrackedMapping(kind, value, recorder)
        if isinstance(value, Mapping)
        else TrackedSequence(kind, value, recorder)
        for kind, value in _fields(prefix, holder)
    }
