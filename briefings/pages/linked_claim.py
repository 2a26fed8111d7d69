"""Make the JSON-LD of a claim: what is claimed, by whom, where it was read; no verdict."""

from __future__ import annotations

from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Claim, Site
from briefings.model.identifiers import actor_url
from briefings.pages.page_metadata import address_of, published, without_blanks


def linked_claim(claim: Claim, article: Article, archive: Archive, site: Site) -> dict[str, Any]:
    """Return the claim as schema.org `Claim`, with the `NewsArticle` that reports it and its
    `Quotation`."""
    source = archive.records.sources[claim.source]
    citation = next((c for c in article.sources if c.source == claim.source), None)
    cited = (citation and citation.url) or source.url or source.name
    by = [_claimant(id_, archive, site) for id_ in claim.by]
    quotation = {
        "@type": "Quotation",
        "text": claim.quote,
        "spokenByCharacter": by,
        "citation": cited,
    }
    return without_blanks(
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
            "appearance": without_blanks(
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
    return without_blanks({"@type": kind, "name": actor.name, "url": url})
