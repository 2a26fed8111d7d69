"""Imports go downwards only: one order of layers, and no circle among modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

LAYERS = (
    ("model",),
    ("cache",),
    ("content",),
    ("history",),
    ("archive",),
    ("pages",),
    ("render",),
    ("settings",),
    ("newsroom",),
    ("editor",),
    ("publish",),
    ("build",),
    ("cluster",),
    (
        "config",
        "config_options",
        "problem_report",
        "mkdocs_files",
        "mkdocs_log",
        "mkdocs_pages",
        "unused_settings",
    ),
    ("cli", "plugin", "__main__"),
)
"""Packages and modules of `briefings`, the lowest first: each imports from its own and from those
above it in this list."""


def layer_of(module: str) -> int:
    name = module.split(".")[1]
    return next(place for place, names in enumerate(LAYERS) if name in names)


def modules() -> dict[str, Path]:
    found = {}
    for file in sorted((ROOT / "briefings").rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = file
    return found


def imports_of(file: Path, known: dict[str, Path], name: str) -> Iterator[str]:
    """The modules of `briefings` that a file imports, also inside of functions."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module


def test_every_module_has_its_layer() -> None:
    placed = {name for names in LAYERS for name in names}
    assert {module.split(".")[1] for module in modules() if "." in module} == placed


def test_imports_go_downwards_only() -> None:
    known = modules()
    upwards = [
        f"{module} imports {imported}"
        for module, file in known.items()
        if "." in module
        for imported in imports_of(file, known, module)
        if "." in imported and layer_of(imported) > layer_of(module)
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    graph = {name: {*imports_of(file, known, name)} - {name} for name, file in known.items()}
    while leaves := [name for name, needed in graph.items() if not needed & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert sorted(graph) == []
