"""Parse one version of an article's file: the words that readers were shown.

Parsing is more lenient than today's, since the schema may have been another one then; but a version
of which it isn't certain that it was published counts as a draft. Words are rendered text: no
comment, address or hidden attribute is among them.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefings.content import files, yaml_reader
from briefings.content.frontmatter import WITHHOLDING, FrontMatter, find_stray, split
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.content.markup.raw_html import LEFT_OUT
from briefings.content.scalars import InvalidError, parse_moment

# Elements that begin or end a paragraph; a row of table cells stays one line.
BLOCKS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
    *("blockquote", "div", "section", "article", "aside", "header", "footer", "details"),
    *("summary", "figure", "figcaption", "table", "caption", "tr", "hr", "br"),
}
CELLS = {"td", "th"}
CELL = re.compile(r"</t[dh]>\s*<t[dh]>")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """The words of a version; `publish_at` (aware) is None unless it was under an embargo."""

    title: str
    summary: str
    claims: Mapping[str, str]
    paragraphs: tuple[str, ...]
    publish_at: dt.datetime | None


def parse_version(data: bytes, zone: dt.tzinfo) -> PublishedVersion | None:
    """Parse a file's bytes; None for a draft, and for a file that isn't an article."""
    text = files.decode("", data)
    front = split(text) if isinstance(text, str) else None
    if not isinstance(front, FrontMatter) or find_stray(front):
        return None
    yaml = yaml_reader.parse(front.block)
    # It isn't certain that a build of that time published it.
    if yaml.faults or yaml.data is None:
        return None
    # A key without a value may have been meant as a draft or an embargo.
    if any(not yaml.data[key] for key in WITHHOLDING if key in yaml.data):
        return None
    if yaml.data.get("status", "published") != "published":
        return None
    title, summary = (_line(yaml.data.get(key)) for key in ("title", "summary"))
    try:
        publish_at = yaml.data.get("publish_at")
        moment = parse_moment(publish_at, zone).at if publish_at else None
    except (InvalidError, TypeError):
        return None
    # A file without a title isn't an article.
    if not title:
        return None
    paragraphs = _paragraphs(front.body.text)
    claims = _claims(yaml.data.get("claims"))
    return PublishedVersion(title, summary, claims, paragraphs, moment)


def _claims(value: Any) -> dict[str, str]:
    """Return each claim's `says` by its id."""
    claims = (
        [claim for claim in value if isinstance(claim, dict)] if isinstance(value, list) else []
    )
    pairs = [(_line(claim.get("id")), _line(claim.get("says"))) for claim in claims]
    return {id_: says for id_, says in pairs if id_ and says}


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _paragraphs(markdown: str) -> tuple[str, ...]:
    parts = (html.unescape(part) for part in TAG.split(CELL.sub(" | ", _converter()(markdown))))
    return tuple(filter(None, (" ".join(part.split()) for part in parts)))


@cache
def _converter() -> Callable[[str], str]:
    """Return a function from Markdown to HTML of which only tags of blocks and cells are left."""
    # Imported here: a build in which no article has changed converts none.
    from nh3 import clean

    from briefings.content.cmark import open_cmark
    from briefings.content.markup.hidden_html import drop_hidden

    convert = open_cmark()
    return lambda text: clean(
        drop_hidden(convert(blank_unseen(text))),
        tags=BLOCKS | CELLS,
        clean_content_tags=set(LEFT_OUT),
        attributes={},
        link_rel=None,
    )
