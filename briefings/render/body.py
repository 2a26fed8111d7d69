"""A body's Markdown to the HTML that stands in a page.

    Markdown --convert--> HTML --sanitize--> harmless --conform--> valid --finish--> fits its page

The last step gives ids a prefix of the body's own, fits headings in below the page's, makes tables
scroll, resolves links, keeps other hosts' pictures out, and links first mentions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from briefings.content.lint.footnotes import NOTE
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.content.positions import shorten
from briefings.model import Problem
from briefings.model.folding import has_ignorable
from briefings.pages.views import Prose
from briefings.render.anchors import Anchors, hint_name
from briefings.render.body_ids import BodyIds, assign_ids
from briefings.render.dropped_addresses import find_dropped
from briefings.render.finishing import NO_PICTURE, Finisher
from briefings.render.heading_ids import find_name
from briefings.render.html_conformance import HEADINGS, conform
from briefings.render.html_tree import Element, Node, parse_nodes, text_of, write_nodes
from briefings.render.invalid_addresses import find_lost
from briefings.render.link_positions import LinkPositions
from briefings.render.links import (
    BODY_ID,
    BadLink,
    Targets,
    encode,
    is_web,
    resolve,
    site_address,
)
from briefings.render.markdown import SECONDS, Converter, MarkdownError, convert, limit_time
from briefings.render.markup_leaks import find_leaks
from briefings.render.mentions import Mentions, Reading, find_mentions
from briefings.render.sanitize import sanitize


@dataclass(frozen=True, slots=True)
class BodyContext:
    """What all bodies of a site share; made once a process. `seconds` limits each conversion.

    Without `anchors`, links to a place within a page aren't checked.
    """

    converter: Converter
    targets: Targets
    mentions: Mentions
    seconds: float = SECONDS
    anchors: Anchors | None = None


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """Safe and valid flow content, and what is wrong with it."""

    html: str
    problems: tuple[Problem, ...] = ()


def render_body(prose: Prose, base: str, context: BodyContext) -> RenderedBody:
    """Return the HTML of `prose` for a page whose way to the site's root is `base` (`../../../`).

    Markdown that can't be converted is a problem on the text's first line, a link to nowhere one
    where its target stands.
    """
    try:
        with limit_time(context.seconds):
            return _render(prose, base, context)
    except MarkdownError as error:
        return RenderedBody("", (Problem(prose.path, prose.line, 1, error.message, error.hint),))


def _render(prose: Prose, base: str, context: BodyContext) -> RenderedBody:
    html = convert(context.converter, prepare(prose.text))
    harmless = sanitize(html)
    nodes = conform(parse_nodes(harmless))
    # Looked for once a body: most have nothing ignorable, and then its runs aren't searched for it.
    reading = Reading(prose.tagged, prose.skip, is_plain=not has_ignorable(harmless))
    finisher = _BodyFinisher(prose, base, context, reading, assign_ids(nodes))
    finisher.bad_links.update(find_lost(html, harmless))
    problems = [*find_leaks(harmless, nodes, prose)]
    finished = write_nodes(finisher.finish(nodes))
    for target in find_dropped(html, harmless):
        finisher.resolve(target)  # which notes what is wrong with it
    if finisher.bad_links:
        problems += _problems(finisher.bad_links, prose)
    return RenderedBody(finished, tuple(problems))


def prepare(text: str) -> str:
    """A body's Markdown as it is converted."""
    # Names and ids are composed, and keyboards and PDFs leave decomposed letters in texts.
    return blank_unseen(unicodedata.normalize("NFC", text))


def _problems(bad_links: Mapping[str, BadLink], prose: Prose) -> Iterator[Problem]:
    """Yield problems of links; those in a footnote that isn't one are reported with it."""
    positions = LinkPositions(prose.text)
    lines = prose.text.split("\n")
    for target, bad in bad_links.items():
        line, column = positions.find(target)
        # `content/lint/footnotes.py` has warned of it in plainer words.
        if not NOTE.match(lines[line - 1]):
            message, hint = shorten(bad.message), shorten(bad.hint)
            yield Problem(prose.path, prose.line + line - 1, column, message, hint)


