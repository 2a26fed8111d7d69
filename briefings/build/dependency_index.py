"""Dependency index: what each page depends on, and the digest that each dependency had.

Dependencies are long strings that many pages share, so each has a place in a table, and a page's
record holds places. The digests of all lie in that order in one `bytes`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import repeat
from typing import TypeAlias

from briefings.build.fingerprints import ABSENT
from briefings.cache.digest import DIGEST_SIZE, Digest

FEW = 8
"""Up to so many places are searched for in a record's bytes, which is faster than unpacking it."""
CHUNK = 128 * DIGEST_SIZE
"""Bytes of digests that are compared at once, since nearly all are unchanged."""

PageRecord: TypeAlias = tuple[str, Digest, bytes]
"""How a page was rendered: its subject (`staleness.subject_of`), the digest of its bytes, and the
places of its dependencies, an array of C's unsigned ints. A plain tuple: there is one a page."""


@dataclass(slots=True)
class DependencyIndex:
    """The dependencies of all pages, in order of their places, and the pages' records by file.

    `digests` are those of the last build. Dependencies that were added since have none yet.
    `dependents` is made by a preview that warms up; None elsewhere.
    """

    dependencies: list[str] = field(default_factory=list)
    digests: bytes = b""
    records: Mapping[str, PageRecord] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    dependents: Dependents | None = None

    def __post_init__(self) -> None:
        if len(self.places) != len(self.dependencies):
            self.places = {name: place for place, name in enumerate(self.dependencies)}

    def add(self, dependencies: Iterable[str]) -> bytes:
        """Return the places of dependencies, as a record holds them; append those that are new."""
        found = array("I")
        for dependency in dependencies:
            place = self.places.setdefault(dependency, len(self.dependencies))
            if place == len(self.dependencies):
                self.dependencies.append(dependency)
            found.append(place)
        return found.tobytes()

    def without_digest(self, digests: bytes) -> Sequence[str]:
        """Return the dependencies that come after those that `digests` covers."""
        return self.dependencies[len(digests) // DIGEST_SIZE :]

    def extend(self, digests: bytes, current: Mapping[str, Digest]) -> bytes:
        """Append the digests of all other dependencies, `ABSENT` if there is no `current` one."""
        return digests + b"".join(map(current.get, self.without_digest(digests), repeat(ABSENT)))

    def update(self, current: Mapping[str, Digest]) -> bytes:
        """Return the digests of the last build, with the `current` ones in their places."""
        digests = bytearray(self.digests)
        for dependency, digest in current.items():
            start = self.places.get(dependency, len(self.places)) * DIGEST_SIZE
            if start < len(digests):
                digests[start : start + DIGEST_SIZE] = digest
        return bytes(digests)

    def find_changed(self, digests: bytes) -> frozenset[int]:
        """Return the places of the dependencies whose digest differs from the last build's."""
        # Compared in place, without a slice of `digests`.
        known = self.digests
        return frozenset(
            place // DIGEST_SIZE
            for start in range(0, len(known), CHUNK)
            if not digests.startswith(known[start : start + CHUNK], start)
            for place in range(start, min(start + CHUNK, len(known)), DIGEST_SIZE)
            if not digests.startswith(known[place : place + DIGEST_SIZE], place)
        )

    def find_dependents(self, changed: Set[int]) -> dict[str, str]:
        """Return the files of the pages that depend on changed places, each with one of these."""
        records = self.records
        if self.dependents:
            files = self.dependents.find(changed)
            records = {file: records[file] for file in files if file in records}
        found = search(changed, records)
        return {file: self.dependencies[place] for file, place in found.items()}

    def following(
        self, digests: bytes, rendered: Mapping[str, PageRecord], planned: Set[str]
    ) -> DependencyIndex:
        """Return the index after a build that rendered some planned pages and kept the rest."""
        if self.dependents:
            self.dependents.add(rendered, self.records)
        records = {**self.records, **rendered}
        for file in self.records.keys() - planned:
            del records[file]
        return DependencyIndex(self.dependencies, digests, records, self.places, self.dependents)


class Dependents:
    """The files of the pages that depend on each place: saves a preview 0.06 s an edit at 10,000
    articles, and takes longer than that to make.

    A page stays listed under dependencies that only its earlier versions had.
    """

    def __init__(self, records: Mapping[str, PageRecord]) -> None:
        self._files: dict[int, list[str]] = defaultdict(list)
        self.add(records, {})

    def add(self, rendered: Mapping[str, PageRecord], before: Mapping[str, PageRecord]) -> None:
        """Add pages that were rendered again; `before` has the records of all pages until then."""
        for file, record in rendered.items():
            known = set(_places(before[file])) if file in before else ()
            for place in _places(record):
                if place not in known:
                    self._files[place].append(file)

    def find(self, changed: Set[int]) -> set[str]:
        return {file for place in changed for file in self._files.get(place, ())}


def search(changed: Set[int], records: Mapping[str, PageRecord]) -> dict[str, int]:
    """Return the files of the records that hold a changed place, each with the first one."""
    # One record at a time: to search 64 at once was no faster.
    depends = _matcher(changed)
    return {
        file: min(changed & {*_places(record)})
        for file, record in records.items()
        if depends(record[2])
    }


def _places(record: PageRecord) -> Iterable[int]:
    return array("I", record[2])


def _matcher(changed: Set[int]) -> Callable[[bytes], bool]:
    """Return a function that tells whether a record's places include a changed one."""
    if len(changed) > FEW:
        return lambda places: not changed.isdisjoint(array("I", places))
    marks = [array("I", [place]).tobytes() for place in changed]

    def depends(places: bytes) -> bool:
        # The bytes of two neighbours may look like a place, too.
        looks_so = any(mark in places for mark in marks)
        return looks_so and not changed.isdisjoint(array("I", places))

    return depends
