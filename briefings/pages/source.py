"""A source: what it is, whose it is, what was read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefings.archive import EMPTY, Archive
from briefings.model import Site
from briefings.pages import cards, words
from briefings.pages.heads import head
from briefings.pages.page import Page
from briefings.pages.region import background, months
from briefings.pages.sources import KINDS
from briefings.pages.views import Counted

STORIES = 20
CLAIMS = 15


def plan(archive: Archive) -> Iterator[Page]:
    for source in archive.records.sources.values():
        yield Page(source.page_url, "source", (source.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    source = archive.records.sources[page.subject[0]]
    shelf = archive.sources.get(source.id, EMPTY)
    claims = archive.ledger.by_source.get(source.id, ())
    read_at, origin_of = _chains(source.id, archive)
    return {
        "page": head(
            source.name,
            source.summary or f"What {source.name} is cited for.",
            "",
            [{"name": "Sources", "url": "sources/"}],
        ),
        "name": source.name,
        "kind": KINDS[source.kind][0],
        "owner": cards.actor_link(source.owner, archive) if source.owner else None,
        "party": cards.party_name(source.party, archive) if source.party else None,
        "external": source.url,
        "lang": source.lang,
        "summary": source.summary,
        "background": background(source.path, source.id, archive),
        "stories": cards.stories(shelf.articles[:STORIES], archive, site),
        "claims": cards.threads(claims[:CLAIMS], archive, site),
        "read_at": read_at,
        "origin_of": origin_of,
        "months": months(page.url, shelf.months),
    }


def _chains(source: str, archive: Archive) -> tuple[list[Counted], list[Counted]]:
    """Where this source was read, and the sources that were read at this one."""
    read_at: Counter[str] = Counter()
    origin_of: Counter[str] = Counter()
    for article in archive.sources.get(source, EMPTY).articles:
        for citation in article.sources:
            if citation.via and citation.source == source:
                read_at[citation.via] += 1
            if citation.via == source:
                origin_of[citation.source] += 1
    return _counted(read_at, archive), _counted(origin_of, archive)


def _counted(counts: Counter[str], archive: Archive) -> list[Counted]:
    return [
        {**cards.source_link(id_, archive), "count": words.count(counts[id_], "article")}
        for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_))
    ]
