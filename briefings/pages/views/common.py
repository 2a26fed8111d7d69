"""Views that all kinds of page use: links, moments, prose, and the metadata of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that the render stage turns into HTML before the template gets it.

    `heading` is the level of the body's first heading; `tagged` are the ids of the regions and
    actors of the text; `skip` those that aren't linked in it. If the text is shown away from its
    own page, `at` is that page's address, for links within the text; `before` and `after` are
    trusted HTML around it; and `lang` decides its direction if it is read from right to left.
    """

    text: str
    path: str
    line: int
    heading: int = 2
    tagged: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    at: str = ""
    before: str = ""
    after: str = ""
    lang: str | None = None


class Link(TypedDict):
    name: str
    url: str


class Moment(TypedDict):
    """For `<time datetime="{{ iso }}">{{ text }}</time>`."""

    iso: str
    text: str


class Counted(Link):
    """A link with the count of what it leads to, in words: `12 articles`."""

    count: str


class FeedLink(Link):
    """`type` is the feed's media type."""

    type: str


class PageView(TypedDict):
    """Metadata of a page, set by its kind and by the render stage.

    `base` leads from the page to the site's root (`../../`); `canonical` is None without a
    `site_url`; `kind` is the template's name; `section` marks the current entry of the masthead
    (latest, regions, actors, claims, archive or empty); `data` is the page's JSON-LD, which the
    render stage turns into `json_ld`, safe to write in a script. `feeds` are those with the page's
    content, empty if the site has none. The addresses on an `absolute` page are absolute.
    """

    title: str
    description: str
    kind: str
    section: str
    crumbs: list[Link]
    url: NotRequired[str]
    base: NotRequired[str]
    canonical: NotRequired[str | None]
    data: NotRequired[dict[str, Any]]
    json_ld: NotRequired[str | None]
    lang: NotRequired[str | None]
    published: NotRequired[str | None]
    modified: NotRequired[str | None]
    image: NotRequired[str | None]
    unlisted: NotRequired[bool]
    feeds: NotRequired[list[FeedLink]]
    absolute: NotRequired[bool]


class SiteView(TypedDict):
    """Metadata of the site, the same on every page and independent of articles. `sections` and
    `footer` are menus; `pages` are the site's own pages."""

    name: str
    description: str
    url: str
    language: str
    preview: bool
    has_feeds: bool
    sections: list[Link]
    footer: list[Link]
    pages: list[Link]
