"""An old address of an article, which leads on to the present one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import cards
from briefings.pages.heads import head
from briefings.pages.page import Page


def plan(archive: Archive) -> Iterator[Page]:
    for article in archive.records.articles.values():
        for place, alias in enumerate(article.aliases):
            yield Page(address(alias), "redirect", (article.id, str(place)))


def address(alias: str) -> str:
    """An alias as an address: one that names no file is a folder."""
    name = alias.rstrip("/").rpartition("/")[2]
    return alias if "." in name and not alias.endswith("/") else f"{alias.rstrip('/')}/"


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    article = archive.records.articles[page.subject[0]]
    return {
        "page": {**head(article.title, article.summary), "unlisted": True},
        "target": cards.article_link(article),
    }
