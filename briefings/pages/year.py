"""A year: its months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import words
from briefings.pages.heads import head
from briefings.pages.page import Page
from briefings.pages.views import Counted, Link


def plan(archive: Archive) -> Iterator[Page]:
    for year in years(archive):
        yield Page(f"{year}/", "year", (year,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (year,) = page.subject
    all_years = years(archive)
    place = all_years.index(year)
    links: list[Link | None] = [{"name": y, "url": f"{y}/"} for y in all_years]
    framed = [None, *links, None]
    return {
        "page": head(
            f"Briefings of {year}",
            f"All briefings of {year}, by month.",
            "archive",
            [{"name": "Archive", "url": "archive/"}],
        ),
        "name": year,
        "months": months_of(year, archive),
        "previous": framed[place],
        "next": framed[place + 2],
    }


def years(archive: Archive) -> list[str]:
    """The years with briefings, in order of time."""
    return list(dict.fromkeys(month[:4] for month in archive.months))


def months_of(year: str, archive: Archive) -> list[Counted]:
    """The months of a year with the number of briefings and articles in each."""
    return [
        {
            "name": words.month_text(month),
            "url": month_url(month),
            "count": f"{words.count(len(days), 'briefing')}, "
            + words.count(sum(len(archive.days[day]) for day in days), "article"),
        }
        for month, days in archive.months.items()
        if month.startswith(year)
    ]
