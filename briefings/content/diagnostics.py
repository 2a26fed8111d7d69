"""Faults in front matter, placed by keys and indexes rather than by line.

Validation knows that something is wrong with `("claims", 1, "by", 0)`; only the file's YAML tree
knows the line (`yaml_reader.locate`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefings.model.problem import Problem, Severity

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`at` says what to point at: the value, its key, or the mapping that lacks the key.

    One at what is `given` is dropped if the value is a default that isn't written in the file.
    """

    where: Where
    message: str
    hint: str = ""
    at: Literal["value", "given", "key", "parent"] = "value"
    severity: Severity = "problem"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a file's text; `offset` counts characters from the start of the parsed part."""

    offset: int
    message: str
    hint: str = ""
    severity: Severity = "problem"


class Lines:
    """Offsets of the lines of a text, to place many characters."""

    def __init__(self, text: str) -> None:
        # Once a text: to count the line breaks before each of many faults takes the square of its
        # length.
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def split_by_severity(
    found: Iterable[Problem],
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return problems, which keep a file from being used, and warnings."""
    found = tuple(found)
    return (
        tuple(item for item in found if item.severity == "problem"),
        tuple(item for item in found if item.severity == "warning"),
    )
