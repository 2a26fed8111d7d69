"""Atom feed of corrections, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Correction, Site
from briefings.pages import feed_entries
from briefings.pages.feed_entries import Entry
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(writes="file", needs="feeds")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(feed_entries.CORRECTIONS["url"], "corrections_feed")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    shown = [
        _entry(article, note, site) for article, note in archive.corrections[: feed_entries.ENTRIES]
    ]
    about = f"What {site.name} got wrong, and when it was corrected."
    view = feed_entries.feed(feed_entries.CORRECTIONS, "corrections/", shown, site, about)
    return {
        "page": {**head(view["title"], about), "absolute": True},
        "feed": view,
        "texts": [],
    }


def _entry(article: Article, note: Correction, site: Site) -> Entry:
    at = feed_entries.rfc3339(feed_entries.start_of(note.date, site))
    return {
        "id": f"{feed_entries.article_id(article, site)}#{_name(article, note)}",
        "url": f"{site.url}{article.url}#corrections",
        "title": f"Corrected: {article.title}",
        "summary": note.text,
        "published": at,
        "updated": at,
        "lang": article.lang,
        "authors": (),
        "tags": [],
        "picture": None,
    }


def _name(article: Article, note: Correction) -> str:
    """Name a correction by its day, so that corrections of other days don't change the name."""
    seen: Counter[date] = Counter()
    for other in article.corrections:
        seen[other.date] += 1
        if other is note:
            break
    # The first of a day has no number, so its id is the same once a second one is made.
    number = seen[note.date]
    return f"corrected-{note.date.isoformat()}" + (f"-{number}" if number > 1 else "")
