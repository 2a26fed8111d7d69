"""HTML that MkDocs made of one of the site's own pages -> the same, safe and valid.

MkDocs has resolved the links between its files; what is left are those from the site's root and
those to other hosts. Ids stay as they are, since MkDocs' links name them.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefings.render.body import picture_link, scroller
from briefings.render.html_conformance import conform
from briefings.render.html_tree import Element, Node, parse_nodes, write_nodes
from briefings.render.links import SCHEME, BadLink, Targets, encode, is_web, resolve
from briefings.render.sanitize import sanitize


def render_fragment(html: str, base: str) -> str:
    """The fragment for a page from which `base` leads to the site's root.

    Raises MarkdownError when it is nested too deeply.
    """
    return write_nodes(_finish_all(conform(parse_nodes(sanitize(html))), base, linked=True))


def _finish_all(nodes: Iterable[Node], base: str, *, linked: bool) -> list[Node]:
    """`linked`: whether a link may stand here."""
    result: list[Node] = []
    for node in nodes:
        result += _finish(node, base, linked=linked) if isinstance(node, Element) else [node]
    return result


def _finish(node: Element, base: str, *, linked: bool) -> list[Node]:
    if node.tag == "img":
        return _finish_image(node, base, linked=linked)
    node.children = _finish_all(node.children, base, linked=linked and node.tag != "a")
    for name in ("cite", "href"):
        if name in node.attributes:
            address = _address(node.attributes.pop(name), base)
            if address is not None:
                node.attributes[name] = address
            elif node.tag == "a":
                return node.children
    return [scroller(node)] if node.tag == "table" else [node]


def _finish_image(node: Element, base: str, *, linked: bool) -> list[Node]:
    address = _address(node.attributes["src"], base)
    if address is None:
        return [node.attributes["alt"]]
    if address.startswith(("#", "mailto:", "tel:")):
        return [node.attributes["alt"]]
    if is_web(address):
        return [picture_link(node.attributes["alt"], address, linked=linked)]
    node.attributes["src"] = address
    return [node]


def _address(target: str, base: str) -> str | None:
    """The address to write; None for one that no browser could follow."""
    target = target.replace("\\", "/")
    if not target.startswith("/") and not SCHEME.fullmatch(target):
        place, mark, part = target.partition("#")
        return encode(place) + mark + encode(part)
    address = resolve(target, "", base, Targets({}))
    return None if isinstance(address, BadLink) else address
