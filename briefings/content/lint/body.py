"""Markdown that probably doesn't mean what was intended, found before it is converted.

    body --scan--> prose --find_*--> problems, warnings

Offsets count from the start of the body. Ordinary prose costs a few searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect
from briefings.content.lint.comments import MOST, find_comment_faults
from briefings.content.lint.footnotes import find_footnote_faults
from briefings.content.lint.foreign_syntax import find_syntax
from briefings.content.lint.html import find_left_out
from briefings.content.markup.code_and_comments import scan
from briefings.content.merge_conflicts import find_conflicts


def lint_body(text: str, dialect: Dialect, *, is_page: bool = False) -> Iterator[Fault]:
    """Return the faults in a body.

    `is_page`: it is one of the site's own pages, which plugins of MkDocs may change before
    conversion.
    """
    scanned = scan(text)
    prose = scanned.prose
    yield from islice(find_conflicts(prose), MOST)
    yield from find_comment_faults(text, scanned)
    yield from find_left_out(prose, dialect)
    yield from find_footnote_faults(prose, dialect)
    yield from find_syntax(prose, dialect, is_page)
