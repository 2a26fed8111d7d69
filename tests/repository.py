"""A git repository of invented content, whose commits are made at given times."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

IDENTITY = ("-c", "user.name=An Editor", "-c", "user.email=editor@example.org")
# What a newsroom's own settings must not change.
SETTINGS = """\
[core]
    pager = false
[log]
    showSignature = true
    showRoot = false
    follow = true
    date = relative
    decorate = full
[diff]
    renames = copies
    relative = true
    noprefix = true
    external = false
[color]
    ui = always
"""


def git(folder: Path, *arguments: str, at: str = "2031-01-01T12:00:00Z") -> str:
    """What git prints; `at` is when a commit is made."""
    done = subprocess.run(
        ["git", *IDENTITY, "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, at: str, files: Mapping[str, str | bytes | None]) -> str:
    """Write files (None: remove), commit all that there is, and give the commit's id."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet")
        (folder / ".git/info/exclude").write_text("/site/\n/.briefings/\n")
    for path, text in files.items():
        file = folder / path
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", f"At {at}", at=at)
    return git(folder, "rev-parse", "HEAD")
