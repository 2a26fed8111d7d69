"""Make feed entries, which Atom (RFC 4287) and JSON Feed 1.1 share.

An entry's id is a permanent address, so it is the same in every feed that has the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import TypedDict

from briefings.archive import Archive
from briefings.model import Article, Image, Site, newest_first
from briefings.pages import links
from briefings.pages.views import FeedLink

ATOM = "application/atom+xml"
# Atom requires a time: https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1
NEVER = "1970-01-01T00:00:00+00:00"
ENTRIES = 30

LATEST: FeedLink = {"name": "Latest articles", "url": "feed.xml", "type": ATOM}
LATEST_JSON: FeedLink = {
    "name": "Latest articles",
    "url": "feed.json",
    "type": "application/feed+json",
}
CHANGES: FeedLink = {"name": "What changed", "url": "changes/feed.xml", "type": ATOM}
CORRECTIONS: FeedLink = {"name": "Corrections", "url": "corrections/feed.xml", "type": ATOM}


ARTICLE = re.compile(r"\d{4}/\d\d/\d\d/[a-z0-9]+(?:-[a-z0-9]+)*")
# Not from `mimetypes`, which reads the machine's own tables.
MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


class Picture(TypedDict):
    """`url` is absolute; `type` is a media type, empty if unknown."""

    url: str
    type: str


class Entry(TypedDict):
    """`id` and `url` are absolute addresses; `published` and `updated` are RFC 3339."""

    id: str
    url: str
    title: str
    summary: str
    published: str
    updated: str
    lang: str | None
    authors: Sequence[str]
    tags: list[str]
    picture: Picture | None


class FeedView(TypedDict):
    """A feed. `url` is its own absolute address, `home` that of the page with the same content."""

    title: str
    subtitle: str
    url: str
    home: str
    updated: str
    entries: list[Entry]


def feed_link(name: str, url: str) -> FeedLink:
    """Return the link to the feed of a region or an actor whose page is at `url`."""
    return {"name": f"Latest on {name}", "url": f"{url}feed.xml", "type": ATOM}


def feed(link: FeedLink, home: str, entries: Sequence[Entry], site: Site, about: str) -> FeedView:
    """Return a feed of some entries. One without entries has `NEVER` as its update."""
    return {
        "title": f"{site.name}: {link['name']}",
        "subtitle": about,
        "url": site.url + link["url"],
        "home": site.url + home,
        # By instant: entries of one feed may have offsets of winter and summer.
        "updated": max((entry["updated"] for entry in entries), default=NEVER, key=_instant),
        "entries": list(entries),
    }


def latest(archive: Archive) -> list[Article]:
    """Return the newest articles of the archive."""
    return list(islice(_latest_first(archive), ENTRIES))


def article_entry(article: Article, archive: Archive, site: Site) -> Entry:
    tags = [links.region_link(id_, archive) for id_ in article.regions]
    tags += [links.actor_link(id_, archive) for id_ in article.actors]
    return {
        "id": article_id(article, site),
        "url": site.url + article.url,
        "title": article.title,
        "summary": article.summary,
        "published": rfc3339(article.date),
        "updated": rfc3339(article.last_changed.at),
        "lang": article.lang,
        "authors": article.authors,
        "tags": list(dict.fromkeys(tag["name"] for tag in tags)),
        "picture": _picture(article.image, site) if article.image else None,
    }


def article_id(article: Article, site: Site) -> str:
    """Return the address at which an article was first published.

    That is its first alias that has the form of an article's address, or else its own. With a new
    id, feed readers would show the whole article as new.
    """
    old = (alias.removesuffix("/index.html").removesuffix("/") for alias in article.aliases)
    # The oldest is listed first, by the schema.
    first = next((alias for alias in old if ARTICLE.fullmatch(alias)), None)
    return f"{site.url}{first}/" if first else site.url + article.url


def _picture(image: Image, site: Site) -> Picture:
    suffix = image.src.rpartition(".")[2].lower()
    return {"url": site.url + image.url, "type": MEDIA_TYPES.get(suffix, "")}


def start_of(day: date, site: Site) -> datetime:
    return datetime.combine(day, time(), site.zone)


def rfc3339(at: datetime) -> str:
    """Format a time by RFC 3339, whose offsets have no seconds, unlike those of local mean time."""
    # Before standard time came, a zone's offset was `+02:02:04`, as Kyiv's until 1924.
    text = at.isoformat(timespec="seconds")
    return text[:25]


def latest_rfc3339(moments: Iterable[datetime]) -> str:
    # By instant: Python compares times of one zone by the clock, which is turned back once a year.
    return rfc3339(max(moments, key=datetime.timestamp))


def _latest_first(archive: Archive) -> Iterator[Article]:
    # Day by day, so that a feed depends on the days that it shows, not on all articles.
    for day in reversed(archive.day_order):
        yield from sorted(archive.days[day], key=newest_first)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
