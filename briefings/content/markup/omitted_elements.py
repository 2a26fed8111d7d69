"""Elements of a text that no page shows: where each begins and ends in the Markdown.

    body --scan--> prose --find_elements--> warnings, problems
                              '--blank_unseen--> Markdown without their words

They are removed from the Markdown, not from the HTML made of it: there, an element over two
paragraphs would be split, and all but its first part would be shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.content.markup.code_and_comments import COMMENT, Span, scan
from briefings.content.markup.raw_html import (
    EMPTY,
    LEFT_OUT,
    Tag,
    find_tags,
    hides,
    may_hide,
    read_attributes,
)

NOTHING_IN_IT = frozenset({"area", "base", "bgsound", "input", "link", "meta"})
"""Void elements that are omitted."""
# To parsers, obsolete elements included:
# https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
TEXT_ALONE = frozenset(
    {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"}
)
"""Elements in which all is text but their own end tag."""
# https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
ENDED_BY_OTHERS = frozenset({"dd", "dt", "li", "option", "td", "th", "tr"})
IN_TABLES = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
OPENING = re.compile(
    rf"(?<!\\)<(?:{'|'.join(sorted(LEFT_OUT | NOTHING_IN_IT))})(?=[\s/]|\Z)", re.IGNORECASE
)
REST = re.compile(r"[^\S\n]*+$", re.MULTILINE)
MAY_BEGIN = re.compile(rf"<(?:{'|'.join(sorted(LEFT_OUT))})[\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """An outermost omitted element.

    `end` is None if it is never closed, or closed by the end of its parent. `following`: some of
    the tags after its own.
    """

    tag: Tag
    is_hidden: bool
    end: int | None
    is_closed: bool
    following: tuple[Tag, ...] = ()


def find_elements(tags: list[Tag]) -> Iterator[Element]:
    """Find omitted elements, up to the first that is never closed."""
    pairs = _pair(tags)
    tables = done = 0
    for place, tag in enumerate(tags):
        if tag.name == "table":
            tables += -1 if tag.closes else 1
        if tag.closes or tag.start < done:
            continue
        is_named = tag.name in LEFT_OUT or (tag.name in NOTHING_IN_IT and not _is_checkbox(tag))
        if not is_named and not hides(tag.attributes):
            continue
        # A player's sources follow it at once; more would take the square of the number of tags.
        following = tuple(tags[place + 1 : place + 9])
        if tag.name in EMPTY or _is_drawn_empty(tag):
            yield Element(tag, not is_named, tag.end, True, following)
        elif (last := pairs.get(place)) is not None:
            done = tags[last].end
            yield Element(tag, not is_named, done, True, following)
        else:
            is_closed = tag.name in ENDED_BY_OTHERS and (tag.name not in IN_TABLES or tables > 0)
            yield Element(tag, not is_named, None, is_closed, following)
            if not is_closed:
                return


def _pair(tags: list[Tag]) -> dict[int, int]:
    """Map each opening tag that is closed to the index of its closing tag."""
    pairs: dict[int, int] = {}
    opened: defaultdict[str, list[int]] = defaultdict(list)
    within: int | None = None
    for place, tag in enumerate(tags):
        if within is not None:
            if tag.closes and tag.name == tags[within].name:
                pairs[within], within = place, None
        elif tag.closes:
            if opened[tag.name]:
                pairs[opened[tag.name].pop()] = place
        # Within SVG a slash closes a tag, as in XML: `<style/>` has nothing in it.
        elif tag.name in TEXT_ALONE and not (opened["svg"] and _is_slashed(tag)):
            within = place
        elif tag.name not in EMPTY and not _is_drawn_empty(tag):
            opened[tag.name].append(place)
    return pairs


def _is_checkbox(tag: Tag) -> bool:
    """Return whether it is a checkbox, the only control that pages show, as a character."""
    return tag.name == "input" and read_attributes(tag.attributes).get("type") == "checkbox"


def _is_drawn_empty(tag: Tag) -> bool:
    """Return whether a slash closes the element, as in SVG and MathML alone."""
    return tag.name in ("svg", "math") and _is_slashed(tag)


def _is_slashed(tag: Tag) -> bool:
    return tag.attributes.rstrip().endswith("/")


def blank_unseen(text: str) -> str:
    """Blank the words of comments and omitted elements, each of which takes one line."""
    if "<" not in text:
        return text
    has_elements = may_hide(text) or MAY_BEGIN.search(text)
    if not has_elements and "<!--" not in text:
        return text
    scanned = scan(text)
    spans: list[tuple[Span, bool]] = [(span, True) for span in scanned.comments]
    if has_elements:
        for element in find_elements([*find_tags(scanned.prose)]):
            if element.end is not None:
                spans += [((element.tag.start, element.end), False)]
    parts, end = [], 0
    for (start, stop), is_comment in sorted(spans):
        if start >= end:
            # After a comment, GitHub takes the rest of its line for HTML.
            is_last = is_comment or REST.match(text, stop) is not None
            parts += [text[end:start], COMMENT if is_last else ""]
            end = stop
    return "".join([*parts, text[end:]])
