"""A body's Markdown to the HTML that stands in a page.

    Markdown --convert--> HTML --sanitize--> harmless --conform--> valid --_finish--> fits its page

The last step gives ids a prefix of the body's own, fits headings in below the page's, makes tables
scroll, resolves links, keeps other hosts' pictures out, and links first mentions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from briefings.content.lint.footnotes import NOTE
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.content.positions import shorten
from briefings.model import Problem
from briefings.model.folding import has_ignorable
from briefings.pages.views import Prose
from briefings.render.anchors import Anchors, hint_name
from briefings.render.dropped_addresses import find_dropped
from briefings.render.heading_ids import AUTOMATIC, find_name, name_words
from briefings.render.html_conformance import HEADINGS, conform
from briefings.render.html_tree import Element, Node, parse_nodes, text_of, write_nodes
from briefings.render.invalid_addresses import find_lost
from briefings.render.link_positions import Places
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

MARKS = frozenset({"footnote-ref", "headerlink"})
UNLINKED = HEADINGS | {"a", "abbr", "code", "kbd", "pre", "samp", "var"}


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


@dataclass(slots=True)
class Names:
    """The ids of a body, without their prefix; `renamed` are those that another one took over."""

    ids: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Page:
    """One rendering: where the body stands, and what has been seen of it."""

    prose: Prose
    base: str
    context: BodyContext
    reading: Reading
    names: Names
    levels: list[int] = field(default_factory=list)
    bad_links: dict[str, BadLink] = field(default_factory=dict)


def render_body(prose: Prose, base: str, context: BodyContext) -> RenderedBody:
    """The HTML of `prose` for a page whose way to the site's root is `base` (`../../../`).

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
    reading = Reading(prose.tagged, prose.skip, is_plain=not has_ignorable(harmless))
    page = _Page(prose, base, context, reading, name_nodes(nodes))
    page.bad_links.update(find_lost(html, harmless))
    problems = [*find_leaks(harmless, nodes, prose)]
    finished = write_nodes(_finish_all(nodes, page, linked=True))
    for target in find_dropped(html, harmless):
        _resolve(target, page)
    if page.bad_links:
        problems += _problems(page.bad_links, prose)
    return RenderedBody(finished, tuple(problems))


def prepare(text: str) -> str:
    """A body's Markdown as it is converted."""
    return blank_unseen(unicodedata.normalize("NFC", text))


def _problems(bad_links: Mapping[str, BadLink], prose: Prose) -> Iterator[Problem]:
    """What is wrong with links; one in a footnote that is none was told with it."""
    places = Places(prose.text)
    lines = prose.text.split("\n")
    for target, bad in bad_links.items():
        line, column = places.find(target)
        if not NOTE.match(lines[line - 1]):
            message, hint = shorten(bad.message), shorten(bad.hint)
            yield Problem(prose.path, prose.line + line - 1, column, message, hint)


def name_nodes(nodes: list[Node]) -> Names:
    """Give each heading an id, and each id the prefix of bodies; what they are without it."""
    names = Names()
    for heading in _claim_ids(nodes, names):
        _name_heading(heading, names)
    return names


def _claim_ids(nodes: list[Node], names: Names) -> list[Element]:
    """Each id once: the first that has it keeps it. Returns the headings that have none."""
    unnamed = []
    for node in nodes:
        if isinstance(node, Element):
            name = node.attributes.get("id")
            if node.tag in HEADINGS and (not name or name.startswith(AUTOMATIC)):
                unnamed.append(node)
            elif name in names.ids:
                del node.attributes["id"]
            elif name:
                names.ids.add(name)
                node.attributes["id"] = BODY_ID + name
            unnamed += _claim_ids(node.children, names)
    return unnamed


def _name_heading(heading: Element, names: Names) -> None:
    """A name of its words, numbered if it is taken."""
    name = slug = name_words(text_of(_without_marks(heading.children)))
    while name in names.ids:
        names.numbers[slug] = names.numbers.get(slug, 0) + 1
        name = f"{slug}-{names.numbers[slug]}"
    automatic = heading.attributes.pop("id", None)
    if name:
        names.ids.add(name)
        heading.attributes["id"] = BODY_ID + name
        if automatic:
            names.renamed[automatic] = name


def _without_marks(nodes: list[Node]) -> Iterator[Node]:
    """A heading without its mark of a footnote, and without the link to itself."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif MARKS.isdisjoint(node.attributes.get("class", "").split()):
            yield Element(node.tag, node.attributes, [*_without_marks(node.children)])


def _finish_all(nodes: list[Node], page: _Page, *, linked: bool) -> list[Node]:
    """`linked`: whether mentions may be linked here."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            result += _finish(node, page, linked=linked)
        elif linked and not node.isspace():
            result += _link_mentions(node, page)
        else:
            result.append(node)
    return result


