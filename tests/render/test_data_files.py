"""Data files: what is written is read back as it was."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from briefings.pages import Prose
from briefings.pages.data_schema import Table
from briefings.render.data_files import render_data

ROW: dict[str, Any] = {
    "says": '=HYPERLINK("x"), said “она”,\n"quoted"',
    "by": ["tarn", "mayor"],
    "none": [],
    "quote": None,
    "figure": {"low": 12000, "unit": None},
    "share": 0.5,
    "approx": True,
}
TABLE: Table = {"columns": list(ROW), "rows": [ROW]}


def no_prose(prose: Prose) -> str:
    raise AssertionError(prose)


def test_a_line_of_json_lines_is_a_row() -> None:
    text = render_data("x.jsonl", TABLE, no_prose)
    assert [json.loads(line) for line in text.splitlines()] == [ROW]
    assert text.endswith("}\n")


def test_csv_has_lists_objects_and_numbers_as_json_and_nothing_for_nothing() -> None:
    text = render_data("x.csv", TABLE, no_prose)
    (cells,) = csv.DictReader(io.StringIO(text, newline=""))
    assert cells == {
        "says": ROW["says"],
        "by": '["tarn","mayor"]',
        "none": "[]",
        "quote": "",
        "figure": '{"low":12000,"unit":null}',
        "share": "0.5",
        "approx": "true",
    }
    assert text.startswith("says,by,none,quote,figure,share,approx\r\n")


@pytest.mark.parametrize(
    ("suffix", "text"), [("csv", ",".join(ROW) + "\r\n"), ("jsonl", "")], ids=["csv", "jsonl"]
)
def test_a_table_without_rows(suffix: str, text: str) -> None:
    assert render_data(f"x.{suffix}", {"columns": list(ROW), "rows": []}, no_prose) == text


def test_prose_in_a_document_becomes_html() -> None:
    text = render_data("x.json", {"html": Prose("Text.", "x.md", 1)}, lambda it: f"<p>{it.text}")
    assert json.loads(text) == {"html": "<p>Text."}
