"""Declarations of a kind of page, beside its `plan` and `context`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.page import Page


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link in a menu that is on every page. Entries are sorted by weight."""

    menu: Literal["masthead", "footer"]
    weight: int
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How pages of a kind are written, when they are planned, and where they are listed.

    - `writes`: a `page` for readers or a `file` for programs, both by the template of the kind's
      name; `data`, which has no template: what the context has as `data` is written as JSON, JSON
      Lines or CSV by the suffix of the address; or a `copy` of a file of the content folder, which
      has no context either.
    - `needs`: what the site must have for the kind to be planned: a `url` of its own, or `feeds`.
    - `sitemap`: the sitemap that lists the kind's pages, `pages` or that of their `month`. Each
      kind for readers has one, or says in `no_sitemap` why none lists it.
    - `menu`: its link on every page, if it has one. Pages of other kinds are linked from pages.
    """

    writes: Literal["page", "file", "data", "copy"] = "page"
    needs: Literal["url", "feeds"] | None = None
    sitemap: Literal["pages", "month"] | None = None
    no_sitemap: str = ""
    menu: MenuEntry | None = None

    @property
    def has_template(self) -> bool:
        return self.writes in ("page", "file")

    def is_planned(self, site: Site) -> bool:
        """Return whether a site has what the kind needs."""
        # Sitemaps and feeds hold absolute addresses alone.
        if self.needs == "url":
            return bool(site.url)
        return self.needs is None or site.has_feeds


# Modules, not classes: mypy checks each of `MODULES` against this.
class KindModule(Protocol):
    """A module of `briefings.pages.kinds`."""

    __name__: str
    KIND: Kind

    def plan(self, archive: Archive, /) -> Iterator[Page]:
        """Return the pages of the kind that an archive has."""

    def context(self, page: Page, archive: Archive, site: Site, /) -> dict[str, Any]:
        """What the template of one of them is given."""
