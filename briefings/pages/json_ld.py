"""Make the JSON-LD of articles, briefings and claims, by schema.org; a claim gets no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Claim, Site
from briefings.model.identifiers import actor_url
from briefings.pages.page_metadata import address_of, published


def article_json_ld(article: Article, site: Site, about: Sequence[str]) -> dict[str, Any]:
    """Return the article as schema.org `NewsArticle`; `about` are the names of regions and
    actors."""
    data: dict[str, Any] = {
        **_news(article.title, article.url, site),
        "description": article.summary,
        "datePublished": published(article),
        # Without a time where only a day is known: schema.org takes either.
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
    return _without_blanks(data)


def briefing_json_ld(
    title: str, url: str, day: str, changed: str, parts: Sequence[Article], site: Site
) -> dict[str, Any]:
    """Return a day's briefing as `NewsArticle` with its articles as parts; `day` and `changed` are
    ISO 8601."""
    return _without_blanks(
        {
            **_news(title, url, site),
            "datePublished": day,
            "dateModified": changed,
            "hasPart": [
                _without_blanks(
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


def claim_json_ld(claim: Claim, article: Article, archive: Archive, site: Site) -> dict[str, Any]:
    """Return the claim as schema.org `Claim`, with the `NewsArticle` that reports it and its
    `Quotation`."""
    # What its citation in the article lacks is known of the source.
    source = archive.records.sources[claim.source]
    citation = next((c for c in article.sources if c.source == claim.source), None)
    # The passage itself, else where the source is, else its name.
    cited = (citation and citation.url) or source.url or source.name
    by = [_claimant(id_, archive, site) for id_ in claim.by]
    quotation = {
        "@type": "Quotation",
        "text": claim.quote,
        "spokenByCharacter": by,
        "citation": cited,
    }
    return _without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "Claim",
            "url": address_of(claim.url, site),
            "text": claim.says,
            "inLanguage": article.lang or site.language,
            "dateCreated": claim.on.isoformat(),
            "creator": by,
            "citation": cited,
            "about": [
                {"@type": "Place", "name": archive.records.regions[id_].name}
                for id_ in claim.regions
            ],
            "appearance": _without_blanks(
                {
                    "@type": "NewsArticle",
                    "headline": article.title,
                    "url": address_of(article.url, site),
                    "datePublished": published(article),
                    "citation": [c.url for c in article.sources if c.url],
                }
            ),
            "hasPart": quotation if claim.quote else "",
        }
    )


def _claimant(id_: str, archive: Archive, site: Site) -> dict[str, Any]:
    actor = archive.records.actors[id_]
    kind = "Person" if actor.kind == "person" else "Organization"
    url = address_of(actor_url(id_), site)
    return _without_blanks({"@type": kind, "name": actor.name, "url": url})


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


def _without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [])}
