"""Archive -> the plan of all pages, and what each page's template is given.

One module and one template of the same name a kind of page. A module says which pages of its kind
there are (`plan`) and what one of them shows (`context`). Media files are planned like pages, but
have no context.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import (
    actor,
    actors,
    archive,
    article,
    claim,
    claims,
    claims_month,
    corrections,
    day,
    entity_month,
    history,
    home,
    media,
    month,
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
        claim,
        corrections,
        not_found,
        redirect,
        robots,
        media,
    )
}
SITEMAPS = {"sitemap": sitemap, "sitemap_index": sitemap_index}
KINDS |= SITEMAPS


def plan(of: Archive, site: Site) -> Iterator[Page]:
    """All pages of the site but those that MkDocs renders; sitemaps need the site's address."""
    for kind, module in KINDS.items():
        if site.url or kind not in SITEMAPS:
            yield from module.plan(of)


def context(page: Page, of: Archive, site: Site) -> dict[str, Any]:
    """What the page's template is given; `page` in it lacks what the render stage adds."""
    result: dict[str, Any] = KINDS[page.kind].context(page, of, site)
    return result


__all__ = ["KINDS", "Page", "Prose", "context", "page_url", "plan"]
