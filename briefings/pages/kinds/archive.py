"""All years and their months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import formatting
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.kinds.year import months_of
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="pages", menu=MenuEntry("masthead", 50, "Archive", "archive/"))


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("archive/", "archive")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    return {
        "page": head("Archive", f"All briefings of {site.name}, by year and month.", "archive"),
        "years": [
            {
                "name": year,
                "url": f"{year}/",
                "count": formatting.count(
                    sum(len(archive.months[month]) for month in archive.years[year]),
                    "briefing",
                ),
                "months": list(reversed(months_of(year, archive))),
            }
            for year in sorted(archive.years, reverse=True)
        ],
    }
