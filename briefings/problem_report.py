"""Problems as text, as annotations of GitHub Actions, or as JSON, on a stream of any encoding."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from briefings.model import Problem
from briefings.model.problem import Severity

COMMANDS: dict[Severity, str] = {"problem": "error", "warning": "warning", "note": "notice"}


def accept_any_text(*, encoding: str | None = None) -> None:
    """Escape characters that the encoding of standard output or standard error lacks.

    `encoding`, if given, replaces that of standard output.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if encoding and stream is sys.stdout:
                stream.reconfigure(encoding=encoding)


def format_text(problems: Sequence[Problem]) -> str:
    """`path:line:column: warning: message (hint)`; no severity is written for a problem."""
    return "\n".join(
        str(p if p.severity == "problem" else replace(p, message=f"{p.severity}: {p.message}"))
        for p in problems
    )


def format_github(problems: Sequence[Problem], locate: Callable[[str], str]) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands

    `locate` gives the path of a problem's file within the repository.
    """
    return "\n".join(
        f"::{COMMANDS[p.severity]} file={_escape(locate(p.path), ',:')},line={p.line},"
        f"col={p.column}::{_escape(_words(p))}"
        for p in problems
    )


def format_json(problems: Sequence[Problem]) -> str:
    """A list of objects, in ASCII unless the output's encoding is known to be UTF-8."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    is_narrow = codecs.lookup(encoding).name != "utf-8"
    found = [asdict(problem) for problem in problems]
    return json.dumps(found, ensure_ascii=is_narrow, indent=2)


def locator(project: Path, content: Path, content_dir: str) -> Callable[[str], str]:
    """Return a function that gives a problem's path from the repository's root.

    That is the workspace of GitHub Actions, if the file is in it, else the folder with `.git`.
    Files elsewhere keep their path.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    roots = [Path(workspace).resolve()] if Path(workspace).is_absolute() else []
    roots += [folder for folder in (project, *project.parents) if (folder / ".git").exists()][:1]

    @cache
    def locate(path: str) -> str:
        is_content = path == content_dir or path.startswith(f"{content_dir}/")
        file = content / path[len(content_dir) + 1 :] if is_content else project / path
        place = Path(os.path.abspath(file))  # noqa: PTH100  # a link is marked as itself
        for root in roots:
            if place.is_relative_to(root):
                return place.relative_to(root).as_posix()
        return path

    return locate


def _words(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def _escape(text: str, also: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)
