"""One version of an article's file -> the words that readers were shown.

Read more leniently than the article of today, since the rules may have been others then; but
where it can't be told whether a version was published, it wasn't. Words are what is left of the
Markdown without its marks: no comment, address or hidden attribute is among them.
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

# What begins or ends a paragraph, but for the cells of a table, which are kept in one line.
BLOCKS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
    *("blockquote", "div", "section", "article", "aside", "header", "footer", "details"),
    *("summary", "figure", "figcaption", "table", "caption", "tr", "hr", "br"),
}
CELLS = {"td", "th"}
CELL = re.compile(r"</t[dh]>\s*<t[dh]>")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version says; `publish_at` (aware) is None unless it was under an embargo."""

    title: str
    summary: str
    claims: Mapping[str, str]
    paragraphs: tuple[str, ...]
    publish_at: dt.datetime | None


def read_edition(data: bytes, zone: dt.tzinfo) -> Edition | None:
    """The words of a version; None for a draft, and for what is no article."""
    text = files.decode("", data)
    front = split(text) if isinstance(text, str) else None
    if not isinstance(front, FrontMatter) or find_stray(front):
        return None
    yaml = yaml_reader.parse(front.block)
    if yaml.faults or yaml.data is None:
        return None
    # A key without a value may have been meant to withhold the version.
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
    if not title:
        return None
    paragraphs = _paragraphs(front.body.text)
    return Edition(title, summary, _claims(yaml.data.get("claims")), paragraphs, moment)


def _claims(value: Any) -> dict[str, str]:
    """What each claim says, by its id."""
    claims = value if isinstance(value, list) else []
    pairs = [(_line(of.get("id")), _line(of.get("says"))) for of in claims if isinstance(of, dict)]
    return {id_: says for id_, says in pairs if id_ and says}


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _paragraphs(markdown: str) -> tuple[str, ...]:
    parts = (html.unescape(part) for part in TAG.split(CELL.sub(" | ", _converter()(markdown))))
    return tuple(filter(None, (" ".join(part.split()) for part in parts)))


@cache
def _converter() -> Callable[[str], str]:
    """Markdown to text with no other tags than those of blocks and cells, none of them open."""
    # Imported here, since nothing is to be read where no article has changed.
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
