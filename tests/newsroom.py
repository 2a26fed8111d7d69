"""A small newsroom on disk, all invented, for tests of whole builds."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.launcher import LAUNCHER

CONFIG = """\
site_name: The Lorvia Ledger
site_url: https://example.org/news/
docs_dir: content/pages
theme: dispatch
plugins:
  - briefings:
      timezone: Europe/Kyiv
"""

FILES = {
    "mkdocs.yml": CONFIG,
    "content/pages/about.md": "# About\n\nThe [regions](/regions/) of Lorvia.\n",
    "content/regions/norvik.md": "---\nname: Norvik\n---\n",
    "content/regions/eastmere.md": "---\nname: Eastmere\n---\n",
    "content/actors/tarn.md": "---\nname: General Tarn\naliases: [Tarn]\n---\n",
    "content/actors/mayor.md": "---\nname: The Mayor\n---\n",
    "content/sources/wire.md": "---\nname: Lorvia Wire\n---\n",
    "content/articles/bridge.md": """\
---
title: The bridge stands
date: 2030-05-01
summary: What is known of the bridge.
sources: [{source: wire}]
regions: [norvik]
claims:
  - id: open
    by: tarn
    says: The bridge is open
    quote: wide open
---
Tarn said that the bridge was “wide open”.
""",
    "content/articles/reply.md": """\
---
title: The bridge is shut
date: 2030-05-02T23:30:00Z
summary: The other side of the bridge.
sources: [{source: wire}]
claims:
  - id: shut
    by: mayor
    says: The bridge is shut
    denies: 2030-05-01/bridge#open
---
The Mayor said otherwise.
""",
}
NOW = str(int(dt.datetime(2030, 6, 1, tzinfo=dt.UTC).timestamp()))
"""The clock of commands, after all that the newsroom's files tell of."""
LATER = str(int(dt.datetime(2030, 8, 1, tzinfo=dt.UTC).timestamp()))

BROKEN = {"content/articles/broken.md": "---\ntitle: A gap\ndate: 2030-02-30\n---\n"}


def write_newsroom(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """The newsroom in a folder, with files added, replaced or (None) left out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a module's command (`mkdocs build`) in a folder; nothing is asserted of its end.

    It is `NOW` unless the environment has another SOURCE_DATE_EPOCH.
    """
    whole = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOW, **environment}
    if not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment):
        return LAUNCHER.run(folder, command, whole)
    # Python reads these at its start.
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=whole,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def digests(folder: Path) -> dict[str, str]:
    """Every file of a tree and the digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
