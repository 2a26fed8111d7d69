"""A virtual environment for each peer, made by pip when it is first asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def find_or_install(folder: Path, package: str) -> Path:
    """The environment in `folder/<package>`, with that package in it; pip needs its index once.

    Raises subprocess.CalledProcessError when it can't be installed.
    """
    environment = folder / package
    marker = environment / "installed"
    if not marker.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        python = str(environment / "bin/python")
        subprocess.run([python, "-m", "pip", "-qq", "install", package], check=True)
        marker.touch()
    return environment


def find_version(environment: Path, package: str) -> str:
    """The installed version: `9.7.0`."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    python = environment / "bin/python"
    return subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()
