"""Staleness: which pages are rendered and which are kept. Data in, decision out, no I/O.

    page, its record, what it depends on and has changed, its published bytes --> reason, or None

The dependencies come from `archive.tracking`, their digests from `fingerprints`, what has changed
from `dependency_index`, the records from `page_records`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.build.dependency_index import PageRecord
from briefings.cache.digest import Digest
from briefings.pages import Page


@dataclass(frozen=True, slots=True)
class Stale:
    """A page to render, and why."""

    page: Page
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Pages to render, and the digests of those to keep, by file."""

    stale: tuple[Stale, ...]
    kept: Mapping[str, Digest]


def subject_of(page: Page) -> str:
    """Return what a page is about: with another subject, the same file is another page."""
    return " ".join((page.kind, *page.subject))


def decide(
    pages: Mapping[str, Page],
    records: Mapping[str, PageRecord],
    changed: Mapping[str, str],
    published: Mapping[str, Digest],
) -> Decision:
    """Decide which of the planned `pages` are stale. All arguments are by file.

    `records` are those of the last build, `changed` names a dependency of the page whose digest is
    not what it was then, `published` has the digests of the published tree.
    """
    stale: list[Stale] = []
    kept: dict[str, Digest] = {}
    for file, page in pages.items():
        record = records.get(file)
        reason = _why_stale(page, record, changed.get(file), published.get(file))
        if record is None or reason:
            stale.append(Stale(page, reason or "new"))
        else:
            kept[file] = record[1]
    return Decision(tuple(stale), kept)


def _why_stale(
    page: Page, record: PageRecord | None, changed: str | None, published: Digest | None
) -> str | None:
    if record is None:
        return "new"
    subject, digest, _ = record
    if published != digest:  # removed, modified by hand, or the site is of another build
        return "not what is published"
    if subject != subject_of(page):  # an article has taken over the address of another
        return "the address was another page's"
    # One of perhaps many: `-v` shows a reason, not all of them.
    if changed is not None:
        return f"changed: {changed}"
    return None
