"""What is stale: a pure decision from what was read for each page and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefings.pages import Page

Digest = bytes


@dataclass(frozen=True, slots=True)
class PageRecord:
    """How a page was made: of what (kind and subject), with which bytes, from which names."""

    subject: str
    digest: Digest
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stale:
    """A page to render, and why, in words."""

    page: Page
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Pages to render, and those to keep, by file with the digest of their bytes."""

    stale: tuple[Stale, ...]
    kept: Mapping[str, Digest]


def subject_of(page: Page) -> str:
    return " ".join((page.kind, *page.subject))


def changed_names(before: Mapping[str, Digest | None], now: Mapping[str, Digest]) -> frozenset[str]:
    """The names whose digest is another; None is that of a name that wasn't there."""
    return frozenset(name for name, digest in before.items() if now.get(name) != digest)


def decide(
    pages: Iterable[Page],
    records: Mapping[str, PageRecord],
    changed: frozenset[str],
    published: Mapping[str, Digest],
) -> Decision:
    """What to render of the planned pages.

    `records` are those of the last build, by file; `published` the files that stand in the
    published tree, with the digests of their bytes.
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
            stale.append(Stale(page, "the address is another page's now"))
        elif not changed.isdisjoint(record.reads):
            stale.append(Stale(page, f"changed: {min(changed & record.reads)}"))
        else:
            kept[file] = record.digest
    return Decision(tuple(stale), kept)
