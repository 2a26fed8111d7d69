"""What the articles of one month claim of a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import figure_url, month_url
from briefings.pages import charts, formatting
from briefings.pages.kind import Kind
from briefings.pages.kinds.figure import CRUMBS, LATEST, lines, unit_of
from briefings.pages.kinds.figures import name_of
from briefings.pages.kinds.month import month_links
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Link

KIND = Kind(sitemap="month")


def plan(archive: Archive) -> Iterator[Page]:
    for key, month in archive.ledger.figures_by_month:
        yield Page(month_url(month, figure_url(key)), "figure_month", (key, month))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    key, month = page.subject
    claims = archive.ledger.figures_by_month[key, month]
    figure: Link = {"name": name_of(key, claims), "url": figure_url(key)}
    month_name = formatting.month_text(month)
    before, after = month_links(archive.neighbours["figure", key, month], figure["url"])
    return {
        "page": head(
            f"{figure['name']}, {month_name}",
            f"{figure['name']}: {formatting.count(len(claims), 'claim')} of {month_name}.",
            "claims",
            [*CRUMBS, figure],
        ),
        "figure": figure,
        "month": month_name,
        "unit": unit_of(claims),
        "chart": charts.chart(claims[:LATEST], archive),
        "lines": lines(claims, archive, site),
        "cut": f"The chart has the latest {LATEST}" if len(claims) > LATEST else None,
        "previous": before,
        "next": after,
    }
