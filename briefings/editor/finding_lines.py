"""Findings of content files -> problems with lines: each file is read again to find them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from briefings.content import place
from briefings.content.diagnostics import Finding
from briefings.model import Problem, Site
from briefings.model.problem import Severity


def group_by_path(found: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    """Return findings by the path of their file."""
    files: dict[str, list[Finding]] = defaultdict(list)
    for path, finding in found:
        files[path].append(finding)
    return files


def place_findings(
    path: str, found: Iterable[Finding], severity: Severity, site: Site, content: Path
) -> list[Problem]:
    """Return the problems of one file; `content` is the content folder."""
    # Paths are the editor's, from the project; the content folder may lie elsewhere.
    file = content / PurePosixPath(path).relative_to(site.content_dir)
    return [replace(problem, severity=severity) for problem in place(file, path, found)]
