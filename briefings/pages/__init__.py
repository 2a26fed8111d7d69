"""Plan all pages of an archive, and make the context of each page's template.

A kind of page has one module (`briefings.pages.kinds`) and one template of the same name. Feeds,
sitemaps, data files and media files are planned like pages; their kinds declare what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kinds import KINDS
from briefings.pages.page import Page, page_url
from briefings.pages.views import Link, Prose

TEMPLATES = frozenset(name for name, module in KINDS.items() if module.KIND.has_template)
"""Kinds whose pages are rendered by the template of the same name."""


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield all pages of the site except those that MkDocs renders."""
    for module in KINDS.values():
        if module.KIND.is_planned(site):
            yield from module.plan(archive)


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    """Return the context of the page's template. Its `page` lacks what the render stage adds."""
    return KINDS[page.kind].context(page, archive, site)


def menu(name: Literal["masthead", "footer"]) -> list[Link]:
    """Return the links of a menu that is on every page."""
    entries = [module.KIND.menu for module in KINDS.values() if module.KIND.menu]
    # The order of modules is that of planning, and says nothing of a menu's.
    entries.sort(key=lambda entry: entry.weight)
    return [{"name": entry.name, "url": entry.url} for entry in entries if entry.menu == name]


__all__ = ["KINDS", "TEMPLATES", "Page", "Prose", "context", "menu", "page_url", "plan"]
