"""The index of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kind import Kind
from briefings.pages.kinds import news_sitemap, sitemap
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(writes="file", needs="url")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("sitemap.xml", "sitemap_index")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    months = {
        month: sitemap.entity_modified("month", month, archive)
        for month in sorted(archive.months, reverse=True)
    }
    parts = {"pages": max(filter(None, months.values()), default=None), **months}
    listed = {f"sitemaps/{part}.xml": lastmod for part, lastmod in parts.items()}
    # When it changes, the clock says, not a date in content.
    listed[news_sitemap.URL] = None
    return {
        "page": head("", ""),
        "sitemaps": [{"loc": site.url + url, "lastmod": day} for url, day in listed.items()],
    }
