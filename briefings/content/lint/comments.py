"""Comments in a text that readers would see, or that swallow what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefings.content.diagnostics import Fault
from briefings.content.markup.code_and_comments import Scan

DECLARATION = re.compile(r"(?<!\\)<[!?]")
ESCAPED = re.compile(r"&(?:lt|#0*+60|#x0*+3c);!--", re.IGNORECASE)
MOST = 20
"""Maximum number of faults of one kind reported for a text."""
AS_CODE = "remove it, or write it as code, in backticks"


def find_comment_faults(text: str, scanned: Scan) -> Iterator[Fault]:
    """Find faults in the comments of a body; offsets count from its start."""
    if scanned.unclosed is not None:
        yield Fault(
            scanned.unclosed,
            "a comment that is never closed: all that follows is hidden, or all of it shown",
            "end it with '-->'",
        )
    for start, end in scanned.comments:
        if text.startswith((">", "->"), start + 4):
            yield Fault(start, f"'{text[start:end][:6]}…' is no comment", "write '<!-- … -->'")
    if ">" in scanned.prose:
        yield from islice(_find_ends(scanned.prose), MOST)
    if "!--" in scanned.prose:
        for match in islice(ESCAPED.finditer(scanned.prose), MOST):
            message = "a comment written as text: readers would see it"
            yield Fault(match.start(), message, "write '<!-- … -->', or as code, in backticks")
    if "<" in scanned.prose:
        for match in islice(DECLARATION.finditer(scanned.prose), MOST):
            yield Fault(
                match.start(),
                f"'{match[0]}' begins neither a comment nor a tag",
                "a comment is '<!-- … -->', with two hyphens at either end",
            )
    for start, end in scanned.indented:
        place = text.find("<!--", start, end)
        if place >= 0:
            yield Fault(
                place,
                "a comment in indented code is shown to readers",
                "indent it by less than four spaces, or put the code between lines of ```",
                "warning",
            )


def _find_ends(prose: str) -> Iterator[Fault]:
    place = prose.find("-->")
    while place >= 0:
        yield Fault(place, "'-->' ends no comment here, so readers see it", AS_CODE)
        place = prose.find("-->", place + 3)


def find_front_comments(block: str) -> Iterator[Fault]:
    """Find HTML comments in front matter, where they are plain text."""
    place = block.find("<!--")
    while place >= 0:
        line_start = block.rfind("\n", 0, place) + 1
        if not block[line_start:place].lstrip().startswith("#"):
            yield Fault(
                place,
                "a comment of HTML in front matter, where readers see it",
                "write it on a line of its own that begins with '#'",
            )
        place = block.find("<!--", place + 4)
