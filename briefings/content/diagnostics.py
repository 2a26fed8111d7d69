"""A fault in the front matter, placed by keys and indexes rather than by line.

Whoever checks values knows that something is wrong with `("claims", 1, "by", 0)`; only the
file's YAML tree knows on which line that stands (`tree.locate`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from briefings.model.problem import Severity

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`at` says what to point at: the value, its key, or the mapping that should hold the key.

    A finding at what is `given` is none where the value isn't written, but a default.
    """

    where: Where
    message: str
    hint: str = ""
    at: Literal["value", "given", "key", "parent"] = "value"
    severity: Severity = "problem"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a file's text; `offset` counts characters from the start of what was parsed."""

    offset: int
    message: str
    hint: str = ""
    severity: Severity = "problem"


class Lines:
    """Where each line of a text starts, to tell the lines and columns of many characters."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
