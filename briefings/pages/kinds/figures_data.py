"""Data file of all figures: a row a claim, by key, then by date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import data_rows, data_schema
from briefings.pages.kind import Kind
from briefings.pages.page import Page

KIND = Kind(writes="data")


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(data_schema.FIGURES_FILE, "figures_data")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    figures = [
        (claim, claim.figure)
        for claim in archive.figures
        if claim.figure and claim.article not in archive.unpublished
    ]
    # By key: whoever compares numbers finds them side by side.
    figures.sort(key=lambda pair: (pair[1].key or "", pair[0].on, pair[0].id))
    return {
        "data": {
            "columns": data_schema.column_names(data_schema.FIGURES),
            "rows": [
                data_rows.figure_row(claim, figure, archive, site) for claim, figure in figures
            ],
        }
    }
