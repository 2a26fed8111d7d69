"""What a build remembers of the pages it made, for the next one.

Names that pages read are many and long, so each has a place in a table, and a page's record holds
places. The table also holds the digest that each name had, None for one that wasn't there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from briefings.engine.cache import Cache
from briefings.engine.kept import Kept
from briefings.engine.manifest import Digest
from briefings.engine.staleness import PageRecord


@dataclass(slots=True)
class Memory:
    """The names in order of their places, the digest of each, and the pages by file.

    `known` is how many names there were when it was read, `stamp` that of the build.
    """

    names: list[str]
    places: dict[str, int]
    digests: list[Digest | None]
    pages: dict[str, PageRecord]
    known: int
    stamp: Digest

    def changed(self, now: Mapping[str, Digest]) -> frozenset[int]:
        """The places of names whose digest is another now."""
        return frozenset(
            place
            for place, (name, digest) in enumerate(zip(self.names, self.digests, strict=True))
            if now.get(name) != digest
        )

    def place_names(self, names: Iterable[str]) -> array[int]:
        """The places of some names, which are added to the table where they are new."""
        result = array("I")
        for name in names:
            place = self.places.get(name)
            if place is None:
                place = self.places[name] = len(self.names)
                self.names.append(name)
                self.digests.append(None)
            result.append(place)
        return result

    def follow(
        self,
        now: Mapping[str, Digest],
        made: Mapping[str, PageRecord],
        planned: Set[str],
        stamp: Digest,
    ) -> None:
        """Become what is read once this has been written (`write_memory`)."""
        self.digests = [now.get(name) for name in self.names]
        for file in self.pages.keys() - planned:
            del self.pages[file]
        self.pages.update(made)
        self.known = len(self.names)
        self.stamp = stamp


def read_memory(cache: Cache, scope: str, kept: Kept) -> Memory:
    """What was written for a scope (the site, or its preview); empty where nothing was."""
    return kept.once(scope, _mark(cache, scope), lambda: _read(cache, scope))


def _mark(cache: Cache, scope: str) -> bytes | None:
    return cache.mark(f"{scope} names", f"{scope} pages", f"{scope} stamp")


def _read(cache: Cache, scope: str) -> Memory:
    table = cache.read(f"{scope} names")
    names = sorted(table, key=lambda name: table[name][0])
    pages = {
        file: PageRecord(subject, digest, array("I", reads))
        for file, (subject, digest, reads) in cache.read(f"{scope} pages").items()
    }
    stamp = cache.read(f"{scope} stamp").get("", b"")
    places = {name: place for place, name in enumerate(names)}
    return Memory(names, places, [table[name][1] for name in names], pages, len(names), stamp)


def write_memory(
    cache: Cache,
    scope: str,
    memory: Memory,
    now: Mapping[str, Digest],
    made: Mapping[str, PageRecord],
    planned: Set[str],
    stamp: Digest,
    kept: Kept,
) -> None:
    """Remember the pages that were made, every name's digest `now`, and the build's stamp.

    Pages that are no longer planned are forgotten.
    """
    names = {
        name: (place, now.get(name))
        for place, name in enumerate(memory.names)
        if place >= memory.known or now.get(name) != memory.digests[place]
    }
    pages = {
        file: (record.subject, record.digest, bytes(array("I", record.reads)))
        for file, record in made.items()
    }
    with cache.transaction():
        cache.write(f"{scope} names", names)
        cache.write(f"{scope} pages", pages, memory.pages.keys() - planned)
        cache.write(f"{scope} stamp", {"": stamp})
    memory.follow(now, made, planned, stamp)
    kept.put(scope, _mark(cache, scope), memory)
