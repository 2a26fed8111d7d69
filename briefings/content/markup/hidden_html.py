"""HTML without elements that their author has hidden, which no page may show."""

from __future__ import annotations

import re

import nh3

from briefings.content.markup.raw_html import (
    EMPTY,
    LEFT_OUT,
    find_tags,
    is_hiding,
    may_hide,
    read_attributes,
)

NAME = re.compile(r"<([a-z][^\s<>/]*)", re.IGNORECASE)
SCHEME = re.compile(r"""=\s*["']?\s*([A-Za-z][A-Za-z0-9+.-]{0,30}):""")
TOKEN = re.compile(r'<(/?)([a-z][^\s<>/]*)((?: [^\s"=<>]+="[^"]*")*)>|[^<]+|<')
ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')


def drop_hidden(html: str) -> str:
    """Remove the elements that an attribute hides.

    Parsed as browsers do, so an element ends where it ends for them. The result is no safer than
    the input: sanitize it afterwards.
    """
    if not may_hide(html):
        return html
    tags = [tag for tag in find_tags(html) if not tag.closes]
    if not any(may_hide(tag.attributes) for tag in tags):
        return html
    names = {name.lower() for name in NAME.findall(html)}
    # All tags, attributes and schemes of the text are allowed: only the structure is to be
    # repaired.
    parsed = nh3.clean(
        html,
        tags=names - LEFT_OUT,
        clean_content_tags=set(LEFT_OUT),
        attributes={"*": {name for tag in tags for name in read_attributes(tag.attributes)}},
        url_schemes={scheme.lower() for scheme in SCHEME.findall(html)},
        link_rel=None,
    )
    parts: list[str] = []
    depth = 0
    for token in TOKEN.finditer(parsed):
        closing, name, attributes = token.groups()
        if not name:
            parts += [] if depth else [token[0]]
        elif depth:
            if name not in EMPTY:
                depth += -1 if closing else 1
        elif attributes and any(is_hiding(*pair) for pair in ATTRIBUTE.findall(attributes)):
            depth = 0 if name in EMPTY else 1
        else:
            parts.append(token[0])
    return "".join(parts)
