"""The ledger of claims: open disputes first, then the newest claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from briefings.archive import Archive
from briefings.model import Claim, Site
from briefings.model.identifiers import facet_url, month_url
from briefings.pages import claim_lists, feed_entries, formatting, links
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.kinds.claims_facet import facet_name
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Counted, Link

KIND = Kind(sitemap="pages", menu=MenuEntry("masthead", 40, "Claims", "claims/"))

# The rest is on the pages of months: no page grows with the archive.
DISPUTES = 30
NEWEST = 30
ENTITIES = 24


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("claims/", "claims")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    disputes = claim_lists.disputes(archive.ledger.disputes, archive, site, DISPUTES)
    shown = claim_lists.sides_of(disputes)
    newest = (claim for claim in archive.ledger.claims.values() if claim.url not in shown)
    return {
        "page": {
            **head("Claims", "Who says what, and who denies it.", "claims"),
            "feeds": [feed_entries.CHANGES],
        },
        "counts": [
            formatting.count(len(archive.ledger.claims), "claim"),
            f"{len(archive.ledger.disputes):,} of them disputed",
        ],
        "disputes": disputes,
        "newest": claim_lists.threads(tuple(islice(newest, NEWEST)), archive, site),
        "facets": [
            {"name": name, "links": found}
            for name, found in (
                ("By state", _facet("states", archive)),
                ("By kind", _facet("kinds", archive)),
                ("By region", _entities(archive.ledger.by_region, links.region_link, archive)),
                ("By actor", _entities(archive.ledger.by_actor, links.actor_link, archive)),
            )
            if found
        ],
        "months": [
            {
                "name": formatting.month_text(month),
                "url": month_url(month, page.url),
                "count": formatting.count(len(claims), "claim"),
            }
            for month, claims in sorted(archive.claims_by_month.items(), reverse=True)
        ],
    }


def _facet(facet: str, archive: Archive) -> list[Counted]:
    return [
        {
            "name": facet_name(facet, value),
            "url": facet_url(facet, value),
            "count": f"{sum(months.values()):,}",
        }
        for (name, value), months in sorted(archive.facet_months.items())
        if name == facet
    ]


def _entities(
    claims: Mapping[str, Sequence[Claim]], link: Callable[[str, Archive], Link], archive: Archive
) -> list[Counted]:
    """Link the entities with most claims to their claims in the latest month that has any."""
    most = sorted(claims, key=lambda id_: (-len(claims[id_]), id_))[:ENTITIES]
    linked = [(link(id_, archive), claims[id_]) for id_ in most]
    return [
        {
            "name": entity["name"],
            "url": f"{month_url(max(claim.article[:7] for claim in theirs), entity['url'])}#claims",
            "count": f"{len(theirs):,}",
        }
        for entity, theirs in linked
    ]
