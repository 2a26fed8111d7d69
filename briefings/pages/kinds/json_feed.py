"""The latest articles with their text, as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Site
from briefings.pages import feed_entries
from briefings.pages.feed_entries import Entry
from briefings.pages.kind import Kind
from briefings.pages.kinds.feed import latest_feed, text
from briefings.pages.page import Page

KIND = Kind(writes="data", needs="feeds")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(feed_entries.LATEST_JSON["url"], "json_feed")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    articles = feed_entries.latest(archive)
    view = latest_feed(articles, archive, site)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view["title"],
        "description": view["subtitle"],
        "home_page_url": view["home"],
        "feed_url": site.url + page.url,
        "language": site.language,
        "authors": [{"name": site.name}],
        "items": [
            _item(article, entry, archive, site)
            for article, entry in zip(articles, view["entries"], strict=True)
        ],
    }
    return {"data": {key: value for key, value in feed.items() if value != ""}}


def _item(article: Article, entry: Entry, archive: Archive, site: Site) -> dict[str, Any]:
    item = {
        "id": entry["id"],
        "url": entry["url"],
        "title": entry["title"],
        "summary": entry["summary"],
        "content_html": text(article, archive, site),
        "image": entry["picture"]["url"] if entry["picture"] else None,
        "date_published": entry["published"],
        "date_modified": entry["updated"],
        "authors": [{"name": name} for name in entry["authors"]],
        "language": entry["lang"],
        "tags": entry["tags"],
    }
    return {key: value for key, value in item.items() if value not in (None, [])}
