"""Archive -> the plan of all pages, and what each page's template is given.

One module and one template of the same name a kind of page. A module says which pages of its kind
there are (`plan`) and what one of them shows (`context`). Media files are planned like pages, but
have no context. Data files are planned like pages too, but have no template: what they hold is
`data` in their context.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kinds import (
    actor,
    actors,
    archive,
    article,
    articles_data,
    changes_feed,
    claim,
    claims,
    claims_data,
    claims_facet,
    claims_month,
    corrections,
    corrections_feed,
    data,
    datapackage,
    day,
    entity_month,
    feed,
    figure,
    figure_month,
    figures,
    figures_data,
    history,
    home,
    json_feed,
    media,
    month,
    news_sitemap,
    not_found,
    redirect,
    region,
    regions,
    robots,
    sitemap,
    sitemap_index,
    source,
    sources,
    year,
)
from briefings.pages.page import Page, page_url
from briefings.pages.views import Prose

KINDS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        home,
        day,
        month,
        year,
        archive,
        article,
        history,
        regions,
        region,
        actors,
        actor,
        sources,
        source,
        entity_month,
        claims,
        claims_month,
        claims_facet,
        claim,
        figures,
        figure,
        figure_month,
        corrections,
        data,
        datapackage,
        claims_data,
        articles_data,
        figures_data,
        not_found,
        redirect,
        robots,
        media,
        sitemap,
        sitemap_index,
        news_sitemap,
        feed,
        json_feed,
        corrections_feed,
        changes_feed,
    )
}
SITEMAPS = {"sitemap", "sitemap_index", "news_sitemap"}
FEEDS = {"feed", "json_feed", "corrections_feed", "changes_feed"}
DATA = {"datapackage", "claims_data", "articles_data", "figures_data", "json_feed"}
"""Kinds without a template: the render stage writes their data as JSON, JSON Lines or CSV."""


def plan(of: Archive, site: Site) -> Iterator[Page]:
    """All pages of the site but those that MkDocs renders.

    Sitemaps and feeds need the site's address.
    """
    for kind, module in KINDS.items():
        left_out = (kind in SITEMAPS and not site.url) or (kind in FEEDS and not site.has_feeds)
        if not left_out:
            yield from module.plan(of)


def context(page: Page, of: Archive, site: Site) -> dict[str, Any]:
    """What the page's template is given; `page` in it lacks what the render stage adds."""
    result: dict[str, Any] = KINDS[page.kind].context(page, of, site)
    return result


__all__ = ["DATA", "FEEDS", "KINDS", "SITEMAPS", "Page", "Prose", "context", "page_url", "plan"]
