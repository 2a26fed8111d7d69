"""Raw HTML elements that pages omit, with all they contain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect
from briefings.content.lint.comments import MOST
from briefings.content.lint.tags import find_vain_tags
from briefings.content.markup.omitted_elements import NOTHING_IN_IT, OPENING, find_elements
from briefings.content.markup.raw_html import HIDING, Tag, find_tags, is_hiding, read_attributes

# Where players and embeds have the address of what they show; TikTok's quote has it as `cite`.
ADDRESSES = ("src", "data-src", "data", "href", "data-instgrm-permalink", "cite")
ATTRIBUTE_LIST = re.compile(r"\{(?::[ \t]*|(?=[.#]|hidden\b|style=))([^{}\n]*)\}")
LISTED = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|\.([\w-]+)|([\w-]+)""")
VOWELS = tuple("aeio")


def find_left_out(prose: str, dialect: Dialect) -> Iterator[Fault]:
    """Find elements that no reader will see; `prose` has neither code nor comments."""
    if "<" in prose:
        yield from _find_elements(prose)
    if "{" in prose and HIDING.search(prose.lower()):
        is_on = dialect.has("attr_list")
        for match in ATTRIBUTE_LIST.finditer(prose):
            if any(_is_listed_hiding(pair) for pair in LISTED.findall(match[1])):
                yield _hidden(match.start()) if is_on else _shown(match.start())


def _find_elements(prose: str) -> Iterator[Fault]:
    tags = list(find_tags(prose))
    yield from _find_unended(prose, tags)
    spans = []
    for element in find_elements(tags):
        tag = element.tag
        spans.append((tag.start, tag.end if element.end is None else element.end))
        if not element.is_closed:
            yield Fault(
                tag.start,
                f"'<{tag.name}>' is never closed: all that follows is left out with it",
                f"end it with '</{tag.name}>', or remove it",
            )
        else:
            yield _hidden(tag.start) if element.is_hidden else _left_out(tag, element.following)
    yield from islice(find_vain_tags(tags, spans), MOST)


def _find_unended(prose: str, tags: list[Tag]) -> Iterator[Fault]:
    """Find the first tag without its `>`, which may swallow the rest of the text."""
    starts = {tag.start for tag in tags}
    for match in OPENING.finditer(prose):
        if match.start() not in starts and not _is_within(match.start(), tags):
            hint = "end it with '>', or remove it"
            yield Fault(match.start(), f"the tag '{match[0].rstrip()}' has no end", hint)
            return


def _is_within(place: int, tags: list[Tag]) -> bool:
    at = bisect_right(tags, place, key=lambda tag: tag.start) - 1
    return at >= 0 and place < tags[at].end


def _left_out(tag: Tag, following: Iterable[Tag]) -> Fault:
    article = "an" if tag.name.startswith(VOWELS) or tag.name == "svg" else "a"
    address = _address(tag) or next(
        (_address(inner) for inner in following if inner.name in ("source", "embed", "param")), ""
    )
    # A script that loads the post: https://core.telegram.org/widgets/post
    if post := read_attributes(tag.attributes).get("data-telegram-post"):
        address = f"https://t.me/{post}"
    elif tag.name in ("script", "style", *NOTHING_IN_IT):
        address = ""
    hint = f"link to {address} instead" if address else "remove it, or link to what it shows"
    return Fault(tag.start, f"{article} {tag.name} is left out", hint, "warning")


def _address(tag: Tag) -> str:
    values = read_attributes(tag.attributes)
    found = next((values[name] for name in ADDRESSES if values.get(name)), "")
    # No page can be linked at what the element holds in itself, or runs.
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
