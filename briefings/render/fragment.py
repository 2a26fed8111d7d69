"""HTML that MkDocs made of one of the site's own pages -> the same, safe and valid.

MkDocs has resolved the links between its files; what is left are those from the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefings.render.body import scroller
from briefings.render.conform import conform
from briefings.render.links import is_web, site_address
from briefings.render.nodes import Element, Node, parse_nodes, write_nodes
from briefings.render.sanitize import sanitize


def render_fragment(html: str, base: str) -> str:
    """The fragment for a page from which `base` leads to the site's root.

    Raises MarkdownError when it is nested too deeply.
    """
    return write_nodes(_finish(conform(parse_nodes(sanitize(html))), base))


def _finish(nodes: Iterable[Node], base: str) -> list[Node]:
    return [_finish_element(node, base) if isinstance(node, Element) else node for node in nodes]


def _finish_element(node: Element, base: str) -> Element:
    for name in ("href", "src"):
        address = node.attributes.get(name, "")
        if address.startswith("/") and not address.startswith("//"):
            node.attributes[name] = site_address(address.lstrip("/"), base)
    if node.tag == "img" and is_web(node.attributes.get("src", "")):
        words = node.attributes["alt"] or "Picture"
        return Element("a", {"href": node.attributes["src"]}, [words])
    node.children = _finish(node.children, base)
    return scroller(node) if node.tag == "table" else node
