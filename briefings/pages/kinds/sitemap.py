"""Sitemaps (sitemaps.org protocol 0.9): one a month, and one for pages that belong to no month.

`lastmod` is when the page's content last changed, as far as dates in the content tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from briefings.archive import Archive, claims_changed_on
from briefings.model import Article, Claim, Site
from briefings.model.identifiers import day_url, figure_url, month_url
from briefings.pages.kind import Kind
from briefings.pages.kinds.entity_month import INDEX
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(writes="file", needs="url")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("sitemaps/pages.xml", "sitemap", ("pages",))
    # By month, since one file may have 50,000 addresses: https://www.sitemaps.org/protocol.html
    for month in archive.months:
        yield Page(f"sitemaps/{month}.xml", "sitemap", (month,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (part,) = page.subject
    entries = _standing(archive, site) if part == "pages" else _monthly(part, archive)
    return {
        "page": head("", ""),
        "urls": [{"loc": site.url + url, "lastmod": lastmod} for url, lastmod in entries],
    }


def last_modified(articles: Iterable[Article]) -> str | None:
    """Return the latest date on which any of the articles changed, ISO 8601; None without
    articles."""
    dates = [article.last_changed.day for article in articles]
    return max(dates).isoformat() if dates else None


def claims_modified(claims: Sequence[Claim], archive: Archive) -> str:
    """Return the latest date on which any of the claims or their answers changed, ISO 8601."""
    return claims_changed_on(claims, archive.ledger, archive.records.articles).isoformat()


def entity_modified(kind: str, id_: str, archive: Archive) -> str | None:
    """Return the latest date on which an article of an entity changed, ISO 8601; None without
    articles. `kind` is `region`, `actor`, `source`, `month` or `figure`."""
    day = archive.last_changes.get((kind, id_))
    return day.isoformat() if day else None


def _standing(archive: Archive, site: Site) -> Iterator[tuple[str, str | None]]:
    """Yield pages that belong to no month: indexes, years, entities, figures and the site's own
    pages."""
    years = {
        year: [day for month in months if (day := entity_modified("month", month, archive))]
        for year, months in archive.years.items()
    }
    latest = max(chain.from_iterable(years.values()), default=None)
    yield "", latest
    for name in ("archive", *INDEX.values(), "claims", "figures", "corrections"):
        yield f"{name}/", latest
    for year, days in years.items():
        yield f"{year}/", max(days, default=None)
    for region in archive.records.regions.values():
        yield region.url, entity_modified("region", region.id, archive)
    for actor in archive.records.actors.values():
        yield actor.url, entity_modified("actor", actor.id, archive)
    for source in archive.records.sources.values():
        yield source.page_url, entity_modified("source", source.id, archive)
    for key in archive.ledger.by_figure:
        yield figure_url(key), entity_modified("figure", key, archive)
    for page in site.pages:
        yield page.url, None


def _monthly(month: str, archive: Archive) -> Iterator[tuple[str, str | None]]:
    """Yield pages of a month: the month, its days, articles and claims, and its page for each
    entity."""
    yield month_url(month), entity_modified("month", month, archive)
    if month in archive.claims_by_month:
        yield month_url(month, "claims/"), entity_modified("month", month, archive)
    for day in reversed(archive.months[month]):
        articles = archive.days[day]
        # A briefing without articles has its own day only.
        yield day_url(day), last_modified(articles) or day.isoformat()
        for article in articles:
            # In a preview only, which is no place for search engines.
            if article.id not in archive.unpublished:
                yield article.url, last_modified([article])
                for claim in article.claims:
                    yield claim.url, claims_modified([claim], archive)
    for key in archive.figure_keys_by_month.get(month, ()):
        claims = archive.ledger.figures_by_month[key, month]
        yield month_url(month, figure_url(key)), claims_modified(claims, archive)
    for kind, id_ in archive.entities_by_month.get(month, ()):
        url = month_url(month, f"{INDEX[kind]}/{id_}/")
        yield url, last_modified(archive.by_month_and_entity[kind, id_, month])
