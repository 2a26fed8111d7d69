"""Atom feeds of the latest articles: of the site with their text, of a region or an actor without.

The site's feed is read instead of its pages, so it holds all that an article says. A region's or an
actor's tells what there is to read: with texts, one article would be rendered for dozens of feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefings.archive import EMPTY, Archive
from briefings.model import Article, Site
from briefings.pages import entries
from briefings.pages.article import prose
from briefings.pages.entries import FeedView
from briefings.pages.heads import head
from briefings.pages.page import Page
from briefings.pages.views import Prose


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(entries.LATEST["url"], "feed", ("latest", ""))
    for region in archive.records.regions.values():
        yield Page(f"{region.url}feed.xml", "feed", ("region", region.id))
    for actor in archive.records.actors.values():
        yield Page(f"{actor.url}feed.xml", "feed", ("actor", actor.id))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    kind, id_ = page.subject
    if kind == "latest":
        articles = entries.latest(archive)
        view = latest_feed(articles, archive, site)
        texts = [text(article, archive) for article in articles]
    else:
        view, texts = _feed_of(kind, id_, archive, site), []
    return {
        "page": {**head(view["title"], view["subtitle"]), "absolute": True},
        "feed": view,
        "texts": texts,
    }


def latest_feed(articles: list[Article], archive: Archive, site: Site) -> FeedView:
    shown = [entries.article_entry(article, archive, site) for article in articles]
    return entries.feed(entries.LATEST, "", shown, site, site.description)


def text(article: Article, archive: Archive) -> Prose:
    """The article's text as it is read away from its page."""
    return replace(prose(article, archive), at=article.url)


def _feed_of(kind: str, id_: str, archive: Archive, site: Site) -> FeedView:
    of = archive.records.regions[id_] if kind == "region" else archive.records.actors[id_]
    shelves = archive.regions if kind == "region" else archive.actors
    articles = shelves.get(id_, EMPTY).articles[: entries.ENTRIES]
    shown = [entries.article_entry(article, archive, site) for article in articles]
    link = entries.feed_of(of.name, of.url)
    return entries.feed(link, of.url, shown, site, of.summary or "")
