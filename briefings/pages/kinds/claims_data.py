"""Data file of a month's claims: a row a claim, those of the oldest article first."""

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
    for suffix in ("jsonl", "csv"):
        for month, url in data_schema.monthly_files("claims", suffix, archive):
            yield Page(url, "claims_data", (month,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (month,) = page.subject
    # CSV and JSON Lines have the same rows. That they depend on claims, not articles, saves 0.1 s
    # of a preview's new title, together with sitemaps.
    rows = archive.memo.get(("claim rows", month), (), lambda: _rows(month, archive, site))
    return {"data": {"columns": data_schema.column_names(data_schema.CLAIMS), "rows": rows}}


def _rows(month: str, archive: Archive, site: Site) -> list[dict[str, Any]]:
    return [
        data_rows.claim_row(claim, archive, site)
        for claim in archive.claims_by_month[month]
        if claim.article not in archive.unpublished
    ]
