"""Claims of one kind or in one state: the newest, or those of a month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import facet_url, month_url
from briefings.pages import claim_lists, formatting
from briefings.pages.kind import Kind
from briefings.pages.kinds.month import month_links
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Link

KIND = Kind(no_sitemap="the month of the ledger has the same claims")

NEWEST = 30


def plan(archive: Archive) -> Iterator[Page]:
    for (facet, value), months in archive.facet_months.items():
        yield Page(facet_url(facet, value), "claims_facet", (facet, value))
        for month in months:
            url = month_url(month, facet_url(facet, value))
            yield Page(url, "claims_facet", (facet, value, month))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    facet, value, *rest = page.subject
    crumbs: list[Link] = [{"name": "Claims", "url": "claims/"}]
    if rest:
        return _month(facet, value, rest[0], crumbs, archive, site)
    months = archive.facet_months[facet, value]
    # By month, so that the page depends on the months that it shows.
    newest = chain.from_iterable(archive.by_facet[facet, value, month] for month in months)
    shown = _shown(facet_name(facet, value), sum(months.values()), crumbs)
    return shown | {
        "claims": claim_lists.threads(tuple(islice(newest, NEWEST)), archive, site),
        "months": [
            {
                "name": formatting.month_text(month),
                "url": month_url(month, page.url),
                "count": formatting.count(number, "claim"),
            }
            for month, number in months.items()
        ],
        "previous": None,
        "next": None,
    }


def _month(
    facet: str, value: str, month: str, crumbs: list[Link], archive: Archive, site: Site
) -> dict[str, Any]:
    name, url = facet_name(facet, value), facet_url(facet, value)
    claims = archive.by_facet[facet, value, month]
    before, after = month_links(archive.neighbours[facet, value, month], url)
    title = f"{name}, {formatting.month_text(month)}"
    return _shown(title, len(claims), [*crumbs, {"name": name, "url": url}]) | {
        "claims": claim_lists.threads(claims, archive, site),
        "months": [],
        "previous": before,
        "next": after,
    }


def _shown(title: str, number: int, crumbs: list[Link]) -> dict[str, Any]:
    description = f"{title}: who says what, and who denies it."
    return {
        "page": head(title, description, "claims", crumbs),
        "title": title,
        "count": formatting.count(number, "claim"),
    }


def facet_name(facet: str, value: str) -> str:
    """Return the name of a facet: `Disputed claims`, `Claims of control`."""
    if facet == "states":
        return "Claimed, not disputed" if value == "claimed" else f"{value.title()} claims"
    return KINDS[value][1]


def kind_link(kind: str) -> Link:
    """Link a claim's kind to all claims of that kind: `Claim of control`."""
    return {"name": KINDS[kind][0], "url": facet_url("kinds", kind)}


KINDS = {
    "assessment": ("Assessment", "Assessments"),
    "control": ("Claim of control", "Claims of control"),
    "event": ("Claim of an event", "Claims of events"),
    "figure": ("Claim with a figure", "Claims with figures"),
    "intent": ("Intention", "Intentions"),
    "position": ("Position", "Positions"),
}
"""Each kind's name for one claim and for several."""
