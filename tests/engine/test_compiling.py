"""Templates of MkDocs' own pages: compiled once, and anew when they or their compiler change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.theme import Theme

from briefings.engine.cache import open_cache
from briefings.engine.compiling import keep_compiled, read_compiled
from briefings.engine.settings import describe_program
from briefings.render import Compiled, compile_alike
from tests.newsroom import run, write_newsroom


def compiled(file: Path, source: str) -> list[str]:
    """What had to be compiled to render a template, by what an earlier call has kept."""
    with open_cache(file, b"1") as cache:
        code = Compiled(read_compiled(cache))
        loader = DictLoader({"main.html": source})
        environment = Environment(loader=loader, bytecode_cache=code)
        assert environment.get_template("main.html").render(a=1) == source.replace("{{ a }}", "1")
        keep_compiled(cache, code.new)
        return [*code.new]


def test_a_template_is_compiled_again_only_if_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    assert len(compiled(file, "{{ a }} and no more")) == 1
    assert compiled(file, "{{ a }} and no more") == []
    assert len(compiled(file, "{{ a }} and more")) == 1
    assert compiled(file, "{{ a }} and more") == []


def trim(environment: Environment) -> None:
    environment.trim_blocks = True


def shout(environment: Environment) -> None:
    environment.filters["upper"] = str.swapcase


def examine(environment: Environment) -> None:
    environment.tests["even"] = lambda value: bool(value)


def extend(environment: Environment) -> None:
    environment.add_extension("jinja2.ext.loopcontrols")


def delimit(environment: Environment) -> None:
    environment.variable_start_string = "<<"


@pytest.mark.parametrize("change", [trim, shout, examine, extend, delimit])
def test_what_another_plugin_changes_is_seen(change: Callable[[Environment], Any]) -> None:
    theme = Theme(name="mkdocs")
    environment = theme.get_env()
    assert compile_alike(environment, theme.get_env())
    change(environment)
    assert not compile_alike(environment, theme.get_env())


def test_a_build_keeps_what_mkdocs_compiled(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    with open_cache(tmp_path / ".briefings/cache.sqlite", describe_program().encode()) as cache:
        assert read_compiled(cache)
