"""What the browser tests stand on, and what of it this machine lacks.

Run as a script it names the tests that will be skipped, in the words that pytest shows then.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def find_chromium() -> str | None:
    """The browser named by the environment variable CHROMIUM, or else the system's."""
    named = os.environ.get("CHROMIUM", "")
    return shutil.which(named) or shutil.which("chromium") or shutil.which("chromium-browser")


def why_no_browser() -> str | None:
    """The reason for which pages can't be opened in Chromium here, if there is one."""
    lacks = [
        name
        for name, found in {
            "Chromium (Debian: chromium)": find_chromium(),
            "Node (Debian: nodejs)": shutil.which("node"),
            "playwright-core (npm)": (MODULES / "playwright-core").is_dir(),
            "axe-core (npm)": (MODULES / "axe-core").is_dir(),
        }.items()
        if not found
    ]
    return f"pages can't be opened, missing: {', '.join(lacks)}" if lacks else None


def why_no_checker() -> str | None:
    """The reason for which the Nu HTML checker can't run here, if there is one."""
    lacks = [
        name
        for name, found in {
            "Java (Debian: default-jre-headless)": shutil.which("java"),
            "vnu-jar (npm)": CHECKER.is_file(),
        }.items()
        if not found
    ]
    return f"HTML can't be checked, missing: {', '.join(lacks)}" if lacks else None


def main() -> None:
    reasons = {
        "the tests of pages in Chromium (accessibility, layout, requests)": why_no_browser(),
        "the tests by the Nu HTML checker": why_no_checker(),
    }
    for tests, reason in reasons.items():
        if reason:
            print(f"*** WILL BE SKIPPED: {tests}: {reason} ***", file=sys.stderr)


if __name__ == "__main__":
    main()
