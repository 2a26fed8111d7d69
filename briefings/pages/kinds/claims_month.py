"""All claims of a month's articles, by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import briefing_parts, claim_lists, formatting, story_lines
from briefings.pages.kind import Kind
from briefings.pages.kinds.month import month_links
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="month")


def plan(archive: Archive) -> Iterator[Page]:
    for month in archive.claims_by_month:
        yield Page(month_url(month, "claims/"), "claims_month", (month,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (month,) = page.subject
    name = formatting.month_text(month)
    total = formatting.count(len(archive.claims_by_month[month]), "claim")
    before, after = month_links(archive.neighbours["claims", month], "claims/")
    days = {
        day: claim_lists.threads(briefing_parts.day_claims(day, archive), archive, site)
        for day in reversed(archive.months[month])
    }
    return {
        "page": head(
            f"Claims of {name}",
            f"{total} of {name}, with what answers them.",
            "claims",
            [{"name": "Claims", "url": "claims/"}],
        ),
        "name": name,
        "days": [
            {"day": story_lines.day_heading(day), "claims": claims}
            for day, claims in days.items()
            if claims
        ],
        "previous": before,
        "next": after,
    }
