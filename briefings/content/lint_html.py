"""Raw HTML in a text that pages leave out with all that is in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefings.content.dialect import Dialect
from briefings.content.finding import Fault
from briefings.content.raw_html import (
    EMPTY,
    HIDING,
    LEFT_OUT,
    Tag,
    find_tags,
    hides,
    is_hiding,
    read_attributes,
)

NOTHING_IN_IT = frozenset({"base", "link", "meta"})
ENDED_BY_OTHERS = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
ADDRESSES = ("src", "data-src", "data", "href", "data-instgrm-permalink", "cite")
ATTRIBUTE_LIST = re.compile(r"\{(?::[ \t]*|(?=[.#]|hidden\b|style=))([^{}\n]*)\}")
LISTED = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|\.([\w-]+)|([\w-]+)""")
OPENING = re.compile(rf"(?<!\\)<(?:{'|'.join(sorted(LEFT_OUT))})(?=[\s/]|\Z)", re.IGNORECASE)
VOWELS = tuple("aeio")


def find_left_out(prose: str, dialect: Dialect) -> Iterator[Fault]:
    """Elements that no reader will see; `prose` has neither code nor comments."""
    if "<" in prose:
        yield from _find_elements(prose)
    if "{" in prose and HIDING.search(prose):
        is_on = dialect.has("attr_list")
        for match in ATTRIBUTE_LIST.finditer(prose):
            if any(_is_listed_hiding(pair) for pair in LISTED.findall(match[1])):
                yield _hidden(match.start()) if is_on else _shown(match.start())


def _find_elements(prose: str) -> Iterator[Fault]:
    tags = list(find_tags(prose))
    yield from _find_unended(prose, tags)
    ends = {tag.name: tag.start for tag in tags if tag.closes}
    within, depth = "", 0
    for place, tag in enumerate(tags):
        if within:
            if tag.name == within and tag.name not in LEFT_OUT and not tag.closes:
                depth += 1
            elif tag.name == within and tag.closes:
                depth -= 1
                within = within if depth else ""
            continue
        is_hidden = not tag.closes and hides(tag.attributes)
        if tag.closes or not (tag.name in LEFT_OUT or tag.name in NOTHING_IN_IT or is_hidden):
            continue
        is_named = tag.name in LEFT_OUT or tag.name in NOTHING_IN_IT
        holds = tag.name not in EMPTY and not _is_drawn_empty(tag)
        if holds and tag.name not in ENDED_BY_OTHERS and ends.get(tag.name, -1) < tag.start:
            yield Fault(
                tag.start,
                f"'<{tag.name}>' is never closed: all that follows is left out with it",
                f"end it with '</{tag.name}>', or remove it",
            )
            return
        yield _left_out(tag, tags[place + 1 : place + 9]) if is_named else _hidden(tag.start)
        if holds and ends.get(tag.name, -1) > tag.start:
            within, depth = tag.name, 1


def _find_unended(prose: str, tags: list[Tag]) -> Iterator[Fault]:
    """The first tag without its `>`, which may take the rest of the text with it."""
    starts = {tag.start for tag in tags}
    for match in OPENING.finditer(prose):
        if match.start() not in starts and not _is_within(match.start(), tags):
            hint = "end it with '>', or remove it"
            yield Fault(match.start(), f"the tag '{match[0].rstrip()}' has no end", hint)
            return


def _is_within(place: int, tags: list[Tag]) -> bool:
    at = bisect_right(tags, place, key=lambda tag: tag.start) - 1
    return at >= 0 and place < tags[at].end


def _is_drawn_empty(tag: Tag) -> bool:
    """In SVG and MathML alone, a slash closes an element."""
    return tag.name in ("svg", "math") and tag.attributes.rstrip().endswith("/")


def _left_out(tag: Tag, following: list[Tag]) -> Fault:
    article = "an" if tag.name.startswith(VOWELS) or tag.name == "svg" else "a"
    address = _address(tag) or next(
        (_address(inner) for inner in following if inner.name in ("source", "embed", "param")), ""
    )
    if post := read_attributes(tag.attributes).get("data-telegram-post"):
        address = f"https://t.me/{post}"
    elif tag.name in ("script", "style", *NOTHING_IN_IT):
        address = ""
    hint = f"link to {address} instead" if address else "remove it, or link to what it shows"
    return Fault(tag.start, f"{article} {tag.name} is left out", hint, "warning")


def _address(tag: Tag) -> str:
    values = read_attributes(tag.attributes)
    found = next((values[name] for name in ADDRESSES if values.get(name)), "")
    return "" if found.lower().startswith(("data:", "javascript:", "blob:")) else found.strip()


def _hidden(offset: int) -> Fault:
    return Fault(
        offset,
        "what is hidden is left out",
        "remove it with all that is in it, or write it as a comment",
        "warning",
    )


def _shown(offset: int) -> Fault:
    return Fault(
        offset,
        "this hides nothing: readers would see it, and what it is to hide",
        "write that as a comment: <!-- … -->",
    )


def _is_listed_hiding(pair: tuple[str, ...]) -> bool:
    name, double, single, bare, class_, word = pair
    if class_:
        return is_hiding("class", class_)
    return is_hiding(name or word, double or single or bare)
