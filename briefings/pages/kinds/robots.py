"""`robots.txt`: allows everything, and names the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(writes="file")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("robots.txt", "robots")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    # https://www.rfc-editor.org/rfc/rfc9309 and
    # https://www.sitemaps.org/protocol.html#submit_robots
    return {"page": head("", ""), "sitemap": f"{site.url}sitemap.xml" if site.url else None}
