"""Values that YAML cuts short, and how what is found stays known from build to build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings.content import Loader
from briefings.content.lint.text import TEXT_KEYS
from briefings.content.schema import (
    ArticleSchema,
    BriefingSchema,
    CitationSchema,
    ClaimSchema,
    CorrectionSchema,
    FigureSchema,
    ImageSchema,
    RegionSchema,
    RoleSchema,
    SourceSchema,
    StatusSchema,
    TakeawaySchema,
)
from tests.cache.shelves import Shelves
from tests.content.sites import ZONE, lines, write_site

FRONT = """\
---
title: {title}
date: 2031-05-02
summary: {summary}
sources: [{{source: wire}}]
regions: [norvik] # not sure of this one
claims:
  - id: open
    by: tarn
    says: {says}
---
The bridge is open.
"""
PLAIN = {"title": "The bridge", "summary": "Open again.", "says": "The bridge is open"}
REGISTRIES = {
    "content/regions/norvik.md": "---\nname: Norvik\n---\n",
    "content/actors/tarn.md": "---\nname: Tarn\n---\n",
    "content/sources/wire.md": "---\nname: Wire\n---\n",
}


def newsroom(root: Path, **values: str) -> Path:
    article = FRONT.format(**{**PLAIN, **values})
    write_site(root, {**REGISTRIES, "content/articles/bridge.md": article})
    return root


@pytest.mark.parametrize(
    ("key", "line", "written"),
    [
        ("title", 2, "The bridge #3 is open"),
        ("summary", 4, "Near #Norvik"),
        ("says", 10, "Taken near #Norvik by nightfall"),
        ("says", 10, "Taken\n      near #Norvik"),
    ],
)
def test_a_text_that_ends_at_a_hash_is_a_warning_there(
    tmp_path: Path, key: str, line: int, written: str
) -> None:
    root = newsroom(tmp_path, **{key: written})
    (warning,) = Loader(root / "content", ZONE, root).load().warnings
    cut = written.splitlines()[-1]
    assert warning.severity == "warning"
    assert warning.line == line + written.count("\n")
    assert f"'{key}' ends here" in warning.message
    assert re.search(r"#\S+", cut)[0] in warning.message  # type: ignore[index]
    assert "quotes" in warning.hint


@pytest.mark.parametrize("written", ['"Near #Norvik"', "'The #3'", "Bridge#3", "C# and more"])
def test_a_hash_that_begins_no_comment_is_none(tmp_path: Path, written: str) -> None:
    root = newsroom(tmp_path, says=written)
    loaded = Loader(root / "content", ZONE, root).load()
    assert (loaded.warnings, lines(loaded)) == ((), [])


def test_words_after_a_value_in_quotes_are_cut_off_too(tmp_path: Path) -> None:
    root = newsroom(tmp_path, says='"Taken" #Norvik by nightfall')
    (warning,) = Loader(root / "content", ZONE, root).load().warnings
    assert (warning.line, "all of the value" in warning.hint) == (10, True)


def test_a_comment_after_a_value_in_quotes_is_none_of_its_words(tmp_path: Path) -> None:
    root = newsroom(tmp_path, says='"Taken" # by whom?')
    assert Loader(root / "content", ZONE, root).load().warnings == ()


def test_a_comment_after_a_path_is_none_of_its_words(tmp_path: Path) -> None:
    root = newsroom(tmp_path, summary="S\naliases:\n  - 2031/old/ # until May")
    assert Loader(root / "content", ZONE, root).load().warnings == ()


@pytest.mark.parametrize(
    ("line", "column"), [("title: About #us", 14), ("title: #us", 8), ("description: The #1", 18)]
)
def test_the_words_of_own_pages_are_cut_too(tmp_path: Path, line: str, column: int) -> None:
    page = f"---\nhide: toc # here\n{line}\n---\n\n# About\n"
    write_site(tmp_path, {**REGISTRIES, "content/pages/about.md": page})
    (warning,) = Loader(tmp_path / "content", ZONE, tmp_path).load().warnings
    assert (warning.path, warning.line, warning.column) == ("content/pages/about.md", 3, column)


def test_items_of_lists_are_cut_too(tmp_path: Path) -> None:
    region = "---\nname: Norvik\naliases:\n  - Norvik #2\n  # older ones\n  - Nor\n---\n"
    write_site(tmp_path, {**REGISTRIES, "content/regions/norvik.md": region})
    (warning,) = Loader(tmp_path / "content", ZONE, tmp_path).load().warnings
    assert (warning.line, warning.column) == (4, 12)


def test_a_text_of_nothing_but_a_comment_is_cut_too(tmp_path: Path) -> None:
    region = "---\nname: Norvik\nsummary: #1 of the ports\n---\n"
    write_site(tmp_path, {**REGISTRIES, "content/regions/norvik.md": region})
    (warning,) = Loader(tmp_path / "content", ZONE, tmp_path).load().warnings
    assert "#1 of the ports" in warning.message


def test_every_text_of_the_schema_is_watched() -> None:
    schemas = (
        *(ArticleSchema, BriefingSchema, CitationSchema, ClaimSchema, CorrectionSchema),
        *(FigureSchema, ImageSchema, RegionSchema, RoleSchema, SourceSchema, StatusSchema),
        TakeawaySchema,
    )
    texts = {
        field.alias or name
        for schema in schemas
        for name, field in schema.model_fields.items()
        if re.search(r"parse_(text|name|summary)\b", repr((field.annotation, field.metadata)))
    }
    assert texts
    assert texts <= TEXT_KEYS


def test_warnings_are_the_same_whatever_is_remembered(tmp_path: Path) -> None:
    """Unread, read again, only the body read again, and mended."""
    root = newsroom(tmp_path, title="The bridge #3")
    memory = Shelves()

    def warm() -> list[str]:
        return [
            str(warning) for warning in Loader(root / "content", ZONE, root, memory).load().warnings
        ]

    (first,) = warm()
    assert warm() == [first]
    file = root / "content/articles/bridge.md"
    file.write_text(file.read_text() + "\nAnd more.\n")
    assert warm() == [first]
    file.write_text(file.read_text().replace("---\ntitle", "---\n# a note\ntitle"))
    assert warm() == [first.replace(":2:", ":3:")]
    file.write_text(file.read_text().replace("bridge #3", "bridge"))
    assert warm() == []
    file.write_text(file.read_text().replace("The bridge\n", "The bridge #4\n"))
    assert len(warm()) == 1
    file.unlink()
    assert warm() == []
