"""Which Markdown the site's texts are written in, as far as checking them depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EXTRA = frozenset({"abbr", "attr_list", "def_list", "fenced_code", "footnotes", "tables"})
BUNDLES = {"extra": EXTRA | {"md_in_html"}, "pymdownx.extra": EXTRA | {"md_in_html"}}
OWN = frozenset({"footnotes", "strikethrough", "tables", "tasklist", "fenced_code"})
"""What cmark has, as it is set up here."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown engine of articles, and Python-Markdown's extensions by name or module, which
    the site's own pages have with either engine."""

    engine: Literal["python-markdown", "gfm"] = "python-markdown"
    extensions: tuple[str, ...] = ()

    def describe(self) -> bytes:
        """A text that is equal only for equal dialects."""
        return "\0".join((self.engine, *self.extensions)).encode()

    @property
    def of_pages(self) -> Dialect:
        """The dialect of the site's own pages, which MkDocs renders."""
        return Dialect("python-markdown", self.extensions)

    def has(self, *names: str) -> bool:
        """Whether one of some extensions is on, by itself or as a part of another one."""
        if self.engine == "gfm":
            return not OWN.isdisjoint(names)
        return any(
            short in names or not BUNDLES.get(short, frozenset()).isdisjoint(names)
            for short in map(_short, self.extensions)
        )


def _short(name: str) -> str:
    """An extension's name as MkDocs' documentation has it: `toc` for
    `markdown.extensions.toc:TocExtension`."""
    return name.partition(":")[0].removeprefix("markdown.extensions.")
