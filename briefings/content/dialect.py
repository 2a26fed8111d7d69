"""The Markdown dialect of the site's texts, as far as validation depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EXTRA = frozenset({"abbr", "attr_list", "def_list", "fenced_code", "footnotes", "tables"})
# https://python-markdown.github.io/extensions/extra/
BUNDLES = {"extra": EXTRA | {"md_in_html"}, "pymdownx.extra": EXTRA | {"md_in_html"}}
OWN = frozenset({"footnotes", "strikethrough", "tables", "tasklist", "fenced_code"})
"""Extensions of cmark that are enabled."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The articles' Markdown engine, and Python-Markdown's extensions by name or module.

    The site's own pages have the extensions with either engine.
    """

    engine: Literal["python-markdown", "gfm"] = "python-markdown"
    extensions: tuple[str, ...] = ()

    def describe(self) -> bytes:
        """Return a text that is equal only for equal dialects."""
        return "\0".join((self.engine, *self.extensions)).encode()

    @property
    def of_pages(self) -> Dialect:
        """Return the dialect of the site's own pages, which MkDocs renders."""
        return Dialect("python-markdown", self.extensions)

    def has(self, *names: str) -> bool:
        """Return whether one of some extensions is enabled, directly or as part of a bundle."""
        if self.engine == "gfm":
            return not OWN.isdisjoint(names)
        return any(
            short in names or not BUNDLES.get(short, frozenset()).isdisjoint(names)
            for short in map(_short, self.extensions)
        )


def _short(name: str) -> str:
    """Shorten an extension's name as MkDocs does.

    `toc` stands for `markdown.extensions.toc:TocExtension`.
    """
    return name.partition(":")[0].removeprefix("markdown.extensions.")
