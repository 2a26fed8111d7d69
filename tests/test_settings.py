"""What is told of settings: the same for the same, in every process, and else never."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from markdown.extensions import Extension

from briefings import settings
from briefings.render import RenderOptions
from briefings.settings import Settings, describe_settings
from tests.records import NOW, SITE


class Own(Extension):
    """As another plugin gives it to MkDocs."""

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.values = values


def described(*extensions: Any, **configs: Any) -> str:
    options = RenderOptions((), "python-markdown", extensions, {"own": configs}, Path())
    return describe_settings(Settings(Path(), Path(), SITE, options, 1, NOW))


NOT_DESCRIBED = {
    "project": "says where files are, not what is in them",
    "content": "says where files are, not what is in them",
    "docs": "its files are among those that content was read from",
    "media_types": "the files that it adds are among those that content was read from",
    "history": "histories have digests of their own",
    "now": "a build is valid between two times",
    "jobs": "how many processes render doesn't show",
    "warnings": "are logged, not published",
    "target": "says where the site is published",
    "cache": "says where the cache is",
}
"""Settings that `describe_settings` leaves out, and why no page is stale for want of them."""


def test_each_setting_is_described_or_says_why_not() -> None:
    """A setting that pages depend on, and that isn't described, would leave them as they were."""
    fields = {field.name for field in dataclasses.fields(Settings)}
    assert fields == {"site", "render_options"} | NOT_DESCRIBED.keys()


def test_other_settings_are_told_otherwise() -> None:
    told = [
        described("tables"),
        described("toc"),
        described("tables", "toc"),
        described("tables", at=3),
        described("tables", at="3"),
        described("tables", at=dt.date(2030, 5, 1)),
        described("tables", by=sorted),
        described("tables", by=described),
        described(Own()),
        described(Own(at=3)),
    ]
    assert len({*told}) == len(told)


@pytest.mark.parametrize("extension", ["tables", "markdown.extensions.toc", Own(), Own(at=3)])
def test_the_same_is_told_of_the_same(extension: object) -> None:
    assert described(extension, by=sorted) == described(extension, by=sorted)


def test_of_what_nobody_can_look_into_never_the_same_is_told() -> None:
    own = Own(by=lambda: None)
    assert described(own) != described(own)


def test_a_module_is_told_as_it_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is edited afterwards runs in the next process."""
    module = tmp_path / "lorvian_extension.py"
    module.write_text("word = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    before = described("lorvian_extension")
    module.write_text("word = 22\n")
    assert described("lorvian_extension") == before


@pytest.mark.parametrize("named", ["lorvian.words", "lorvian.words:Own"])
def test_all_that_an_extension_may_import_beside_itself_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    told = []
    for word in ("one", "two"):
        package = tmp_path / "lorvian"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        (package / "words.py").write_text("from lorvian.other import word\n")
        (package / "other.py").write_text(f"word = '{word}'\n")
        settings.digest_code.cache_clear()
        told.append(described(named))
    assert told[0] != told[1]


FORMS = """
from functools import partial

def form(): return "{word}"

class Form:
    def __call__(self): return "{word}"
"""


@pytest.mark.parametrize("given", ["form", "partial(form)", "Form()", "Form"])
def test_a_function_counts_by_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    told = []
    for word in ("one", "two", "two"):
        (tmp_path / "lorvian_formats.py").write_text(FORMS.format(word=word))
        settings.digest_code.cache_clear()
        monkeypatch.delitem(sys.modules, "lorvian_formats", raising=False)
        module = importlib.import_module("lorvian_formats")
        told.append(described(form=eval(given, vars(module))))
    assert told[0] != told[1] == told[2]


def test_a_function_of_no_module_counts(tmp_path: Path) -> None:
    method = re.compile("a").sub
    assert getattr(method, "__module__", "") is None
    assert described(form=method) == described(form=method)


def test_what_an_editor_of_code_leaves_beside_it_is_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "lorvian_open").mkdir()
    (tmp_path / "lorvian_open/__init__.py").touch()
    before = described("lorvian_open")
    (tmp_path / "lorvian_open/.#words.py").symlink_to("editor@desk.1")
    settings.digest_code.cache_clear()
    assert described("lorvian_open") == before


def test_an_extension_is_found_by_the_name_that_it_is_installed_under() -> None:
    assert settings.describe_extension("toc") == settings.describe_extension(
        "markdown.extensions.toc"
    )
    assert settings.digest_code("markdown") != settings.digest_code("nowhere")
