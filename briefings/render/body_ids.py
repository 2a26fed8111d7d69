"""The ids of a body: each once, with the prefix that keeps them apart from those of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefings.render.heading_ids import AUTOMATIC, name_words
from briefings.render.html_conformance import HEADINGS
from briefings.render.html_tree import Element, Node, text_of
from briefings.render.links import BODY_ID

MARKS = frozenset({"footnote-ref", "headerlink"})


@dataclass(slots=True)
class BodyIds:
    """The ids of a body, without their prefix; `renamed` maps automatic ids to those given."""

    ids: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


def assign_ids(nodes: list[Node]) -> BodyIds:
    """Give each heading an id, and each id the prefix of bodies; return the ids without it."""
    found = BodyIds()
    for heading in _keep_ids(nodes, found):
        _name_heading(heading, found)
    return found


def _keep_ids(nodes: list[Node], found: BodyIds) -> list[Element]:
    """Leave each id to the first element that has it; return the headings without an id."""
    unnamed = []
    for node in nodes:
        if isinstance(node, Element):
            name = node.attributes.get("id")
            if node.tag in HEADINGS and (not name or name.startswith(AUTOMATIC)):
                unnamed.append(node)
            # Of two elements with one id, browsers scroll to the first:
            # https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute
            elif name in found.ids:
                del node.attributes["id"]
            elif name:
                found.ids.add(name)
                node.attributes["id"] = BODY_ID + name
            unnamed += _keep_ids(node.children, found)
    return unnamed


def _name_heading(heading: Element, found: BodyIds) -> None:
    """A name of its words, numbered if it is taken."""
    name = slug = name_words(text_of(_without_marks(heading.children)))
    while name in found.ids:
        found.numbers[slug] = found.numbers.get(slug, 0) + 1
        name = f"{slug}-{found.numbers[slug]}"
    automatic = heading.attributes.pop("id", None)
    if name:
        found.ids.add(name)
        heading.attributes["id"] = BODY_ID + name
        # Links may name the id that Python-Markdown's `toc` has made.
        if automatic:
            found.renamed[automatic] = name


def _without_marks(nodes: list[Node]) -> Iterator[Node]:
    """A heading without its mark of a footnote, and without the link to itself."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif MARKS.isdisjoint(node.attributes.get("class", "").split()):
            yield Element(node.tag, node.attributes, [*_without_marks(node.children)])
