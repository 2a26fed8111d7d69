"""Line and column of findings and faults in a file's text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefings.content import files, yaml_reader
from briefings.content.diagnostics import Fault, Finding, Lines, Where
from briefings.content.files import File
from briefings.content.frontmatter import FrontMatter, split
from briefings.model import Problem

LONGEST = 1_000
"""Maximum length of a message, and of a hint, in characters."""


def locate(location: Path, where: Where) -> tuple[int, int]:
    """Return line and column of a value in a file's front matter; (1, 1) if it isn't there now."""
    file = File("articles", location.name, str(location))
    text = files.read(file)
    found = [] if isinstance(text, Problem) else place_findings(file, text, [Finding(where, "")])
    return (found[0].line, found[0].column) if found else (1, 1)


def place(location: Path, path: str, found: Iterable[Finding]) -> list[Problem]:
    """Return findings in the front matter of a file as problems that name it by `path`."""
    file = File("articles", path, str(location))
    text = files.read(file)
    return [text] if isinstance(text, Problem) else place_findings(file, text, found)


def place_findings(file: File, text: str, found: Iterable[Finding]) -> list[Problem]:
    """Turn findings in a file into problems with line and column."""
    front = split(text)
    if isinstance(front, Fault):
        return []
    yaml = yaml_reader.parse(front.block)
    written = (f for f in found if f.at != "given" or yaml_reader.has(yaml, f.where))
    return place_faults(
        file, text, front, [yaml_reader.locate(yaml, finding) for finding in written]
    )


def place_faults(
    file: File, text: str, front: FrontMatter | None, faults: Iterable[Fault]
) -> list[Problem]:
    """Turn faults, whose offsets count from the start of the front matter, into problems."""
    faults = list(faults)
    if not faults:
        return []
    lines = Lines(text)
    start = front.start if front else 0
    return [
        Problem(
            file.path,
            *lines.place(start + fault.offset),
            shorten(fault.message),
            shorten(fault.hint),
            fault.severity,
        )
        for fault in faults
    ]


def shorten(words: str) -> str:
    """Shorten a message that quotes a long value: keep its beginning and its end."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
