"""Atom feed of what changed from briefing to briefing: an entry a briefing, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import day_url
from briefings.pages import briefing_parts, feed_entries, formatting
from briefings.pages.feed_entries import Entry
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Changes

KIND = Kind(writes="file", needs="feeds")

DAYS = 14
"""Entries are long in a busy newsroom, and a reader who was away longer reads the briefings."""


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(feed_entries.CHANGES["url"], "changes_feed")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    days = list(reversed(archive.day_order))[:DAYS]
    changes = [
        briefing_parts.changes(day, archive.neighbours["day", day][0], archive) for day in days
    ]
    shown = [_entry(day, change, archive, site) for day, change in zip(days, changes, strict=True)]
    about = (
        "New claims and figures, claims whose state is another, and corrections,"
        " from briefing to briefing."
    )
    view = feed_entries.feed(feed_entries.CHANGES, "", shown, site, about)
    return {
        "page": {**head(view["title"], about), "absolute": True},
        "feed": view,
        "changes": changes,
    }


def _entry(day: date, changes: Changes, archive: Archive, site: Site) -> Entry:
    """Make a briefing's entry, updated with the day's last article or update."""
    url = f"{site.url}{day_url(day)}#changes"
    start = feed_entries.start_of(day, site)
    times = [article.updated or article.date for article in archive.days[day]]
    parts = [
        changes["new_count"],
        formatting.count(len(changes["states"]), "changed state"),
        formatting.count(len(changes["figures"]), "new figure"),
        formatting.count(len(changes["corrections"]), "correction"),
    ]
    return {
        "id": url,
        "url": url,
        "title": f"What changed by {formatting.day_text(day)}",
        "summary": f"{formatting.listed(parts).capitalize()}.",
        # A briefing has no time of its own.
        "published": feed_entries.rfc3339(start),
        "updated": feed_entries.latest_rfc3339([start, *times]),
        "lang": None,
        "authors": (),
        "tags": [],
        "picture": None,
    }