class _BodyFinisher(Finisher):
    """Finishes one body; `bad_links` are what is wrong with its links, by target."""

    unlinked = HEADINGS | {"a", "abbr", "code", "kbd", "pre", "samp", "var"}
    picture_attributes = MappingProxyType({"loading": "lazy", "decoding": "async"})

    def __init__(
        self, prose: Prose, base: str, context: BodyContext, reading: Reading, ids: BodyIds
    ) -> None:
        self._prose, self._base, self._context = prose, base, context
        self._reading, self._ids = reading, ids
        self._levels: list[int] = []
        self.bad_links: dict[str, BadLink] = {}

    def resolve(self, target: str) -> str | None:
        """Return the address to write; None where there is none, which is noted if it is a
        problem."""
        if target.startswith("#"):
            return self._resolve_here(target)
        address = resolve(target, self._prose.path, self._base, self._context.targets)
        if isinstance(address, str) and "#" in address and not is_web(address):
            address = self._resolve_anchor(address, target)
        if isinstance(address, BadLink):
            self.bad_links[target] = address
            return None
        return address

    def resolve_picture(self, target: str) -> str | None:
        address = self.resolve(target)
        if address is not None and address.startswith(NO_PICTURE):
            message = f"'{target}' is no picture"
            self.bad_links[target] = BadLink(message, "write a link, without the '!'")
            return None
        return address

    def finish_text(self, text: str) -> list[Node]:
        """Link first mentions."""
        result: list[Node] = []
        end = 0
        for start, stop, url in find_mentions(text, self._context.mentions, self._reading):
            link = Element("a", {"href": site_address(url, self._base)}, [text[start:stop]])
            result += [text[end:start], link]
            end = stop
        return [*result, text[end:]] if end else [text]

    def finish_link(self, node: Element) -> list[Node]:
        address = self.resolve(node.attributes["href"])
        if address is None or not text_of(node.children).strip():
            return node.children
        node.attributes["href"] = address
        return [node]

    def finish_element(self, node: Element) -> list[Node]:
        # The page has the first levels itself, and no level may be left out for those who listen.
        if node.tag in HEADINGS:
            return self._finish_heading(node)
        if node.tag == "pre":
            node.attributes["tabindex"] = "0"  # it scrolls, so the keyboard has to reach it
        return [node]

    def _finish_heading(self, node: Element) -> list[Node]:
        """A level below each heading that it stands under, counted from the body's first level."""
        if not text_of(node.children).strip():
            return node.children
        level = int(node.tag[1])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        node.tag = f"h{min(self._prose.heading + len(self._levels) - 1, 6)}"
        return [node]

    def _resolve_here(self, target: str) -> str | None:
        """Return the address of an anchor in this text, or in what its page has around it."""
        fragment, anchors = target[1:], self._context.anchors
        name = self._ids.renamed.get(unquote(fragment)) or find_name(fragment, self._ids.ids)
        place = "#" + encode(fragment if name is None else BODY_ID + name)
        # A footnote without a reference still links back to one; a warning reports it.
        is_back = fragment.startswith("fnref:")
        if name is None and fragment and anchors is not None and not is_back:
            url = self._context.targets.files.get(self._prose.path)
            if url is None or not anchors.has_template_id(url, unquote(fragment)):
                message = f"no such heading here: '{unquote(target)}'"
                self.bad_links[target] = BadLink(
                    message, hint_name(unquote(fragment), self._ids.ids)
                )
                return None
        return site_address(self._prose.at, self._base) + place if self._prose.at else place

    def _resolve_anchor(self, address: str, target: str) -> str | BadLink:
        """An address whose fragment is an id of its page, as far as these are known."""
        start = self._base or "./"
        anchors = self._context.anchors
        if anchors is None or not address.startswith(start):
            return address
        place = address.partition("#")[0]
        url = unquote(place.removeprefix(start).partition("?")[0])
        anchor = anchors.resolve(url, unquote(target.partition("#")[2]))
        if anchor is None:
            return address
        if isinstance(anchor, str):
            return f"{place}#{encode(anchor)}" if anchor else place
        return BadLink(f"no such heading there: '{unquote(target)}'", anchor.hint)
