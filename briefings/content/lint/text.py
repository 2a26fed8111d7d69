"""Lint one file's text as it is parsed; the warnings are cached with its entry.

    front matter, positions --lint--> warnings, problems
    body ---------------------'

A warning here depends on the file's text and the dialect alone, so it is valid as long as neither
changes. What depends on other files or on the clock is found in `editor.review` and `editor.notes`.
"""

from __future__ import annotations

from dataclasses import replace

from briefings.content import yaml_reader
from briefings.content.dialect import Dialect
from briefings.content.files import File
from briefings.content.frontmatter import FrontMatter
from briefings.content.lint.body import lint_body
from briefings.content.lint.comments import find_front_comments
from briefings.content.lint.cut_values import find_cut_values
from briefings.content.lint.numbers import lint_numbers
from briefings.content.positions import place_faults
from briefings.content.site_pages import read_page
from briefings.model import Problem

TEXT_KEYS = frozenset(
    {
        *("title", "summary", "says", "quote", "text", "note", "caption", "alt", "credit"),
        *("name", "unit", "of", "aliases", "not", "takeaways", "geometry", "authors"),
    }
)
"""Keys whose values are words for readers, which may contain a `#`."""


def lint(
    file: File, text: str, front: FrontMatter, yaml: yaml_reader.Tree, dialect: Dialect
) -> list[Problem]:
    """Return warnings about a file, and problems that its record can't show."""
    # An article's aliases are paths, which have no ` #` in them.
    keys = TEXT_KEYS - {"aliases"} if file.folder == "articles" else TEXT_KEYS
    faults = [*find_cut_values(front.block, yaml, keys), *lint_numbers(front.block, yaml)]
    faults += find_front_comments(front.block)
    start = len(text) - len(front.body.text) - front.start
    faults += [
        replace(fault, offset=start + fault.offset) for fault in lint_body(front.body.text, dialect)
    ]
    return place_faults(file, text, front, faults)


def lint_page(file: File, text: str, dialect: Dialect) -> list[Problem]:
    """Return problems and warnings about one of the site's own pages."""
    page = read_page(text)
    start = len(text) - len(page.text)
    found = lint_body(page.text, dialect.of_pages, is_page=True)
    faults = (*page.faults, *(replace(fault, offset=start + fault.offset) for fault in found))
    return place_faults(file, text, None, faults)
