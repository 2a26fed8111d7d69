"""A month: its calendar and all its articles."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import day_url, month_url
from briefings.pages import formatting, story_lines
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import CalendarDay, Link

KIND = Kind(sitemap="month")


def plan(archive: Archive) -> Iterator[Page]:
    for month in archive.months:
        yield Page(month_url(month), "month", (month,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (month,) = page.subject
    name = formatting.month_text(month)
    days = archive.months[month]
    total = sum(len(archive.days[day]) for day in days)
    before, after = month_links(archive.neighbours["month", month])
    counts = f"{formatting.count(len(days), 'briefing')}, {formatting.count(total, 'article')}"
    return {
        "page": head(
            f"Briefings of {name}",
            f"{counts} of {name}, day by day.",
            "archive",
            [{"name": month[:4], "url": f"{month[:4]}/"}],
        ),
        "name": name,
        "weekdays": [{"short": day[:2], "name": day} for day in formatting.WEEKDAYS],
        "weeks": _weeks(month, archive),
        "days": [
            {
                "day": story_lines.day_heading(day),
                "stories": story_lines.stories(archive.days[day], archive, site),
            }
            for day in reversed(days)
        ],
        "previous": before,
        "next": after,
    }


def month_links(
    months: tuple[str | None, str | None], under: str = ""
) -> tuple[Link | None, Link | None]:
    """Link to the previous and the next month, below the address `under`."""
    before, after = (
        Link(name=formatting.month_text(month), url=month_url(month, under)) if month else None
        for month in months
    )
    return before, after


def _weeks(month: str, archive: Archive) -> list[list[CalendarDay]]:
    year, number = (int(part) for part in month.split("-"))
    # Weeks begin on Monday, whatever the machine's locale says.
    weeks = calendar.Calendar().monthdayscalendar(year, number)
    return [[_cell(date(year, number, day) if day else None, archive) for day in w] for w in weeks]


def _cell(day: date | None, archive: Archive) -> CalendarDay:
    if day is None:
        return {"number": 0, "url": None, "label": "", "iso": ""}
    articles = archive.days.get(day)
    # A day may have a briefing, and no articles.
    label = "no briefing" if articles is None else formatting.count(len(articles), "article")
    return {
        "number": day.day,
        "url": None if articles is None else day_url(day),
        "label": f"{formatting.day_text(day)}, {label}",
        "iso": day.isoformat(),
    }
