"""A year: its months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import formatting
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Counted, Link

KIND = Kind(sitemap="pages")


def plan(archive: Archive) -> Iterator[Page]:
    for year in archive.years:
        yield Page(f"{year}/", "year", (year,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (year,) = page.subject
    # Of years with briefings: a gap is passed over.
    before, after = archive.neighbours["year", year]
    return {
        "page": head(
            f"Briefings of {year}",
            f"All briefings of {year}, by month.",
            "archive",
            [{"name": "Archive", "url": "archive/"}],
        ),
        "name": year,
        "months": months_of(year, archive),
        "previous": _link(before),
        "next": _link(after),
    }


def _link(year: str | None) -> Link | None:
    return {"name": year, "url": f"{year}/"} if year else None


def months_of(year: str, archive: Archive) -> list[Counted]:
    """Return the months of a year with their numbers of briefings and articles."""
    return [
        {
            "name": formatting.month_text(month),
            "url": month_url(month),
            "count": f"{formatting.count(len(archive.months[month]), 'briefing')}, "
            + formatting.count(sum(len(archive.days[d]) for d in archive.months[month]), "article"),
        }
        for month in archive.years[year]
    ]
