"""The front page: the latest briefing, the state of the regions, open disputes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import composition, entries, regions, stories, threads, words
from briefings.pages.heads import head
from briefings.pages.page import Page

PAIRS = 4
DISPUTES = 5
STORIES = 10
BRIEFINGS = 7


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("", "home")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    days = archive.day_order
    latest = days[-1] if days else None
    newest = [article for day in reversed(days[-BRIEFINGS:]) for article in archive.days[day]]
    copies = stories.told_once(newest, archive, latest) if latest else {}
    told = [article for article in newest if article.id in copies]
    pairs = (
        threads.threads(composition.day_claims(latest, archive), archive, site) if latest else []
    )
    pairs.sort(key=lambda card: not (card["answers"] or card["rival"]))
    shown = threads.sides_of(pairs[:PAIRS])
    return {
        "page": {
            **head(site.name, site.description or f"Daily briefings by {site.name}.", "latest"),
            "feeds": [entries.LATEST, entries.LATEST_JSON, entries.CHANGES],
        },
        "dateline": composition.dateline(latest, archive, site) if latest else None,
        "briefing": stories.day_line(latest, archive) if latest else None,
        "takeaways": composition.takeaways(latest, archive) if latest else [],
        "composed": latest is not None and composition.is_composed(latest, archive),
        "claims": pairs[:PAIRS],
        "regions": regions.strip(latest, archive, site),
        "disputes": threads.disputes(archive.ledger.disputes, archive, site, DISPUTES, shown),
        "stories": stories.briefed(told[:STORIES], copies, archive, site),
        "week": [stories.day_line(day, archive) for day in reversed(days[-BRIEFINGS - 1 : -1])],
        "claims_total": words.count(len(archive.ledger.claims), "claim"),
    }
