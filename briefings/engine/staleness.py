"""What is stale: a pure decision from what was read for each page and what has changed since."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from briefings.engine.manifest import Digest
from briefings.pages import Page

FEW = 8
"""So few places are looked for one after the other, each in no time."""

PageRecord: TypeAlias = tuple[str, Digest, bytes]
"""How a page was made: of what (`subject_of`), with which bytes, from which names.

The last are places in the table of names (`briefings.engine.memory`), an array of C's unsigned
ints. A plain tuple, as it comes from the cache: there is one for each page.
"""


@dataclass(frozen=True, slots=True)
class Stale:
    """A page to render, and why: in words, or the place of a name that has changed."""

    page: Page
    why: str | int


@dataclass(frozen=True, slots=True)
class Decision:
    """Pages to render, and those to keep, by file with the digest of their bytes."""

    stale: tuple[Stale, ...]
    kept: Mapping[str, Digest]


def subject_of(page: Page) -> str:
    return " ".join((page.kind, *page.subject))


def decide(
    pages: Mapping[str, Page],
    records: Mapping[str, PageRecord],
    changed: Set[int],
    published: Mapping[str, Digest],
) -> Decision:
    """What to render of the planned pages, which are given by file.

    `records` are those of the last build, by file; `changed` the places of names whose digest is
    another now; `published` the files of the published tree with the digests of their bytes.
    """
    stale: list[Stale] = []
    kept: dict[str, Digest] = {}
    is_as_read = _reader(changed)
    for file, page in pages.items():
        record = records.get(file)
        if record is None:
            stale.append(Stale(page, "new"))
            continue
        subject, digest, reads = record
        if published.get(file) != digest:
            stale.append(Stale(page, "not what is published"))
        elif subject != subject_of(page):
            stale.append(Stale(page, "the address was another page's"))
        elif is_as_read(reads):
            kept[file] = digest
        else:
            stale.append(Stale(page, min(changed & set(array("I", reads)))))
    return Decision(tuple(stale), kept)


def _reader(changed: Set[int]) -> Callable[[bytes], bool]:
    """Tells whether nothing of what was read, given as in a `PageRecord`, has changed."""
    if len(changed) > FEW:
        return lambda reads: changed.isdisjoint(array("I", reads))
    marks = [array("I", [place]).tobytes() for place in changed]

    def is_as_read(reads: bytes) -> bool:
        # Bytes of two neighbours may look like a place, too.
        looks_changed = any(mark in reads for mark in marks)
        return not looks_changed or changed.isdisjoint(array("I", reads))

    return is_as_read
