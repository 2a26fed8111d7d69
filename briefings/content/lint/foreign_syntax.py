"""Syntax of other programs, or of disabled Markdown extensions: readers would see it literally.

Each kind is reported once a text, at its first occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect
from briefings.content.lint.syntax_table import EXTENSIONS, NOTES, SHORTCODES, Syntax
from briefings.model.problem import Severity

PLACES = ("[toc", "[TOC", "[Toc", "[_TOC", "[[_TOC", "{toc}", "{:toc", "{: toc")
CONTENTS = re.compile(
    r"^[ \t]{0,3}(?:\[\[?_?TOC_?\]\]?|\$\{toc\}|\{: ?toc[^{}\n]*\})[ \t]*+$",
    re.MULTILINE | re.IGNORECASE,
)


def _by_mark() -> dict[str, list[tuple[Syntax, Severity]]]:
    kinds: tuple[tuple[tuple[Syntax, ...], Severity], ...]
    kinds = (NOTES, "problem"), (SHORTCODES, "warning"), (EXTENSIONS, "warning")
    found: dict[str, list[tuple[Syntax, Severity]]] = {}
    for syntaxes, severity in kinds:
        for syntax in syntaxes:
            for mark in syntax.marks:
                found.setdefault(mark, []).append((syntax, severity))
    return found


BY_MARK = _by_mark()
BRACKET = re.compile(r"\[(?:[/!\[ xX_]|caption|comment|embed|gallery|img|playlist|quote|url)|\*\[")
"""Precondition of everything that begins with a bracket; most brackets are links."""


def find_syntax(prose: str, dialect: Dialect, is_page: bool) -> Iterator[Fault]:
    """Find unsupported syntax; `prose` has neither code nor comments.

    In the site's own pages, syntax that a plugin of MkDocs may support is skipped.
    """
    there = [mark for mark in BY_MARK if mark in prose]
    if "[" in there and not BRACKET.search(prose):
        there.remove("[")
    for syntax, severity in {pair: None for mark in there for pair in BY_MARK[mark]}:
        if not any(needed in prose for needed in syntax.needs):
            continue
        if (is_page and syntax.rendered) or dialect.has(*syntax.extensions):
            continue
        if match := syntax.pattern.search(prose):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            hint = syntax.hint
            # Only Python-Markdown's extensions can be chosen; cmark's are fixed
            # (`content/cmark.py`).
            if dialect.engine == "gfm" and hint.startswith("add "):
                hint = "remove it: what GitHub shows has none"
            yield Fault(start, syntax.message, hint, severity)
    if "TOC" in prose or "toc" in prose or "Toc" in prose:
        yield from _find_contents(prose, dialect)


def _find_contents(prose: str, dialect: Dialect) -> Iterator[Fault]:
    if not any(needed in prose for needed in PLACES):
        return
    for match in CONTENTS.finditer(prose):
        if match[0].strip() != "[TOC]" or not dialect.has("toc", "pymdownx.toc"):
            place = match.start() + len(match[0]) - len(match[0].lstrip())
            hint = "remove it" + ("" if dialect.engine == "gfm" else ", or write [TOC]")
            message = "a place for a table of contents: readers would see it as it stands"
            yield Fault(place, message, hint, "warning")
            return
