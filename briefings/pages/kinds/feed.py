"""Atom feeds of the latest articles: of the site with their text, of a region or an actor without.

The site's feed is read instead of its pages, so it holds all that an article says. A region's or an
actor's tells what there is to read: with texts, one article would be rendered for dozens of feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Article, Image, Site
from briefings.pages import feed_entries
from briefings.pages.feed_entries import FeedView
from briefings.pages.formatting import day_text
from briefings.pages.kind import Kind
from briefings.pages.kinds.article import prose
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Prose

KIND = Kind(writes="file", needs="feeds")

FIGURE = Markup('<figure><img src="{}" alt="{}">{}</figure>\n')
FIGCAPTION = Markup("<figcaption>{}</figcaption>")
CORRECTIONS = Markup("\n<section><h2{}>Corrections</h2><ul>{}</ul></section>\n")
NOTE = Markup('<li><time datetime="{}">{}</time>: {}</li>')


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(feed_entries.LATEST["url"], "feed", ("latest", ""))
    for region in archive.records.regions.values():
        yield Page(f"{region.url}feed.xml", "feed", ("region", region.id))
    for actor in archive.records.actors.values():
        yield Page(f"{actor.url}feed.xml", "feed", ("actor", actor.id))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    kind, id_ = page.subject
    if kind == "latest":
        articles = feed_entries.latest(archive)
        view = latest_feed(articles, archive, site)
        texts = [text(article, archive, site) for article in articles]
    else:
        # Without texts: one article would be rendered for dozens of feeds.
        view, texts = _entity_feed(kind, id_, archive, site), []
    return {
        "page": {**head(view["title"], view["subtitle"]), "absolute": True},
        "feed": view,
        "texts": texts,
    }


def latest_feed(articles: list[Article], archive: Archive, site: Site) -> FeedView:
    shown = [feed_entries.article_entry(article, archive, site) for article in articles]
    return feed_entries.feed(feed_entries.LATEST, "", shown, site, site.description)


def text(article: Article, archive: Archive, site: Site) -> Prose:
    """Return the article's text as it is read away from its page, with its picture and
    corrections."""
    return replace(
        prose(article, archive),
        # Links within the text have to lead to its page from a reader's program.
        at=article.url,
        lang=article.lang,
        before=_figure(article.image, site) if article.image else "",
        after=_corrections(article, site) if article.corrections else "",
    )


def _figure(image: Image, site: Site) -> str:
    words = " ".join(filter(None, (image.caption, image.credit)))
    caption = FIGCAPTION.format(words) if words else ""
    return str(FIGURE.format(site.url + image.url, image.alt, caption))


def _corrections(article: Article, site: Site) -> str:
    items = (
        NOTE.format(note.date.isoformat(), day_text(note.date), note.text)
        for note in article.latest_corrections
    )
    # The heading is in the site's language, whatever the article's is.
    lang = Markup(' lang="{}"').format(site.language) if article.lang else ""
    return str(CORRECTIONS.format(lang, Markup("").join(items)))


def _entity_feed(kind: str, id_: str, archive: Archive, site: Site) -> FeedView:
    entity = archive.records.regions[id_] if kind == "region" else archive.records.actors[id_]
    shelves = archive.regions if kind == "region" else archive.actors
    articles = shelves.get(id_, NO_ARTICLES).articles[: feed_entries.ENTRIES]
    shown = [feed_entries.article_entry(article, archive, site) for article in articles]
    link = feed_entries.feed_link(entity.name, entity.url)
    return feed_entries.feed(link, entity.url, shown, site, entity.summary or "")
