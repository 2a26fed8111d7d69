"""What every page says of itself, and the machine-readable form of articles and briefings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefings.model import Article, Site
from briefings.pages.views import Link, PageView


def head(title: str, description: str, section: str = "", crumbs: Sequence[Link] = ()) -> PageView:
    """The head of an ordinary page; kind and addresses are added when it is rendered."""
    return {
        "title": title,
        "description": description,
        "section": section,
        "crumbs": list(crumbs),
        "kind": "",
    }


def news_article(article: Article, site: Site, about: Sequence[str]) -> dict[str, Any]:
    """The article as schema.org `NewsArticle`; `about` are the names of regions and actors."""
    data: dict[str, Any] = {
        **_news(article.title, article.url, site),
        "description": article.summary,
        "datePublished": article.date.isoformat(),
        "dateModified": (article.updated or article.date).isoformat(),
        "about": [{"@type": "Thing", "name": name} for name in about],
        "citation": [citation.url for citation in article.sources if citation.url],
    }
    if article.lang:
        data["inLanguage"] = article.lang
    if article.image:
        data["image"] = site.url + article.image.src
    return {key: value for key, value in data.items() if value != []}


def news_briefing(
    title: str, url: str, day: str, modified: str, parts: Sequence[Article], site: Site
) -> dict[str, Any]:
    """A day's briefing as `NewsArticle` made of its articles; `day`, `modified` are ISO 8601."""
    return {
        **_news(title, url, site),
        "datePublished": day,
        "dateModified": modified,
        "hasPart": [
            {"@type": "NewsArticle", "headline": article.title, "url": site.url + article.url}
            for article in parts
        ],
    }


def _news(title: str, url: str, site: Site) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "url": site.url + url,
        "mainEntityOfPage": site.url + url,
        "inLanguage": site.language,
        "author": {"@type": "Organization", "name": site.name},
        "publisher": {"@type": "Organization", "name": site.name},
    }
