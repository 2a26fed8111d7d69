"""What is wrong with content, or may be, as data: adapters print it, none raises it by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["problem", "warning", "note"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one file, placed where an editor has to mend it.

    With a problem nothing is published; with a warning nothing by a strict build; a note tells
    what may be right as it is.
    `path` is as the editor sees it from the project's root, with forward slashes.
    `line` and `column` count from 1, in characters.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = "problem"

    def __str__(self) -> str:
        """`path:line:column: message (hint)`, always one line."""
        hint = f" ({self.hint})" if self.hint else ""
        text = f"{self.path}:{self.line}:{self.column}: {self.message}{hint}"
        # A line break or an escape sequence in content must not forge a line of the log.
        return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


class ContentError(Exception):
    """Content that can't be published; carries all its problems, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """As an exception is made anew from what it says, it would lose its problems on the way."""
        return ContentError, (self.problems,)
