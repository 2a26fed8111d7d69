"""Tables out of order, with gaps, and with spans that don't fit."""

from __future__ import annotations

import pytest

from briefings.render.html_tables import arrange_table
from briefings.render.html_tree import Element, parse_nodes, write_nodes
from briefings.render.sanitize import sanitize


def arranged(html: str) -> str | None:
    (table,) = parse_nodes(sanitize(f"<table>{html}</table>"))
    assert isinstance(table, Element)
    return write_nodes(table.children) if arrange_table(table) else None


def test_parts_come_in_order_and_head_and_foot_once() -> None:
    assert arranged(
        "<tfoot><tr><td>4</tfoot><tbody><tr><td>2</tbody><thead><tr><th>1</thead>"
        "<thead><tr><td>3</thead><caption>a</caption><caption>b</caption>"
    ) == (
        "<caption>a b</caption><thead><tr><th>1</th></tr></thead>"
        "<tbody><tr><td>2</td></tr></tbody><tbody><tr><td>3</td></tr></tbody>"
        "<tfoot><tr><td>4</td></tr></tfoot>"
    )


def test_rows_without_cells_go() -> None:
    assert arranged("<tr></tr><tr><td>a</td></tr><tbody></tbody>") == (
        "<tbody><tr><td>a</td></tr></tbody>"
    )


def test_a_table_without_cells_is_none() -> None:
    assert arranged("<thead><tr></tr></thead>") is None


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td colspan=2>a<tr><td>b<td>c",
        "<tr><td rowspan=2>a<td>b<tr><td>c",
        "<tr><th>a<th>b<tr><td colspan=2>c",
    ],
)
def test_spans_that_fit_stay(rows: str) -> None:
    assert "span=" in (arranged(rows) or "")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("<tr><td colspan=2>a", id="a column without a cell"),
        pytest.param("<tr><td rowspan=2>a", id="beyond the group"),
        pytest.param("<tr><td rowspan=2>a<td rowspan=2>b<tr></tr>", id="a row without a cell"),
        pytest.param("<tr><td>x<td rowspan=2>a<tr><td colspan=2>b", id="two on one place"),
    ],
)
def test_spans_that_do_not_fit_go(rows: str) -> None:
    assert "span=" not in (arranged(rows) or "span=")
