"""Where a file's front matter ends and its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefings.content.finding import Fault
from briefings.model import Body

OPENING = re.compile(r"---[ \t]*(?:\n|$)")
CLOSING = re.compile(r"\n---[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the two `---` lines, where it starts in the file, and what follows it."""

    block: str
    start: int
    body: Body


def split(text: str) -> FrontMatter | Fault:
    """Cut a file's text, whose line ends are LF, in two."""
    opening = OPENING.match(text)
    if opening is None:
        return Fault(0, "no front matter", "begin the file with a line of '---'")
    start = opening.end()
    # The closing line may follow at once, so its line break may be the opening line's.
    closing = CLOSING.search(text, start - 1)
    if closing is None:
        return Fault(0, "unclosed front matter", "end it with a line of '---'")
    block = text[start : closing.start() + 1]
    end = closing.end()
    return FrontMatter(block, start, Body(text[end:], text.count("\n", 0, end) + 1))
