"""The articles and claims of a month for one region, actor or source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefings.archive import Archive
from briefings.model import Claim, Site
from briefings.model.identifiers import month_url
from briefings.pages import claim_lists, formatting, links, story_lines
from briefings.pages.kind import Kind
from briefings.pages.kinds.month import month_links
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Link

KIND = Kind(sitemap="month")

INDEX = {"region": "regions", "actor": "actors", "source": "sources"}


def plan(archive: Archive) -> Iterator[Page]:
    # Only months with articles: an empty list has no page.
    for kind, id_, month in archive.by_month_and_entity:
        yield Page(month_url(month, f"{INDEX[kind]}/{id_}/"), "entity_month", (kind, id_, month))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    kind, id_, month = page.subject
    entity = _link(kind, id_, archive)
    articles = archive.by_month_and_entity[kind, id_, month]
    before, after = month_links(archive.neighbours[kind, id_, month], entity["url"])
    month_name = formatting.month_text(month)
    index: Link = {"name": INDEX[kind].title(), "url": f"{INDEX[kind]}/"}
    return {
        "page": head(
            f"{entity['name']}, {month_name}",
            f"{formatting.count(len(articles), 'article')} of {month_name}: {entity['name']}.",
            # The masthead has no entry for sources.
            "" if kind == "source" else INDEX[kind],
            [index, entity],
        ),
        "name": entity["name"],
        "entity": entity,
        "month": month_name,
        "days": story_lines.stories_by_day(articles, archive, site),
        "claims": claim_lists.threads(
            [
                claim
                for article in articles
                for claim in article.claims
                if _concerns(kind, id_, claim)
            ],
            archive,
            site,
        ),
        "previous": before,
        "next": after,
    }


def _concerns(kind: str, id_: str, claim: Claim) -> bool:
    filed: Mapping[str, Sequence[str]] = {
        "region": claim.regions,
        "actor": claim.by,
        "source": (claim.source,),
    }
    return id_ in filed[kind]


def _link(kind: str, id_: str, archive: Archive) -> Link:
    if kind == "region":
        return links.region_link(id_, archive)
    return links.actor_link(id_, archive) if kind == "actor" else links.source_link(id_, archive)
