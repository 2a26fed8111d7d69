"""What is stale: a pure decision from what was read for each page and what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from briefings.engine.manifest import Digest
from briefings.pages import Page


@dataclass(frozen=True, slots=True)
class PageRecord:
    """How a page was made: of what (kind and subject), with which bytes, from which names.

    `reads` are places in the table of names (`briefings.engine.memory`).
    """

    subject: str
    digest: Digest
    reads: Collection[int]


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
    pages: Iterable[Page],
    records: Mapping[str, PageRecord],
    changed: Set[int],
    published: Mapping[str, Digest],
) -> Decision:
    """What to render of the planned pages.

    `records` are those of the last build, by file; `changed` the places of names whose digest is
    another now; `published` the files of the published tree with the digests of their bytes.
    """
    stale: list[Stale] = []
    kept: dict[str, Digest] = {}
    for page in pages:
        file = page.file
        record = records.get(file)
        if record is None:
            stale.append(Stale(page, "new"))
        elif published.get(file) != record.digest:
            stale.append(Stale(page, "not what is published"))
        elif record.subject != subject_of(page):
            stale.append(Stale(page, "the address was another page's"))
        elif not changed.isdisjoint(record.reads):
            stale.append(Stale(page, min(changed & set(record.reads))))
        else:
            kept[file] = record.digest
    return Decision(tuple(stale), kept)
