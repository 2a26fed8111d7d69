"""Every module imports by itself, in a fresh interpreter and with warnings as errors."""

from __future__ import annotations

import pkgutil
import sys
from pathlib import Path

import pytest

import briefings
from tests.support import run

MODULES = [
    module.name
    for module in pkgutil.walk_packages(briefings.__path__, "briefings.")
    if not module.name.endswith(".__main__")  # is run, never imported
]
IMPORT_EACH = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [m for m in sys.modules if m.partition(".")[0] == "briefings"]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""


def test_every_module_imports_on_its_own(tmp_path: Path) -> None:
    assert "briefings.plugin" in MODULES
    run(sys.executable, "-W", "error", "-c", IMPORT_EACH, *MODULES, cwd=tmp_path)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_for(name: str) -> None:
    module = __import__(name, fromlist=["_"])
    assert module.__doc__, f"{name} has no docstring"
