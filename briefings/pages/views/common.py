"""What pages of all kinds are made of: links, moments, prose, and what a page tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that the render stage turns into HTML before the template sees it.

    `heading` is the level that the body's first heading gets; `tagged` are the ids of the regions
    and actors that the text is filed under; `skip` those that are not to be linked in it. `at` is
    the address of the text's own page where it is shown elsewhere, for links within it; `before`
    and `after` are HTML that belongs to it there, and is trusted. There, the text says which way it
    is read if its language, `lang`, is read from right to left.
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
    """A link with the number of what lies behind it, in words: `12 articles`."""

    count: str


class FeedLink(Link):
    """`type` is the feed's media type."""

    type: str


class PageView(TypedDict):
    """What every page tells of itself; set by the render stage and by each kind of page.

    `base` leads from the page to the site's root (`../../`); `canonical` is None without a
    `site_url`; `kind` is the template's name; `section` marks the current place in the masthead
    (latest, regions, actors, claims, archive or empty); `data` is the page's JSON-LD, which the
    render stage turns into `json_ld`, safe to write in a script. `feeds` are those of what the page
    shows, left out where the site has none. The addresses of an `absolute` page are whole.
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
    """The same on every page: nothing in here depends on what was published last."""

    name: str
    description: str
    url: str
    language: str
    preview: bool
    has_feeds: bool
    sections: list[Link]
    footer: list[Link]
    pages: list[Link]
