"""What is stale: a pure decision from what was read for each page and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.build.dependency_index import PageRecord
from briefings.cache.digest import Digest
from briefings.pages import Page


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
    touched: Mapping[str, int],
    published: Mapping[str, Digest],
) -> Decision:
    """What to render of the planned pages, which are given by file.

    `records` are those of the last build, by file; `touched` has the pages that read a name whose
    digest is another now, with its place; `published` the files of the published tree with the
    digests of their bytes.
    """
    stale: list[Stale] = []
    kept: dict[str, Digest] = {}
    for file, page in pages.items():
        if file not in records:
            stale.append(Stale(page, "new"))
            continue
        subject, digest, _ = records[file]
        if published.get(file) != digest:
            stale.append(Stale(page, "not what is published"))
        elif subject != subject_of(page):
            stale.append(Stale(page, "the address was another page's"))
        elif file in touched:
            stale.append(Stale(page, touched[file]))
        else:
            kept[file] = digest
    return Decision(tuple(stale), kept)
