"""Atom feed of what changed from briefing to briefing: an entry a briefing, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import day_url
from briefings.pages import composition, entries, words
from briefings.pages.entries import Entry
from briefings.pages.heads import head
from briefings.pages.page import Page
from briefings.pages.views import Changes

DAYS = 14
"""Who doesn't look for longer reads the briefings; of a busy newsroom each entry is long."""


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(entries.CHANGES["url"], "changes_feed")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    days = list(reversed(archive.day_order))[:DAYS]
    changes = [composition.changes(day, archive.around["day", day][0], archive) for day in days]
    shown = [_entry(day, of, archive, site) for day, of in zip(days, changes, strict=True)]
    about = (
        "New claims and figures, claims whose state is another, and corrections,"
        " from briefing to briefing."
    )
    view = entries.feed(entries.CHANGES, "", shown, site, about)
    return {
        "page": {**head(view["title"], about), "absolute": True},
        "feed": view,
        "changes": changes,
    }


def _entry(day: date, changes: Changes, archive: Archive, site: Site) -> Entry:
    """What changed is known with the day's last article or update."""
    url = f"{site.url}{day_url(day)}#changes"
    start = entries.start_of(day, site)
    times = [article.updated or article.date for article in archive.days[day]]
    parts = [
        changes["new_count"],
        words.count(len(changes["states"]), "changed state"),
        words.count(len(changes["figures"]), "new figure"),
        words.count(len(changes["corrections"]), "correction"),
    ]
    return {
        "id": url,
        "url": url,
        "title": f"What changed by {words.day_text(day)}",
        "summary": f"{words.listed(parts).capitalize()}.",
        "published": entries.moment(start),
        "updated": entries.latest_moment([start, *times]),
        "lang": None,
        "authors": (),
        "tags": [],
        "picture": None,
    }
