"""Sites that tests look at: each is built as a newsroom builds it, by `mkdocs build`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.repository import commit

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "tests" / "sites" / "valid"
WARNED_OF = {"extremes"}
"""Sites with scripts and the like among their texts, which end a strict build."""
BELOW = "https://example.org/news/"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, and the address (ending in a slash) that it is built for."""

    folder: Path
    url: str

    @property
    def base(self) -> str:
        """The path of its root on its host: `/` or `/news/`."""
        return urlsplit(self.url).path

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end and fails the test with its output where it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout
    return done


def build_site(name: str, folder: Path) -> Site:
    """Builds a site in a folder: the repository's own (`sample`) or one of tests/sites/valid.

    `sample-below` is the own one for an address that is not its host's root. Where there is a
    folder `before`, its files are earlier versions of those in `content`, committed to git.
    """
    source = ROOT if name.startswith("sample") else SITES / name
    shutil.copytree(source / "content", folder / "content")
    config = (source / "mkdocs.yml").read_text(encoding="utf-8")
    url = next(line.split()[1] for line in config.splitlines() if line.startswith("site_url:"))
    if name == "sample-below":
        config, url = config.replace(url, BELOW), BELOW
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    if (source / "before").is_dir():
        for day, part in enumerate(("before", "content"), 1):
            shutil.copytree(source / part, folder / "content", dirs_exist_ok=True)
            commit(folder, f"2024-03-{day:02}T12:00:00Z", {})
    strict = [] if name in WARNED_OF else ["--strict"]
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", *strict, cwd=folder)
    return Site(folder / "site", url)
