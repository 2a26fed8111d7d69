"""Archive -> the plan of all pages, and what each page's template is given.

One module and one template of the same name a kind of page (`briefings.pages.kinds`). Feeds,
sitemaps, data files and media files are planned like pages; what differs, the kind declares.
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
"""The kinds whose pages are rendered by the template of their name."""


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """All pages of the site but those that MkDocs renders."""
    for module in KINDS.values():
        if module.KIND.is_planned(site):
            yield from module.plan(archive)


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    """What the page's template is given; `page` in it lacks what the render stage adds."""
    return KINDS[page.kind].context(page, archive, site)


def menu(name: Literal["masthead", "footer"]) -> list[Link]:
    """The links of a menu that every page has."""
    entries = [module.KIND.menu for module in KINDS.values() if module.KIND.menu]
    entries.sort(key=lambda entry: entry.weight)
    return [{"name": entry.name, "url": entry.url} for entry in entries if entry.menu == name]


__all__ = ["KINDS", "TEMPLATES", "Page", "Prose", "context", "menu", "page_url", "plan"]
