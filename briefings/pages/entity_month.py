"""A month of what is filed under one region, actor or source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefings.archive import Archive, Shelf
from briefings.model import Claim, Site
from briefings.model.identifiers import month_url
from briefings.pages import cards, words
from briefings.pages.heads import head
from briefings.pages.month import neighbours
from briefings.pages.page import Page
from briefings.pages.views import Link

INDEX = {"region": "regions", "actor": "actors", "source": "sources"}


def plan(archive: Archive) -> Iterator[Page]:
    for kind in INDEX:
        for id_, shelf in _shelves(kind, archive).items():
            for month in shelf.months:
                url = month_url(month, _link(kind, id_, archive)["url"])
                yield Page(url, "entity_month", (kind, id_, month))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    kind, id_, month = page.subject
    entity = _link(kind, id_, archive)
    shelf = _shelves(kind, archive)[id_]
    articles = shelf.months[month]
    before, after = neighbours(month, sorted(shelf.months), entity["url"])
    month_name = words.month_text(month)
    index: Link = {"name": INDEX[kind].title(), "url": f"{INDEX[kind]}/"}
    return {
        "page": head(
            f"{entity['name']}, {month_name}",
            f"{words.count(len(articles), 'article')} of {month_name}: {entity['name']}.",
            "" if kind == "source" else INDEX[kind],
            [index, entity],
        ),
        "name": entity["name"],
        "entity": entity,
        "month": month_name,
        "days": cards.stories_by_day(articles, archive, site),
        "claims": cards.threads(
            [claim for article in articles for claim in article.claims if _of(kind, id_, claim)],
            archive,
            site,
        ),
        "previous": before,
        "next": after,
    }


def _of(kind: str, id_: str, claim: Claim) -> bool:
    filed: Mapping[str, Sequence[str]] = {
        "region": claim.regions,
        "actor": claim.by,
        "source": (claim.source,),
    }
    return id_ in filed[kind]


def _shelves(kind: str, archive: Archive) -> Mapping[str, Shelf]:
    return {"region": archive.regions, "actor": archive.actors, "source": archive.sources}[kind]


def _link(kind: str, id_: str, archive: Archive) -> Link:
    if kind == "region":
        return cards.region_link(id_, archive)
    return cards.actor_link(id_, archive) if kind == "actor" else cards.source_link(id_, archive)