def _finish(node: Element, page: _Page, *, linked: bool) -> list[Node]:
    if node.tag == "img":
        return _finish_image(node, page, linked=linked)
    node.children = _finish_all(node.children, page, linked=linked and node.tag not in UNLINKED)
    if "cite" in node.attributes:
        _finish_citation(node, page)
    if node.tag == "a":
        return _finish_link(node, page)
    if node.tag in HEADINGS:
        return _finish_heading(node, page)
    if node.tag == "table":
        return [scroller(node)]
    if node.tag == "pre":
        node.attributes["tabindex"] = "0"  # it scrolls, so the keyboard has to reach it
    return [node]


def _link_mentions(text: str, page: _Page) -> list[Node]:
    result: list[Node] = []
    end = 0
    for start, stop, url in find_mentions(text, page.context.mentions, page.reading):
        link = Element("a", {"href": site_address(url, page.base)}, [text[start:stop]])
        result += [text[end:start], link]
        end = stop
    return [*result, text[end:]] if end else [text]


def _resolve(target: str, page: _Page) -> str | None:
    """The address to write; None where there is none, which has been noted if it is a problem."""
    if target.startswith("#"):
        return _resolve_here(target, page)
    address = resolve(target, page.prose.path, page.base, page.context.targets)
    if isinstance(address, str) and "#" in address and not is_web(address):
        address = _aim(address, target, page)
    if isinstance(address, BadLink):
        page.bad_links[target] = address
        return None
    return address


def _resolve_here(target: str, page: _Page) -> str | None:
    """The address of a place in this text, or in what its page has around it."""
    fragment, names, anchors = target[1:], page.names, page.context.anchors
    name = names.renamed.get(unquote(fragment)) or find_name(fragment, names.ids)
    place = "#" + encode(fragment if name is None else BODY_ID + name)
    # A footnote that nothing leads to leads back all the same; a warning tells of it.
    is_back = fragment.startswith("fnref:")
    if name is None and fragment and anchors is not None and not is_back:
        url = page.context.targets.files.get(page.prose.path)
        if url is None or not anchors.has_template_id(url, unquote(fragment)):
            near = hint_name(unquote(fragment), names.ids)
            page.bad_links[target] = BadLink(f"no such heading here: '{unquote(target)}'", near)
            return None
    return site_address(page.prose.at, page.base) + place if page.prose.at else place


def _aim(address: str, target: str, page: _Page) -> str | BadLink:
    """An address whose fragment is one that its page has, as far as that can be told."""
    start = page.base or "./"
    anchors = page.context.anchors
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


def _finish_link(node: Element, page: _Page) -> list[Node]:
    address = _resolve(node.attributes["href"], page)
    if address is None or not text_of(node.children).strip():
        return node.children
    node.attributes["href"] = address
    return [node]


def _finish_citation(node: Element, page: _Page) -> None:
    address = _resolve(node.attributes.pop("cite"), page)
    if address is not None:
        node.attributes["cite"] = address


def _finish_image(node: Element, page: _Page, *, linked: bool) -> list[Node]:
    """A picture of the site's own, else a link to it: no request goes to another host."""
    alternative = node.attributes["alt"]
    target = node.attributes["src"]
    address = _resolve(target, page)
    if address is not None and address.startswith(("#", "mailto:", "tel:")):
        page.bad_links[target] = BadLink(
            f"'{target}' is no picture", "write a link, without the '!'"
        )
        address = None
    if address is None:
        return [alternative]
    if not is_web(address):
        node.attributes |= {"src": address, "loading": "lazy", "decoding": "async"}
        return [node]
    return [picture_link(alternative, address, linked=linked)]


def picture_link(alternative: str, address: str, *, linked: bool) -> Node:
    """What stands for a picture at another host: its words, linked where a link may stand."""
    words = alternative.strip() or f"Picture at {urlsplit(address).netloc}"
    return Element("a", {"href": address}, [words]) if linked else words


def _finish_heading(node: Element, page: _Page) -> list[Node]:
    """A level below each heading that it stands under, counted from the body's first level."""
    if not text_of(node.children).strip():
        return node.children
    level = int(node.tag[1])
    while page.levels and page.levels[-1] >= level:
        page.levels.pop()
    page.levels.append(level)
    node.tag = f"h{min(page.prose.heading + len(page.levels) - 1, 6)}"
    return [node]


def scroller(table: Element) -> Element:
    """A wide table scrolls by itself, also by keyboard."""
    caption = next(
        (c for c in table.children if isinstance(c, Element) and c.tag == "caption"), None
    )
    label = " ".join(text_of(caption.children).split()) if caption else ""
    attributes = {"class": "table", "role": "group", "aria-label": label or "Table"}
    return Element("div", {**attributes, "tabindex": "0"}, [table])
