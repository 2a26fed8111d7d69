"""Footnotes that won't be rendered as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect

NOTE = re.compile(r"^([ \t]{0,3}(?:>[ \t]?)*+)\[\^([^\]\n]+)\]:", re.MULTILINE)
MARK = re.compile(r"(?<!\\)\[\^([^\]\s\[]+)\]")
# Pandoc's and Obsidian's `^[words]`: https://pandoc.org/MANUAL.html#extension-inline_notes After a
# letter it may be a power, unless it has a blank in it.
INLINE = re.compile(
    r"(?<![\\\w\]])\^\[[^\[\]\n]+\](?!\()|(?<=\w)\^\[[^\[\]\n]{1,99}? [^\[\]\n]*\](?!\()"
)


def find_footnote_faults(prose: str, dialect: Dialect) -> Iterator[Fault]:
    """Find faulty footnotes; `prose` has neither code nor comments."""
    if "^" not in prose:
        return
    if match := INLINE.search(prose):
        hint = "write [^1] here, and '[^1]: …' as a paragraph of its own"
        yield Fault(match.start(), "a footnote in place: readers would see it", hint, "warning")
    if "[^" not in prose:
        return
    notes = {match[2]: match.start() + len(match[1]) for match in NOTE.finditer(prose)}
    places = {match.start() + len(match[1]) for match in NOTE.finditer(prose)}
    marks: dict[str, int] = {}
    for match in MARK.finditer(prose):
        if match.start() not in places:
            marks.setdefault(match[1], match.start())
    if not dialect.has("footnotes"):
        if marks or notes:
            yield Fault(
                min([*marks.values(), *places]),
                "a footnote, which the site's Markdown doesn't have",
                "add 'footnotes' to markdown_extensions, or set markdown: gfm",
            )
        return
    # cmark matches labels of footnotes regardless of case, Python-Markdown only as written.
    fold = str.casefold if dialect.engine == "gfm" else str
    named, used = {fold(name) for name in notes}, {fold(name) for name in marks}
    for name, place in _find_repeated(prose, fold):
        message = f"another footnote '[^{name}]': one of the two is left out"
        yield Fault(place, message, "give it a name of its own", "warning")
    for name, place in marks.items():
        if fold(name) not in named:
            message, hint = f"the footnote '[^{name}]' isn't there", f"write it: '[^{name}]: …'"
            yield Fault(place, message, hint, "warning")
    for name, place in notes.items():
        if fold(name) not in used:
            message = f"nothing leads to the footnote '[^{name}]'"
            yield Fault(place, message, f"write '[^{name}]' in the text, or remove it", "warning")


def _find_repeated(prose: str, fold: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for match in NOTE.finditer(prose):
        name = fold(match[2])
        if name in seen:
            yield match[2], match.start() + len(match[1])
        seen.add(name)
