"""What a build remembers of the pages it made, for the next one.

Names that pages read are many and long, so each has a place in a table, and a page's record holds
places. The table also holds the digest that each name had. It lies in blocks, so that all names of
a block are compared at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeVar

from briefings.build.dependency_index import Dependents, PageRecord, search
from briefings.build.fingerprints import ABSENT, Fingerprints
from briefings.cache.digest import DIGEST_SIZE, Digest
from briefings.cache.memo import Memo
from briefings.cache.protocol import Shelf
from briefings.cache.store import Cache

T = TypeVar("T")

BLOCK = 128


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """The last build in short.

    `stamp` is the digest of all that it depended on but the time, and it holds for all times
    between `since` and `until` (ISO 8601; empty where there is no such bound). `frame` is the
    digest of what it depended on but texts (`briefings.build.build_key`), `manifest` that of its
    list of files; `pages` is how many it planned.
    """

    stamp: Digest = b""
    frame: Digest = b""
    since: str = ""
    until: str = ""
    manifest: Digest = b""
    pages: int = 0


@dataclass(slots=True)
class DependencyIndex:
    """The names in order of their places, and the pages by file.

    `digests` are those that the first names had at the last build, the ones that were known then:
    for each block of names, one after the other. `found` is what they were digests of, where the
    same process made that build; `readers` are those of `pages` that read each name, where they
    have been looked for.
    """

    names: list[str]
    places: dict[str, int]
    digests: list[bytes]
    pages: dict[str, PageRecord]
    found: Fingerprints | None = None
    readers: Dependents | None = None

    def changed(self, blocks: Sequence[bytes]) -> frozenset[int]:
        """The places of names whose digest is another now, by the `blocks` of now."""
        return frozenset(
            number * BLOCK + place // DIGEST_SIZE
            # There may be more blocks now: a build that failed has left names without a digest.
            for number, (old, new) in enumerate(zip(self.digests, blocks, strict=False))
            if not new.startswith(old)
            for place in range(0, len(old), DIGEST_SIZE)
            if old[place : place + DIGEST_SIZE] != new[place : place + DIGEST_SIZE]
        )

    def touched(self, changed: Set[int]) -> dict[str, int]:
        """The pages that read one of some names, each with the first of these, by places."""
        if self.found is None:
            return search(changed, self.pages)
        self.readers = self.readers or Dependents(self.pages)
        return self.readers.find(changed, self.pages)

    @property
    def unknown(self) -> Sequence[str]:
        """The names that had no digest at the last build."""
        return self.names[sum(map(len, self.digests)) // DIGEST_SIZE :]

    def blocks(self, now: Mapping[str, Digest]) -> list[bytes]:
        """The digests that the names of each block have now."""
        return [
            b"".join(map(now.get, self.names[start : start + BLOCK], repeat(ABSENT)))
            for start in range(0, len(self.names), BLOCK)
        ]

    def updated_blocks(
        self, now: Mapping[str, Digest], had: Sequence[bytes] | None = None
    ) -> list[bytes]:
        """The same, where `now` has all names that stand for something else, or for nothing any
        more (`ABSENT`), than they did in the blocks that the last build `had`, or in these."""
        blocks = list(self.digests if had is None else had)
        for name, digest in now.items():
            number, place = divmod(self.places.get(name, -1), BLOCK)
            start = place * DIGEST_SIZE
            block = blocks[number] if 0 <= number < len(blocks) else b""
            if start < len(block) and block[start : start + DIGEST_SIZE] != digest:
                blocks[number] = block[:start] + digest + block[start + DIGEST_SIZE :]
        for name in self.names[sum(map(len, blocks)) // DIGEST_SIZE :]:
            if not blocks or len(blocks[-1]) == BLOCK * DIGEST_SIZE:
                blocks.append(b"")
            blocks[-1] += now.get(name, ABSENT)
        return blocks

    def follow(
        self,
        digests: list[bytes],
        made: Mapping[str, PageRecord],
        planned: Set[str],
        found: Fingerprints | None,
    ) -> DependencyIndex:
        """What is read once this has been written (`write_index`)."""
        if self.readers:
            self.readers.follow(made, self.pages)
        pages = {**self.pages, **made}
        for file in self.pages.keys() - planned:
            del pages[file]
        return DependencyIndex(self.names, self.places, digests, pages, found, self.readers)

    def place_names(self, names: Iterable[str]) -> bytes:
        """The places of some names, which are added to the table where they are new."""
        result = array("I")
        for name in names:
            place = self.places.get(name)
            if place is None:
                place = self.places[name] = len(self.names)
                self.names.append(name)
            result.append(place)
        return result.tobytes()


class Shelves:
    """What is cached of the builds of one scope: the site, or its preview."""

    def __init__(self, scope: str) -> None:
        self.names: Shelf[list[str]] = Shelf(f"{scope} names", list[str])
        self.digests: Shelf[bytes] = Shelf(f"{scope} digests", bytes)
        self.pages: Shelf[PageRecord] = Shelf(f"{scope} pages", PageRecord)
        self.summary: Shelf[BuildSummary] = Shelf(f"{scope} summary", BuildSummary)

    def fingerprint(self, cache: Cache) -> bytes | None:
        return cache.fingerprint(self.names, self.digests, self.pages)


def read_summary(cache: Cache, scope: str) -> BuildSummary:
    """The last build of a scope: the site, or its preview."""
    return cache.read(Shelves(scope).summary).get("", BuildSummary())


def read_index(cache: Cache, scope: str, memo: Memo) -> DependencyIndex:
    """What was written for a scope; empty where nothing was, or not all is there any more."""
    shelves = Shelves(scope)
    return memo.get(scope, shelves.fingerprint(cache), lambda: _read(cache, shelves))


def _read(cache: Cache, shelves: Shelves) -> DependencyIndex:
    names = _in_order(cache.read(shelves.names))
    digests = _in_order(cache.read(shelves.digests))
    pages = cache.read(shelves.pages)
    if not pages:
        return DependencyIndex([], {}, [], {})
    table = list(chain.from_iterable(names))
    return DependencyIndex(table, dict(zip(table, range(len(table)), strict=True)), digests, pages)


def write_index(
    cache: Cache,
    scope: str,
    memory: DependencyIndex,
    blocks: list[bytes],
    made: Mapping[str, PageRecord],
    planned: Set[str],
    last: BuildSummary,
    found: Fingerprints | None,
    memo: Memo,
) -> None:
    """Remember the pages that were made, every name's digest by `blocks`, and the build in short.

    Pages that are no longer planned are forgotten.
    """
    names: dict[str, list[str]] = {}
    digests: dict[str, bytes] = {}
    for number, block in enumerate(blocks):
        had = memory.digests[number] if number < len(memory.digests) else b""
        if block != had:
            digests[str(number)] = block
        if len(block) != len(had):
            names[str(number)] = memory.names[number * BLOCK : (number + 1) * BLOCK]
    shelves = Shelves(scope)
    with cache.transaction():
        if memory.pages:
            cache.write(shelves.names, names)
            cache.write(shelves.digests, digests)
            cache.write(shelves.pages, made, memory.pages.keys() - planned)
        else:
            cache.replace(shelves.names, names)
            cache.replace(shelves.digests, digests)
            cache.replace(shelves.pages, made)
        cache.write(shelves.summary, {"": last})
    memo.put(scope, shelves.fingerprint(cache), memory.follow(blocks, made, planned, found))


def _in_order(blocks: Mapping[str, T]) -> list[T]:
    return [blocks[str(number)] for number in range(len(blocks))]
