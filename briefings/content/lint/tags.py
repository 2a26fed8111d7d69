"""Tags without effect in a text: unknown to HTML, or dependent on a script."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from briefings.content.diagnostics import Fault
from briefings.content.markup.code_and_comments import Span
from briefings.content.markup.raw_html import EMPTY, LEFT_OUT, Tag

LOADED = re.compile(r"""\bdata-(?:href|src|url)\s*+=\s*+["']?(https?:[^\s"'<>]++)""", re.IGNORECASE)
NAMED = re.compile(r"[a-z][\w.-]*")
NOWHERE = (sys.maxsize, sys.maxsize)
KNOWN = (
    LEFT_OUT
    | EMPTY
    | {
        *("a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blink"),
        *("blockquote", "body", "br", "caption", "center", "cite", "code", "col", "colgroup"),
        *("data", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "fieldset"),
        *("figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "html", "i", "ins", "kbd", "label", "legend", "li", "main", "map", "mark"),
        *("marquee", "menu", "meter", "nav", "nobr", "ol", "optgroup", "option", "output", "p"),
        *("picture", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp"),
        *("search", "section", "slot", "small", "span", "strike", "strong", "sub", "summary"),
        *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul"),
        *("var", "wbr"),
    }
)
"""The tags of HTML, obsolete ones included."""


def find_vain_tags(tags: list[Tag], left_out: list[Span]) -> Iterator[Fault]:
    """Find tags without effect, each name once; `left_out` are parts reported otherwise."""
    spans = iter(left_out)
    start, end = next(spans, NOWHERE)
    reported: set[str] = set()
    for tag in tags:
        while tag.start >= end:
            start, end = next(spans, NOWHERE)
        if tag.start >= start or tag.name in reported:
            continue
        if tag.name not in KNOWN and NAMED.fullmatch(tag.name):
            reported.add(tag.name)
            message = f"'<{tag.name}>' is left out, since HTML has no such tag"
            hint = "remove it, or write it as code, in backticks"
            yield Fault(tag.start, message, hint, "warning")
        elif address := LOADED.search(tag.attributes):
            hint = f"link to {address[1]} instead"
            yield Fault(tag.start, "what a script would load here is left out", hint, "warning")
