"""The editors' reference says what the schema says, and its examples are right."""

from __future__ import annotations

from pathlib import Path

from briefings.editor.reference import FILE_KINDS, render_reference
from tests.content.sites import ZONE, lines, load_site
from tests.support import ROOT


def test_the_committed_reference_is_the_schemas() -> None:
    committed = (ROOT / "docs" / "front-matter.md").read_text(encoding="utf-8")
    refresh = "refresh it: python -m briefings.editor.reference > docs/front-matter.md"
    assert committed == render_reference(), refresh


def test_every_example_loads(tmp_path: Path) -> None:
    loaded = load_site(tmp_path, {f"content/{kind.path}": kind.example for kind in FILE_KINDS})
    assert lines(loaded) == []
    (article,) = loaded.records.articles.values()
    assert article.id == "2025-04-26/harbour"
    assert article.date.tzinfo is ZONE


def test_every_key_has_a_meaning_and_a_value() -> None:
    rows = [row for row in render_reference().splitlines() if row.startswith("| ")]
    assert len(rows) > 80
    for row in rows:
        assert all(cell.strip() for cell in row.strip("|").split(" | ")), row
