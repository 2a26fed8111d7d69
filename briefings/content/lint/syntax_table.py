"""Kinds of syntax that no text has here: of other programs, and of disabled Markdown extensions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

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
