"""News sitemap: titles of the articles of the last 48 hours, for news search.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap

It is written even if it is empty, since its address is registered with search engines once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive, appeared
from briefings.model import Article, Site
from briefings.pages import feed_entries
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(writes="file", needs="url")

URL = "sitemaps/news.xml"
CHINESE = {"zh-cn", "zh-tw"}
"""Languages that the protocol wants with their region."""


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(URL, "news_sitemap")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    return {
        "page": head("", ""),
        "articles": [
            {
                "loc": site.url + article.url,
                "language": _language(article.lang or site.language),
                "published": _published(article),
                "title": article.title,
            }
            for article in archive.news
            if article.id not in archive.unpublished
        ],
    }


def _published(article: Article) -> str:
    when = appeared(article)
    # A bare date has no time that could be said.
    is_day = when == article.date and not article.timed
    return when.date().isoformat() if is_day else feed_entries.rfc3339(when)


def _language(tag: str) -> str:
    tag = tag.replace("_", "-").lower()
    return tag if tag in CHINESE else tag.partition("-")[0]
