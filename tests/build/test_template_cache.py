"""Templates of MkDocs' own pages: compiled once, and anew when they or their compiler change."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import bc_magic
from mkdocs.theme import Theme

from briefings.build.template_cache import (
    COMPILED,
    COMPILED_BY_MKDOCS,
    read_compiled_by_mkdocs,
    write_compiled_by_mkdocs,
)
from briefings.cache.protocol import Shelf
from briefings.cache.signing_key import find_key
from briefings.cache.store import open_cache
from briefings.render import Compiled, compile_alike
from briefings.settings import describe_program
from tests.newsroom import run, write_newsroom


def compiled(file: Path, source: str) -> list[str]:
    """What had to be compiled to render a template, by what an earlier call has kept."""
    with open_cache(file, b"1", b"key") as cache:
        code = Compiled(read_compiled_by_mkdocs(cache))
        loader = DictLoader({"main.html": source})
        environment = Environment(loader=loader, bytecode_cache=code)
        assert environment.get_template("main.html").render(a=1) == source.replace("{{ a }}", "1")
        write_compiled_by_mkdocs(cache, code.new)
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


class Marker:
    """Leaves a file where it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return exec, ("open('RAN', 'w').close()",)


FORGED = {
    "pickle": bc_magic + pickle.dumps(Marker()),
    "code": bc_magic
    + pickle.dumps("?", 2)
    + marshal.dumps(compile("open('RAN', 'w').close()", "", "exec")),
}


def kept(folder: Path, shelf: Shelf[bytes] = COMPILED_BY_MKDOCS) -> dict[str, bytes]:
    file = folder / ".briefings/cache.sqlite"
    with open_cache(file, describe_program().encode(), find_key(folder)) as cache:
        return cache.read_signed(shelf)


def test_a_build_keeps_what_was_compiled(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    assert kept(tmp_path)
    assert kept(tmp_path, COMPILED)


@pytest.mark.parametrize("payload", FORGED.values(), ids=FORGED.keys())
def test_a_cache_that_comes_with_a_clone_runs_nothing(tmp_path: Path, payload: bytes) -> None:
    """It is as its maker's own program writes it, with the maker's key."""
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    version = describe_program().encode()
    with open_cache(tmp_path / ".briefings/cache.sqlite", version, b"the maker's key") as cache:
        for shelf in (COMPILED_BY_MKDOCS, COMPILED):
            names = cache.read(shelf)
            assert names
            cache.write_signed(shelf, dict.fromkeys(names, payload))
            cache.write(Shelf(f"{shelf.name} as it was", bytes), dict.fromkeys(names, payload))
        cache.write(Shelf("content rows", bytes), {"content/actors/tarn.md": payload})
    (tmp_path / "content/articles/reply.md").unlink()
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    assert not (tmp_path / "RAN").exists()


def test_without_a_key_templates_are_compiled_in_each_build(tmp_path: Path) -> None:
    """Home is in the project, as in some CIs, and would be restored with it."""
    write_newsroom(tmp_path)
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build", XDG_STATE_HOME=str(tmp_path / "home"))
        assert done.returncode == 0, done.stderr
        assert not (tmp_path / "home").exists()
        assert kept(tmp_path) == {}
