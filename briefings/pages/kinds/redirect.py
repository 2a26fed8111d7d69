"""Redirects from old addresses.

Those are the aliases of articles and, of an article that another one replaces, its own address, its
aliases, those of its claims and its history, and those of lists that had no other articles: of
days, months, entities, facets and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive, Replaced, sources_of
from briefings.model import Article, Claim, Site
from briefings.model.article import State
from briefings.model.identifiers import (
    day_url,
    facet_url,
    figure_url,
    history_url,
    month_of,
    month_url,
)
from briefings.pages import links
from briefings.pages.kind import Kind
from briefings.pages.kinds.entity_month import INDEX
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Link

KIND = Kind(no_sitemap="it leads on to a page that is listed")


def plan(archive: Archive) -> Iterator[Page]:
    """Plan redirects. The subject is an article's id and which of its addresses redirects: empty
    for its own, `#claim` for a claim's, the index of an alias."""
    # Several replaced articles may have been the last ones of one page.
    left: dict[str, str] = {}
    for old in archive.replaced.values():
        left |= {url: old.article.id for url in _emptied(old, archive) if url not in left}
        yield Page(old.article.url, "redirect", (old.article.id, ""))
        if old.article.path in archive.records.histories:
            yield Page(history_url(old.article.id), "redirect", (old.article.id, ""))
        for claim in old.article.claims:
            yield Page(claim.url, "redirect", (old.article.id, claim.id[len(old.article.id) :]))
        yield from _aliases(old.article)
    for url, id_ in left.items():
        yield Page(url, "redirect", (id_, ""))
    for article in archive.records.articles.values():
        yield from _aliases(article)


def _emptied(old: Replaced, archive: Archive) -> Iterator[str]:
    """Yield the addresses of months and indexes that have no articles left without this one."""
    article = old.article
    day, month = article.day, month_of(article.day)
    if day not in archive.days:
        yield day_url(day)
    if month not in archive.months:
        yield month_url(month)
    if month[:4] not in archive.years:
        yield f"{month[:4]}/"
    if article.claims and month not in archive.claims_by_month:
        yield month_url(month, "claims/")
    for claim in article.claims:
        yield from _emptied_facets("kinds", claim.kind, month, archive)
        for state in _states(claim, old, archive):
            yield from _emptied_facets("states", state, month, archive)
        if claim.figure and claim.figure.key:
            yield from _emptied_figures(claim.figure.key, month, archive)
    shelves = {"region": article.regions, "actor": article.actors, "source": sources_of(article)}
    for kind, ids in shelves.items():
        for id_ in ids:
            if (kind, id_, month) not in archive.by_month_and_entity:
                yield month_url(month, f"{INDEX[kind]}/{id_}/")


def _emptied_facets(facet: str, value: str, month: str, archive: Archive) -> Iterator[str]:
    if (facet, value) not in archive.facet_months:
        yield facet_url(facet, value)
    if (facet, value, month) not in archive.by_facet:
        yield month_url(month, facet_url(facet, value))


def _states(claim: Claim, old: Replaced, archive: Archive) -> Iterator[State]:
    """Yield the states that a claim of a replaced article may have been listed under."""
    yield "claimed"
    yield from (entry.is_ for entry in claim.status)
    # What denied it denies its successor's claim now, where the ledger knows of the dispute.
    if heir := archive.ledger.claims.get(old.successor_of(claim.id)):
        yield from archive.ledger.states(heir)
    if claim.relation == "denies":
        yield "disputed"


def _emptied_figures(key: str, month: str, archive: Archive) -> Iterator[str]:
    if key not in archive.ledger.by_figure:
        yield figure_url(key)
    if (key, month) not in archive.ledger.figures_by_month:
        yield month_url(month, figure_url(key))


def _aliases(article: Article) -> Iterator[Page]:
    for place, alias in enumerate(article.aliases):
        yield Page(alias_url(alias), "redirect", (article.id, str(place)))


def alias_url(alias: str) -> str:
    """Return an alias as an address: one without a file name is a folder."""
    name = alias.rstrip("/").rpartition("/")[2]
    # A host serves `old/` from a file in that folder, and `old.html` as it is.
    return alias if "." in name and not alias.endswith("/") else f"{alias.rstrip('/')}/"


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    id_, part = page.subject
    old = archive.replaced.get(id_)
    article = archive.records.articles[old.by if old else id_]
    target = links.article_link(article)
    if old and part.startswith("#"):
        target = _claim_link(old.successor_of(id_ + part), archive) or target
    return {
        "page": {**head(target["name"], article.summary), "unlisted": True},
        "target": target,
    }


def _claim_link(id_: str, archive: Archive) -> Link | None:
    claim = archive.ledger.claims.get(id_)
    return links.claim_link(claim, archive) if claim else None


def origin(page: Page, archive: Archive) -> tuple[Article, int | None]:
    """Return the article of a redirect, and the index of the alias if it is one."""
    id_, part = page.subject
    old = archive.replaced.get(id_)
    article = old.article if old else archive.records.articles[id_]
    return article, int(part) if part.isdigit() else None
