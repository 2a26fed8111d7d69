"""HTML that MkDocs made of one of the site's own pages -> the same, safe and valid.

MkDocs has resolved the links between its files; what is left are those from the site's root and
those to other hosts. Ids stay as they are, since MkDocs' links name them.
"""

from __future__ import annotations

from collections.abc import Callable

from briefings.model import Problem
from briefings.render.finishing import Finisher
from briefings.render.html_conformance import conform
from briefings.render.html_tree import Element, Node, parse_nodes, write_nodes
from briefings.render.links import SCHEME, BadLink, Targets, encode, resolve
from briefings.render.markdown import MarkdownError, SlowError
from briefings.render.sanitize import sanitize


def render_site_page(html: str, base: str) -> str:
    """Return the HTML for a page from which `base` leads to the site's root.

    Raises MarkdownError when it is nested too deeply.
    """
    return write_nodes(_SitePageFinisher(base).finish(conform(parse_nodes(sanitize(html)))))


class Conversions:
    """Converts the site's own pages, up to the first that takes too long.

    The next ones might take as long: a hundred such pages would keep an editor waiting for minutes.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.is_over = False

    def run(self, path: str, line: int, convert: Callable[[], object]) -> None:
        """Convert the page at `path`, whose text begins in `line`, unless one was too slow."""
        if self.is_over:
            return
        try:
            convert()
        except MarkdownError as error:
            # Nested too deeply is found at once; only time adds up.
            self.is_over = isinstance(error, SlowError)
            self.problems.append(Problem(path, line, 1, error.message, error.hint))


class _SitePageFinisher(Finisher):
    unlinked = frozenset({"a"})

    def __init__(self, base: str) -> None:
        self._base = base

    def resolve(self, target: str) -> str | None:
        """Return the address to write; None for one that no browser could follow."""
        target = target.replace("\\", "/")
        if not target.startswith("/") and not SCHEME.fullmatch(target):
            place, mark, part = target.partition("#")
            return encode(place) + mark + encode(part)
        address = resolve(target, "", self._base, Targets({}))
        return None if isinstance(address, BadLink) else address

    def finish_link(self, node: Element) -> list[Node]:
        address = self.resolve(node.attributes.pop("href"))
        if address is None:
            return node.children
        node.attributes["href"] = address
        return [node]
