"""The last step of a text on its way into a page: addresses, pictures and tables fit the page.

`Finisher` has what bodies and the site's own pages have in common; each says itself how addresses
are resolved. Nodes are changed in place.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from briefings.render.html_tree import Element, Node, text_of
from briefings.render.links import is_web

NO_PICTURE = ("#", "mailto:", "tel:")
"""How addresses begin that can't be a picture's."""


class Finisher(ABC):
    """Finishes the nodes of one text.

    Within `unlinked` tags no link may be added. `picture_attributes` are given to each picture.
    """

    unlinked: ClassVar[frozenset[str]]
    picture_attributes: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def resolve(self, target: str) -> str | None:
        """Return the address to write for a target; None to write none."""

    @abstractmethod
    def finish_link(self, node: Element) -> list[Node]:
        """An `a` with its address resolved, or what is in it where that leads nowhere."""

    def resolve_picture(self, target: str) -> str | None:
        """Return the address to write for a picture; None to write none."""
        address = self.resolve(target)
        return None if address is None or address.startswith(NO_PICTURE) else address

    def finish_text(self, text: str) -> list[Node]:
        """A text where links may be added."""
        return [text]

    def finish_element(self, node: Element) -> list[Node]:
        """An element that needs nothing in every text."""
        return [node]

    def finish(self, nodes: Iterable[Node], *, linked: bool = True) -> list[Node]:
        """All nodes, finished; `linked`: whether links may be added here."""
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, Element):
                result += self._finish(node, linked=linked)
            elif linked and not node.isspace():
                result += self.finish_text(node)
            else:
                result.append(node)
        return result

    def _finish(self, node: Element, *, linked: bool) -> list[Node]:
        if node.tag == "img":
            return self._finish_picture(node, linked=linked)
        node.children = self.finish(node.children, linked=linked and node.tag not in self.unlinked)
        # No browser shows where a quotation comes from, so nobody would see it break.
        if "cite" in node.attributes:
            address = self.resolve(node.attributes.pop("cite"))
            if address is not None:
                node.attributes["cite"] = address
        if node.tag == "a":
            return self.finish_link(node)
        if node.tag == "table":
            return [_make_scrollable(node)]
        return self.finish_element(node)

    def _finish_picture(self, node: Element, *, linked: bool) -> list[Node]:
        """A picture of the site's own, else a link to it: no request goes to another host."""
        alternative = node.attributes["alt"]
        address = self.resolve_picture(node.attributes["src"])
        if address is None:
            return [alternative]
        if not is_web(address):
            node.attributes |= {"src": address, **self.picture_attributes}
            return [node]
        words = alternative.strip() or f"Picture at {urlsplit(address).netloc}"
        return [Element("a", {"href": address}, [words]) if linked else words]


def _make_scrollable(table: Element) -> Element:
    """A wide table scrolls by itself, also by keyboard."""
    caption = next(
        (c for c in table.children if isinstance(c, Element) and c.tag == "caption"), None
    )
    label = " ".join(text_of(caption.children).split()) if caption else ""
    attributes = {"class": "table", "role": "group", "aria-label": label or "Table"}
    return Element("div", {**attributes, "tabindex": "0"}, [table])
