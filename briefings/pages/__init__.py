"""Archive -> the plan of all pages, and what each page's template is given.

One module and one template of the same name a kind of page. A module says which pages of its kind
there are (`plan`) and what one of them shows (`context`). Media files are planned like pages, but
have no context. Data files are planned like pages too, but have no template: what they hold is
`data` in their context.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kinds import KINDS
from briefings.pages.page import Page, page_url
from briefings.pages.views import Prose

SITEMAPS = {"sitemap", "sitemap_index", "news_sitemap"}
FEEDS = {"feed", "json_feed", "corrections_feed", "changes_feed"}
DATA = {"datapackage", "claims_data", "articles_data", "figures_data", "json_feed"}
"""Kinds without a template: the render stage writes their data as JSON, JSON Lines or CSV."""


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """All pages of the site but those that MkDocs renders.

    Sitemaps and feeds need the site's address.
    """
    for kind, module in KINDS.items():
        left_out = (kind in SITEMAPS and not site.url) or (kind in FEEDS and not site.has_feeds)
        if not left_out:
            yield from module.plan(archive)


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    """What the page's template is given; `page` in it lacks what the render stage adds."""
    result: dict[str, Any] = KINDS[page.kind].context(page, archive, site)
    return result


__all__ = ["DATA", "FEEDS", "KINDS", "SITEMAPS", "Page", "Prose", "context", "page_url", "plan"]
