"""Limits on the code's shape that no linter of ours knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

MAX_PARAMETERS = 6
MAX_LINES = 330
FILES = sorted((ROOT / "briefings").rglob("*.py"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parameters_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """All that a caller may give; `*args` and `**kwargs` are one each."""
    given = function.args
    listed = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    listed += [more for more in (given.vararg, given.kwarg) if more]
    return [parameter.arg for parameter in listed if parameter.arg not in ("self", "cls")]


def test_no_function_has_more_than_six_parameters() -> None:
    """What five functions pass to one another is an object with a name."""
    assert FILES
    assert [
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}"
        for file in FILES
        for function in functions(file)
        if len(parameters_of(function)) > MAX_PARAMETERS
    ] == []


def test_every_parameter_counts() -> None:
    source = "def call(self, a, /, b, *args, c, d=1, **kwargs): ..."
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert parameters_of(function) == ["a", "b", "c", "d", "args", "kwargs"]


def test_every_module_fits_a_head() -> None:
    lines = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in FILES}
    assert {file: number for file, number in lines.items() if number > MAX_LINES} == {}
