"""The page for addresses that don't exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(no_sitemap="it is at no address of its own")


def plan(archive: Archive) -> Iterator[Page]:
    # The name that GitHub Pages, Netlify and others look for.
    yield Page("404.html", "not_found")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    # Hosts show it at any address, so search engines must not take it for a page.
    return {"page": {**head("Page not found", "There is no such page."), "unlisted": True}}
