"""All corrections, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import claim_cards, feed_entries
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="pages", menu=MenuEntry("footer", 30, "Corrections", "corrections/"))


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("corrections/", "corrections")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    return {
        "page": {
            **head("Corrections", f"What {site.name} got wrong, and when it was corrected."),
            "feeds": [feed_entries.CORRECTIONS],
        },
        "corrections": [
            claim_cards.correction_view(article, note, archive)
            for article, note in archive.corrections
        ],
    }
