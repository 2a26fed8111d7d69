"""Raw HTML in a text: its tags, which of them pages omit, and which attributes hide an element.

An element omitted by name or by attribute is omitted with all it contains.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

LEFT_OUT = frozenset(
    {
        *("applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "form", "frame"),
        *("frameset", "head", "iframe", "math", "noembed", "noframes", "noscript", "object"),
        *("plaintext", "script", "select", "style", "svg", "template", "textarea", "title"),
        *("video", "xmp"),
    }
)
"""Elements that no page shows, by name."""
EMPTY = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img"),
        *("input", "keygen", "link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Void elements, which have no closing tag."""

# Those of Bootstrap, Tailwind, Bulma and USWDS, whose style sheets the theme hasn't got.
HIDING_CLASSES = frozenset({"d-none", "display-none", "hidden", "invisible", "is-hidden"})
HIDING_STYLE = re.compile(
    r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)"
    r"|(?:opacity|font-size|zoom)\s*+:\s*+(?:0++(?:\.0*+)?|\.0++)[a-z%]*+\s*+(?:;|!|\Z)"
    r"|(?:left|right|top|bottom|text-indent)\s*+:\s*+-\d{3}"
    r"|clip\s*+:\s*+rect|clip-path\s*+:\s*+(?:inset|circle|polygon)|scale\(\s*+0\s*+\)"
    r"|(?<![\w-])color\s*+:\s*+transparent",
    re.IGNORECASE,
)
# With `overflow: hidden` alone: a small box without it still shows what is in it.
NO_SIZE = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*+:\s*+[01](?![\d.%])", re.IGNORECASE)
CUT_OFF = re.compile(r"overflow(?:-[xy])?\s*+:\s*+(?:hidden|clip)", re.IGNORECASE)
STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
HIDING = re.compile(
    r"hidden|display|visibility|opacity|font-size|d-none|invisible|popover|transparent|scale\("
    r"|clip(?:-path)?\s*+:|zoom\s*+:|overflow|(?:left|right|top|bottom|indent)\s*+:\s*+-"
)
"""Precondition: every tag that hides its element contains one of these, in lower case."""

TAG = re.compile(r"""<(/?)([A-Za-z][^\s<>/"'=]*+)((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
LOOSE_TAG = re.compile(r"""<(/?)([A-Za-z][^\s<>/"'=]*+)([^<>]*+)>""")
ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?"""
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and its place in a text; `name` is in lower case, `attributes` are as written."""

    name: str
    closes: bool
    attributes: str
    start: int
    end: int


def find_tags(text: str) -> Iterator[Tag]:
    """Find the tags in a text, in order, in time linear in the text."""
    pattern, position = TAG, 0
    while (position := text.find("<", position)) >= 0:
        match = pattern.match(text, position)
        if match is None:
            # With a quotation mark that isn't closed, each tag would be looked for to the end.
            if pattern is TAG and text[position + 1 : position + 2].isalpha():
                match = LOOSE_TAG.match(text, position)
            if match is None:
                position += 1
                continue
            pattern = LOOSE_TAG
        yield Tag(match[2].lower(), match[1] == "/", match[3], match.start(), match.end())
        position = match.end()


def may_hide(text: str) -> bool:
    """Return whether a text, or a tag's attributes, may hide an element."""
    low = text.lower()
    if "hidden" in low or "popover" in low:
        return True
    return ("style" in low or "class" in low) and HIDING.search(low) is not None


def is_hiding(name: str, value: str) -> bool:
    """Return whether an attribute hides its element from readers."""
    match name:
        case "hidden" | "popover":
            return True
        case "style":
            value = STYLE_COMMENT.sub("", value) if "/*" in value else value
            if HIDING_STYLE.search(value):
                return True
            return bool(CUT_OFF.search(value) and NO_SIZE.search(value))
        case "class":
            return not HIDING_CLASSES.isdisjoint(value.split())
    return False


def read_attributes(attributes: str) -> dict[str, str]:
    """Parse a tag's attributes; of duplicates the first counts."""
    values: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(attributes):
        value = double or single or bare
        # https://html.spec.whatwg.org/multipage/parsing.html#parse-error-duplicate-attribute
        values.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return values


def hides(attributes: str) -> bool:
    """Return whether a tag's attributes hide its element from readers."""
    return may_hide(attributes) and any(
        is_hiding(name, value) for name, value in read_attributes(attributes).items()
    )
