"""A preview warms up while nobody waits: the next edit costs what it changes, the first one after
a start as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from briefings.build.dependency_index import Dependents
from briefings.build.session import BuildSession
from briefings.config import read_settings
from briefings.content import collect
from tests.newsroom import FILES, write_newsroom

ARTICLE = "content/articles/reply.md"


def preview(session: BuildSession, folder: Path, *, warm_up: bool = True) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    options: Any = config.plugins["briefings"].config
    settings = read_settings(config, options, preview=True)
    session.open(settings, folder / "preview")
    assert session.load()
    assert session.build(settings, {}) == []
    session.publish({})
    session.close(warm_up=warm_up)


def counted(calls: list[str], function: Callable[..., Any]) -> Callable[..., Any]:
    def count(*values: Any) -> Any:
        calls.append(function.__qualname__)
        return function(*values)

    return count


@pytest.mark.parametrize("starts", [1, 2], ids=["from nothing", "where all is as it was"])
def test_the_first_edit_after_a_start_finds_all_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starts: int
) -> None:
    write_newsroom(tmp_path)
    for _ in range(starts):
        session = BuildSession(is_preview=True)
        preview(session, tmp_path)
    calls: list[str] = []
    for place, name in (
        (Dependents, "__init__"),
        (collect, "unpack_record"),
    ):
        monkeypatch.setattr(place, name, counted(calls, getattr(place, name)))
    write_newsroom(tmp_path, {ARTICLE: FILES[ARTICLE].replace("title: ", "title: Once more, ")})
    preview(session, tmp_path)
    assert calls == ["unpack_record"]
    assert "Once more" in (tmp_path / "preview/2030/05/03/reply/index.html").read_text()
    preview(BuildSession(is_preview=True), tmp_path)
    assert calls.count("Dependents.__init__") == 1


def test_without_a_warm_up_nothing_is_made_beside_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(Dependents, "__init__", counted(calls, Dependents.__init__))
    preview(BuildSession(is_preview=True), write_newsroom(tmp_path), warm_up=False)
    assert calls == []
