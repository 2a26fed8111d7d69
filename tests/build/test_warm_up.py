"""What a preview makes ready while nobody waits: the next edit costs what it changes, the first
one after a start as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from briefings.build.dependency_index import Dependents
from briefings.build.fingerprints import Fingerprints
from briefings.build.session import Builder
from briefings.config import read_settings
from briefings.content import collect
from tests.newsroom import FILES, write_newsroom

ARTICLE = "content/articles/reply.md"


def preview(builder: Builder, folder: Path) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    options: Any = config.plugins["briefings"].config
    settings = read_settings(config, options, preview=True)
    builder.open(settings, folder / "preview")
    assert builder.load()
    assert builder.build(settings, {}) == []
    builder.publish({})
    builder.close()


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
        builder = Builder(is_preview=True, is_apart=True)
        preview(builder, tmp_path)
    calls: list[str] = []
    for place, name in (
        (Fingerprints, "digests"),
        (Dependents, "__init__"),
        (collect, "unpack_record"),
    ):
        monkeypatch.setattr(place, name, counted(calls, getattr(place, name)))
    write_newsroom(tmp_path, {ARTICLE: FILES[ARTICLE].replace("title: ", "title: Once more, ")})
    preview(builder, tmp_path)
    assert calls == ["unpack_record"]
    assert "Once more" in (tmp_path / "preview/2030/05/03/reply/index.html").read_text()
    preview(Builder(is_preview=True, is_apart=True), tmp_path)
    assert calls.count("Fingerprints.digests") == 1


def test_nothing_is_made_ready_where_somebody_would_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(Dependents, "__init__", counted(calls, Dependents.__init__))
    preview(Builder(is_preview=True), write_newsroom(tmp_path))
    assert calls == []
