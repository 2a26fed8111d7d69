"""The front page: the latest briefing, the state of regions, open disputes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import briefing_parts, claim_lists, feed_entries, formatting, story_lines
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.kinds import regions
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="pages", menu=MenuEntry("masthead", 10, "Latest", ""))

PAIRS = 4
DISPUTES = 5
STORIES = 10
BRIEFINGS = 7


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("", "home")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    days = archive.day_order
    latest = days[-1] if days else None
    # Of a week, so that the page depends on few days.
    newest = [article for day in reversed(days[-BRIEFINGS:]) for article in archive.days[day]]
    duplicates = story_lines.group_duplicates(newest, archive, latest) if latest else {}
    stories = [article for article in newest if article.id in duplicates]
    pairs = (
        claim_lists.threads(briefing_parts.day_claims(latest, archive), archive, site)
        if latest
        else []
    )
    # Stable: disputes come first, else the day's order stays.
    pairs.sort(key=lambda card: not (card["answers"] or card["rival"]))
    shown = claim_lists.sides_of(pairs[:PAIRS])
    return {
        "page": {
            **head(site.name, site.description or f"Daily briefings by {site.name}.", "latest"),
            "feeds": [feed_entries.LATEST, feed_entries.LATEST_JSON, feed_entries.CHANGES],
        },
        "dateline": briefing_parts.dateline(latest, archive, site) if latest else None,
        "briefing": story_lines.day_line(latest, archive) if latest else None,
        "takeaways": briefing_parts.takeaways(latest, archive) if latest else [],
        "composed": latest is not None and briefing_parts.is_composed(latest, archive),
        "claims": pairs[:PAIRS],
        "regions": regions.strip(latest, archive, site),
        "disputes": claim_lists.disputes(archive.ledger.disputes, archive, site, DISPUTES, shown),
        "stories": story_lines.stories_with_duplicates(
            stories[:STORIES], duplicates, archive, site
        ),
        "week": [story_lines.day_line(day, archive) for day in reversed(days[-BRIEFINGS - 1 : -1])],
        "claims_total": formatting.count(len(archive.ledger.claims), "claim"),
    }
