"""Syntax of other programs, or of disabled Markdown extensions: readers would see it literally.

Each kind is reported once a text, at its first occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect
from briefings.model.problem import Severity

MARKS = "%{~|<=[*?!/:.\n"
"""A single character is found faster than a word; rarest first."""
REMOVE = "remove it: no other program's shortcodes are read here"


@dataclass(frozen=True, eq=False)
class Syntax:
    """A kind of syntax; each match of `pattern` contains one of `needs`.

    With one of the `extensions` enabled, it is supported. `rendered`: a plugin of MkDocs may
    support it in the site's own pages.
    """

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    hint: str = REMOVE
    extensions: tuple[str, ...] = ()
    rendered: bool = False

    @cached_property
    def marks(self) -> frozenset[str]:
        """For each of `needs`, its character that is rarest in texts."""
        return frozenset(next(char for char in MARKS if char in needed) for needed in self.needs)


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]{{0,3}}{pattern}", re.MULTILINE)


def _add(extension: str) -> str:
    return f"add '{extension}' to markdown_extensions, or remove it"


# Patterns are possessive (`*+`) or bounded, so that none backtracks over a hostile text of 1 MiB.
NOTES = (
    Syntax(
        ("%%",),
        re.compile(r"(?<![\w%])%%(?!%)(?=\S| \S|\n\S)[^%]*+%%(?![\w%])"),
        "a comment of Obsidian's is no comment here: readers would see it",
        "write '<!-- … -->'",
    ),
    Syntax(
        ("{#", "{%"),
        re.compile(r"\{# [^{}\n]*#\}|\{%-?\s*(?:end)?comment\s*-?%\}"),
        "a comment of a template is no comment here: readers would see it",
        "write '<!-- … -->'",
        rendered=True,
    ),
    Syntax(
        ("{{",),
        re.compile(r"\{\{[<%]?\s*/\*"),
        "a comment of Hugo's is no comment here: readers would see it",
        "write '<!-- … -->'",
    ),
    Syntax(
        # https://kramdown.gettalong.org/syntax.html#extensions
        ("{::comment",),
        re.compile(r"\{::comment\b"),
        "a comment of kramdown's is no comment here: readers would see it",
        "write '<!-- … -->'",
    ),
    Syntax(
        # https://facelessuser.github.io/pymdown-extensions/extensions/critic/
        ("{>>",),
        re.compile(r"\{>>"),
        "an editor's remark in CriticMarkup: readers would see it",
        "write '<!-- … -->'",
        ("pymdownx.critic",),
    ),
    Syntax(
        ("[//]:", "[comment]:", "[_]:"),
        _line(r"\[(?://|comment|_)\]:[ \t]*+#(?![ \t]*+[(\"'][^\n]*[)\"'][ \t]*+$)[^\n]*\S"),
        "a comment by way of a link's definition: readers would see it",
        "write '<!-- … -->'",
    ),
)
"""Notes that were never meant for readers: problems."""

SHORTCODES = (
    Syntax(
        ("{{",),
        re.compile(r"\{\{[<%][ \t]*+/?[ \t]*+[\w.-]+"),
        "a shortcode of Hugo's: readers would see it as it stands",
    ),
    Syntax(
        ("{%",),
        re.compile(r"\{%-?[ \t]*+\w"),
        "a tag of Jekyll's, or of a template: readers would see it as it stands",
        rendered=True,
    ),
    Syntax(
        ("{{",),
        re.compile(r"\{\{-?[ \t]*+[\w.\"'$][^{}\n]*\}\}"),
        "a variable of a template: readers would see it as it stands",
        rendered=True,
    ),
    Syntax(
        ("!!!",),
        _line(r"!!![ \t]+\w"),
        "an admonition: readers would see it as it stands",
        _add("admonition"),
        ("admonition",),
    ),
    Syntax(
        ("???",),
        _line(r"\?\?\?\+?[ \t]+\w"),
        "a collapsible block: readers would see it as it stands",
        _add("pymdownx.details"),
        ("pymdownx.details",),
    ),
    Syntax(
        ("===",),
        _line(r"===[!+]?[ \t]+\""),
        "a tab: readers would see it as it stands",
        _add("pymdownx.tabbed"),
        ("pymdownx.tabbed",),
    ),
    Syntax(
        (":::",),
        _line(r":::+[ \t]*+[\w{]"),
        "a container of another program: readers would see it as it stands",
        "write a quote ('> '), or remove the ':::'",
        ("mkdocstrings",),
        rendered=True,
    ),
    Syntax(
        # https://facelessuser.github.io/pymdown-extensions/extensions/blocks/
        ("///",),
        _line(r"///+[ \t]+\w"),
        "a block: readers would see it as it stands",
        "add the block's extension (such as 'pymdownx.blocks.admonition'), or remove it",
        tuple(
            f"pymdownx.blocks.{name}"
            for name in ("admonition", "caption", "definition", "details", "html", "tab")
        ),
    ),
    Syntax(
        ("[!",),
        re.compile(r"^[ \t]{0,3}>[ \t]*+\[![A-Za-z]+\][+-]?", re.MULTILINE),
        "an alert of GitHub's: readers would see its mark as it stands",
        "begin the quote with a word in bold, such as '**Note**'",
        (
            "markdown_callouts",
            "callouts",
            "github-callouts",
            "obsidian_callouts",
            "pymdownx.quotes",
        ),
        rendered=True,
    ),
    Syntax(
        # https://facelessuser.github.io/pymdown-extensions/extensions/snippets/
        ("8<",),
        _line(r"(?:;*--8<--|-+8<-+)"),
        "a snippet: readers would see its mark as it stands",
        "write out what it stands for",
        ("pymdownx.snippets",),
    ),
    Syntax(
        ("{!",),
        re.compile(r"\{![^{}\n]+!\}"),
        "an included file: readers would see its mark as it stands",
        "write out what it stands for",
        ("markdown_include.include", "markdown_include"),
        rendered=True,
    ),
    Syntax(
        ("[[",),
        re.compile(r"(?<![\w\[\\])!?\[\[(?!_?TOC_?\]\])[^\[\]\n]+\]\](?![(\[:])", re.IGNORECASE),
        "a link of a wiki's: readers would see it as it stands",
        "write [words](file.md)",
        ("wikilinks", "mdx_wikilink_plus", "ezlinks"),
        rendered=True,
    ),
    Syntax(
        ("[/", "[caption", "[embed", "[gallery", "[playlist", "[quote", "[url", "[img"),
        _line(r"\[/?(?:caption|embed|gallery|playlist|quote|img|url)\b[^\[\]\n]*\](?![(:\[])"),
        "a shortcode of WordPress', or of a forum: readers would see it as it stands",
    ),
    Syntax(
        (".. ",),
        _line(r"\.\.[ \t]+[a-z][\w-]*::"),
        "a directive of reStructuredText: readers would see it as it stands",
        "remove it: the text is Markdown",
    ),
    Syntax(
        ("<<",),
        _line(r"<<\[[^\]\n]+\]|^<<<[ \t]?[@/\w]"),
        "an included file: readers would see its mark as it stands",
        "write out what it stands for",
    ),
)

EXTENSIONS = (
    Syntax(
        ("{:", "{#", "{ #", "{."),
        re.compile(
            r"\{:[ \t]*+[#.\w][^{}\n]*\}|^#{1,6}[ \t][^{\n]*+\{ ?[#.][\w-]++[^{}\n]*+\}[ \t]*+$",
            re.MULTILINE,
        ),
        "a list of attributes: readers would see it as it stands",
        _add("attr_list"),
        ("attr_list",),
    ),
    Syntax(
        ("~~",),
        re.compile(r"(?<![~\\\w])~~(?![\s~])[^~\n]*[^\s~]~~(?!~)"),
        "words struck through: readers would see the '~~'",
        "add 'pymdownx.tilde' to markdown_extensions, or write <del>words</del>",
        ("pymdownx.tilde", "strikethrough", "mdx_del_ins", "del_ins", "markdown_del_ins"),
    ),
    Syntax(
        ("|-", "| -", "-|", "- |", "|:", "| :"),
        _line(r"[^|\n]*+\|[^\n]*+\n[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$"),
        "a table: readers would see it as it stands",
        _add("tables"),
        ("tables",),
    ),
    Syntax(
        ("\n:",),
        re.compile(r"^[^\s:#>|-][^\n]*\n{1,2}:[ \t]+\S", re.MULTILINE),
        "a definition: readers would see its ':'",
        _add("def_list"),
        ("def_list",),
    ),
    Syntax(
        ("*[",),
        _line(r"\*\[[^\]\n]+\]:[ \t]"),
        "an abbreviation: readers would see it as it stands",
        _add("abbr"),
        ("abbr",),
    ),
    Syntax(
        ("[ ]", "[x]", "[X]"),
        re.compile(r"^[ \t]*+(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE),
        "a task: readers would see its brackets",
        _add("pymdownx.tasklist"),
        ("pymdownx.tasklist", "tasklist", "markdown_checklist.extension", "mdx_checkbox"),
    ),
    Syntax(
        ("==",),
        re.compile(r"(?<![=\\\w])==(?![\s=])[^=\n]*[^\s=]==(?![=\w])"),
        "words marked: readers would see the '=='",
        _add("pymdownx.mark"),
        ("pymdownx.mark", "mdx_mark", "markdown_mark"),
    ),
    Syntax(
        ("{++", "{--", "{==", "{~~"),
        re.compile(r"\{(?:\+\+|--|==|~~)[^{}\n]*(?:\+\+|--|==|~~)\}"),
        "a change in CriticMarkup: readers would see it as it stands",
        "accept the change or reject it",
        ("pymdownx.critic",),
    ),
    Syntax(
        (":",),
        re.compile(r":(?<![^\s(]:)[a-z][a-z_]*+:(?=[\s.,;:!?)]|\Z)"),
        "a short name of an emoji: readers would see it as it stands",
        "write the character itself",
        ("pymdownx.emoji", "emoji", "pymdownx.emoji1"),
        rendered=True,
    ),
)
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
