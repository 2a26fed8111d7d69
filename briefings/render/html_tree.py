"""A small tree of HTML: what the steps after the sanitizer work on.

`parse_nodes` reads the sanitizer's output only, which is well-formed and has one way to write each
thing; `write_nodes` writes the same way. Text and attribute values are unescaped in between. The
tree belongs to one rendering, whose steps change it in place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefings.render.markdown import MarkdownError

VOID = frozenset({"br", "hr", "img", "input", "wbr"})
# The steps after this one recurse, and Python stops at 1,000 calls.
DEPTH = 100
TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"=<>]+="[^"]*")*)>|([^<]+)')
ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')


@dataclass(slots=True, eq=False)
class Element:
    """A tag with its attributes and what is in it; equal to itself alone."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


Node = Element | str


def parse_nodes(text: str) -> list[Node]:
    """Return the tree of sanitized HTML.

    Raises MarkdownError when it is more than 100 levels deep.
    """
    root: list[Node] = []
    siblings = root
    parents: list[list[Node]] = []
    for closing, tag, attributes, plain in TOKEN.findall(text):
        if plain:
            siblings.append(html.unescape(plain) if "&" in plain else plain)
        elif closing:
            siblings = parents.pop()
        else:
            values = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
            element = Element(tag, values)
            siblings.append(element)
            # nh3 closes all elements but these.
            if tag not in VOID:
                parents.append(siblings)
                siblings = element.children
                if len(parents) > DEPTH:
                    raise MarkdownError("the text is nested too deeply", "use fewer levels")
    return root


def write_nodes(nodes: Iterable[Node]) -> str:
    parts: list[str] = []
    _write(nodes, parts)
    return "".join(parts)


def _write(nodes: Iterable[Node], parts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(html.escape(node, quote=False))
            continue
        attributes = "".join(
            f' {name}="{html.escape(value)}"' if value or name == "alt" else f" {name}"
            for name, value in node.attributes.items()
        )
        parts.append(f"<{node.tag}{attributes}>")
        if node.tag not in VOID:
            _write(node.children, parts)
            parts.append(f"</{node.tag}>")


def text_of(nodes: Iterable[Node]) -> str:
    """Return the text that a reader perceives, pictures' alternatives included."""
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "img":
            parts.append(node.attributes.get("alt", ""))
        else:
            parts.append(text_of(node.children))
    return "".join(parts)
