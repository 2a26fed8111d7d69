"""Unresolved merge conflicts of git."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.content.diagnostics import Fault
from briefings.content.frontmatter import FrontMatter

# https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
MARKER = re.compile(
    r"^[ \t]*+(?:>[ \t]++)*+(<{7}|>{7}|\|{7})(?:[ \t][^\n]*|(?<=[<|]{7})[\w.][^\n]*)?$",
    re.MULTILINE,
)


def find_conflicts(text: str) -> Iterator[Fault]:
    """Find conflicts: one fault each, at the first marker; offsets count from the text's start.

    `=======` alone is no marker: in Markdown, it makes a heading of the line above.
    """
    if not ("<" in text or ">" in text or "|" in text):
        return
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return
    is_open = False
    for match in MARKER.finditer(text):
        begins, ends = match[1][0] == "<", match[1][0] == ">"
        if begins or not is_open:
            yield Fault(
                match.start(1),
                "a conflict that git left open",
                "keep one of the two versions, and remove the lines of '<<<<<<<' to '>>>>>>>'",
            )
        is_open = not ends


def find_front_conflicts(text: str, front: FrontMatter | Fault) -> list[Fault]:
    """Find conflicts in front matter, which hide all other faults there.

    Returns all conflicts of the file if where front matter ends can't be determined.
    """
    if isinstance(front, Fault):
        return list(find_conflicts(text))
    end = len(text) - len(front.body.text)
    return [fault for fault in find_conflicts(text) if fault.offset < end]
