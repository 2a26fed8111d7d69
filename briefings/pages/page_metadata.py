"""Make the metadata of pages, and the JSON-LD of articles and briefings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefings.model import Article, Site
from briefings.model.moment import Moment
from briefings.pages.views import Link, PageView


def head(title: str, description: str, section: str = "", crumbs: Sequence[Link] = ()) -> PageView:
    """Return the metadata of a page; kind and addresses are added when it is rendered."""
    return {
        "title": title,
        "description": description,
        "section": section,
        "crumbs": list(crumbs),
        "kind": "",
    }


def news_article(article: Article, site: Site, about: Sequence[str]) -> dict[str, Any]:
    """Return the article as schema.org `NewsArticle`; `about` are the names of regions and
    actors."""
    data: dict[str, Any] = {
        **_news(article.title, article.url, site),
        "description": article.summary,
        "datePublished": published(article),
        "dateModified": article.last_changed.isoformat(),
        "about": [{"@type": "Thing", "name": name} for name in about],
        "citation": [citation.url for citation in article.sources if citation.url],
    }
    if article.authors:
        data["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.lang:
        data["inLanguage"] = article.lang
    if article.image:
        data["image"] = address_of(article.image.url, site)
    return without_blanks(data)


def published(article: Article) -> str:
    """Return when an article was published, ISO 8601, with a time only if its front matter has
    one."""
    return Moment(article.date, article.timed).isoformat()


def news_briefing(
    title: str, url: str, day: str, changed: str, parts: Sequence[Article], site: Site
) -> dict[str, Any]:
    """Return a day's briefing as `NewsArticle` with its articles as parts; `day` and `changed` are
    ISO 8601."""
    return without_blanks(
        {
            **_news(title, url, site),
            "datePublished": day,
            "dateModified": changed,
            "hasPart": [
                without_blanks(
                    {
                        "@type": "NewsArticle",
                        "headline": article.title,
                        "url": address_of(article.url, site),
                    }
                )
                for article in parts
            ],
        }
    )


def _news(title: str, url: str, site: Site) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "url": address_of(url, site),
        "mainEntityOfPage": address_of(url, site),
        "inLanguage": site.language,
        "author": {"@type": "Organization", "name": site.name},
        "publisher": {"@type": "Organization", "name": site.name},
    }


def address_of(url: str, site: Site) -> str:
    """Return the absolute address; empty if the site has no `site_url`."""
    return site.url and site.url + url


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [])}
