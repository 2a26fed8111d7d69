"""What tests of the site's own pages, and of the files beside them, have in common."""

from __future__ import annotations

from pathlib import Path

from tests.newsroom import run

REPLACING = """\
import os
from pathlib import Path

def on_env(env, config, files):
    place = Path("content/{path}")
    place.unlink()
    if "{other}" == "symlink":
        place.symlink_to(Path("secret").resolve())
    elif "{other}" == "fifo":
        os.mkfifo(place)
    else:
        place.write_text("another one")
    return env
"""
"""A hook of MkDocs that replaces a file of the content folder during the build."""


def build(folder: Path, *options: str) -> tuple[int, str]:
    done = run(folder, "mkdocs", "build", "--strict", *options)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def check(folder: Path) -> tuple[int, str]:
    done = run(folder, "briefings", "check", "--strict")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def assert_told(folder: Path, expected: str) -> None:
    """Both commands tell a problem, and nothing is published."""
    for code, output in (check(folder), build(folder)):
        assert code == 1
        assert expected in output
    assert not (folder / "site").exists()
