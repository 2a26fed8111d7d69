"""Data file of a month's articles without their text: a row an article, oldest first."""

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
    for month, url in data_schema.monthly_files("articles", "jsonl", archive):
        yield Page(url, "articles_data", (month,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (month,) = page.subject
    return {
        "data": {
            "columns": data_schema.column_names(data_schema.ARTICLES),
            "rows": [
                data_rows.article_row(article, site)
                for article in data_rows.published_articles(month, archive)
            ],
        }
    }
