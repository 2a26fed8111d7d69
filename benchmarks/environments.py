"""A virtual environment for each peer, installed by pip before its first build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def find_or_install(folder: Path, package: str) -> Path:
    """Return the environment `folder/<package>`, with that package installed.

    Pip needs its index once. Raises subprocess.CalledProcessError when the installation fails.
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
    """Return the installed version: `9.7.0`."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    python = environment / "bin/python"
    return subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()
