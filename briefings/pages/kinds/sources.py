"""All sources, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Site, Source
from briefings.pages import formatting
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="pages", menu=MenuEntry("footer", 20, "Sources", "sources/"))

KINDS = {
    "agency": ("Agency", "Agencies"),
    "newspaper": ("Newspaper", "Newspapers"),
    "broadcaster": ("Broadcaster", "Broadcasters"),
    "official": ("Official source", "Official sources"),
    "social": ("Social media", "Social media"),
    "osint": ("Open-source research", "Open-source research"),
    "aggregator": ("Aggregator", "Aggregators"),
    None: ("Of no known kind", "Of no known kind"),
}
"""Each kind's name for one source and for several."""


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("sources/", "sources")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    sources = sorted(archive.records.sources.values(), key=lambda source: (source.name, source.id))
    groups = [
        {
            "name": name,
            "anchor": name.lower().replace(" ", "-"),
            "sources": [_line(source, archive) for source in sources if source.kind == kind],
        }
        for kind, (_, name) in KINDS.items()
    ]
    return {
        "page": head("Sources", "Where the facts and claims on this site were read."),
        "groups": [group for group in groups if group["sources"]],
    }


def _line(source: Source, archive: Archive) -> dict[str, Any]:
    owner = archive.records.actors[source.owner].name if source.owner else None
    articles = archive.sources.get(source.id, NO_ARTICLES).articles
    return {
        "name": source.name,
        "url": source.page_url,
        # A ministry that is an actor and a source has one name for both.
        "owner": owner if owner != source.name else None,
        "count": formatting.count(len(articles), "article"),
    }
