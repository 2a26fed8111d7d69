"""The data files are what their package says, and programs read the same records from each form."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest

from tests.support import Site

Row = dict[str, Any]

DUCKDB = {"array": "JSON", "object": "JSON", "number": "DOUBLE", "boolean": "BOOLEAN"}
"""Table Schema's types; all others are read as text."""


def package_of(site: Site) -> Row:
    package: Row = json.loads((site.folder / "data/datapackage.json").read_text(encoding="utf-8"))
    return package


def read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_csv(path: Path, fields: list[Row]) -> list[Row]:
    """By the csv module; a cell is text, or JSON where the column isn't of texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {f["name"]: value_of(row[f["name"]], f) for f in fields} for row in csv.DictReader(file)
        ]


def value_of(cell: str | None, field: Row) -> Any:
    if not cell:
        return None
    return json.loads(cell) if field["type"] in DUCKDB else cell


def query(path: Path, fields: list[Row], reader: str) -> list[Row]:
    """By DuckDB, which is told the columns' types."""
    columns = {field["name"]: DUCKDB.get(field["type"], "VARCHAR") for field in fields}
    found = duckdb.execute(f"SELECT * FROM {reader}('{path}', columns = {columns})")
    return [
        {
            field["name"]: json.loads(value)
            if columns[field["name"]] == "JSON" and value
            else value
            for field, value in zip(fields, row, strict=True)
        }
        for row in found.fetchall()
    ]


def test_the_package_and_all_its_resources_are_valid(site: Site) -> None:
    report = frictionless.validate(str(site.folder / "data/datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "message"])
    named = {resource["path"] for resource in package_of(site)["resources"]}
    files = {
        path.relative_to(site.folder / "data").as_posix()
        for path in (site.folder / "data").rglob("*")
        if path.suffix in (".csv", ".jsonl")
    }
    assert named == files


def test_every_reader_finds_the_same_records(site: Site) -> None:
    data = site.folder / "data"
    lines: dict[str, list[Row]] = {}
    for resource in package_of(site)["resources"]:
        path, fields = data / resource["path"], resource["schema"]["fields"]
        if path.suffix == ".jsonl":
            lines[resource["path"]] = read_lines(path)
            assert query(path, fields, "read_json") == lines[resource["path"]]
    for resource in package_of(site)["resources"]:
        path, fields = data / resource["path"], resource["schema"]["fields"]
        if path.suffix == ".csv":
            rows = read_csv(path, fields)
            assert query(path, fields, "read_csv") == rows
            assert rows == lines.get(resource["path"].replace(".csv", ".jsonl"), rows)


def test_records_lead_to_pages_and_to_one_another(built_site: Site) -> None:
    data = built_site.folder / "data"
    claims = [row for path in data.glob("claims/*.jsonl") for row in read_lines(path)]
    articles = [row for path in data.glob("articles/*.jsonl") for row in read_lines(path)]
    ids = [row["id"] for row in claims]
    assert len(set(ids)) == len(ids) > 0
    assert sorted(id_ for article in articles for id_ in article["claims"]) == sorted(ids)
    answered = {row[key] for row in claims for key in ("denies", "confirms", "amends")} - {None}
    assert answered
    assert answered <= set(ids)
    for row in [*claims, *articles]:
        page = built_site.folder / row["url"].removeprefix(built_site.url) / "index.html"
        assert page.is_file()
    disputed = {row["denies"] for row in claims if row["denies"]}
    assert {row["state"] for row in claims if row["id"] in disputed} == {"disputed"}


@pytest.mark.parametrize("secret", ["reliability", '"reliability"'])
def test_grades_of_sources_are_in_no_data(site_named: Any, secret: str) -> None:
    folder = site_named("extremes").folder / "data"
    assert [p for p in folder.rglob("*.*") if secret in p.read_text("utf-8").lower()] == []
