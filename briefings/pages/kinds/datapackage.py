"""Description of the data files for programs: https://specs.frictionlessdata.io/data-package/

It has no counts and no digests of files, so it changes only when a file is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages import data_schema, formatting
from briefings.pages.data_schema import Column
from briefings.pages.kind import Kind
from briefings.pages.page import Page

KIND = Kind(writes="data")

MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}


def plan(archive: Archive) -> Iterator[Page]:
    yield Page(data_schema.PACKAGE, "datapackage")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    package = {
        "profile": "data-package",
        # https://specs.frictionlessdata.io/data-package/#name
        "name": re.sub(r"[^a-z0-9]+", "-", site.name.lower()).strip("-") or "briefings",
        "title": f"{site.name}: claims, articles and figures",
        "description": site.description,
        "homepage": site.url and f"{site.url}data/",
        "licenses": [_licence(site.licence)] if site.licence else [],
        "contributors": [{"title": site.name, "role": "publisher"}],
        "sources": [
            {"title": source.name, **({"path": source.url} if source.url else {})}
            for source in sorted(archive.records.sources.values(), key=lambda source: source.id)
        ],
        "resources": list(_resources(archive)),
    }
    return {"data": {key: value for key, value in package.items() if value}}


def _licence(licence: str) -> dict[str, str]:
    # https://specs.frictionlessdata.io/data-package/#licenses
    return {"path" if "/" in licence else "name": licence}


def _resources(archive: Archive) -> Iterator[dict[str, Any]]:
    for suffix in ("csv", "jsonl"):
        for month, url in data_schema.monthly_files("claims", suffix, archive):
            title = f"Claims of {formatting.month_text(month)}"
            yield _resource(f"claims-{month}", title, url, data_schema.CLAIMS, "id")
    for month, url in data_schema.monthly_files("articles", "jsonl", archive):
        title = f"Articles of {formatting.month_text(month)}"
        yield _resource(f"articles-{month}", title, url, data_schema.ARTICLES, "id")
    title = "Figures, compared by key"
    yield _resource("figures", title, data_schema.FIGURES_FILE, data_schema.FIGURES, "claim")


def _resource(
    name: str, title: str, url: str, columns: Sequence[Column], key: str
) -> dict[str, Any]:
    """Describe a file. Of two files with the same rows, the second has its suffix in the name."""
    suffix = url.rpartition(".")[2]
    csv = suffix == "csv"
    return {
        "name": f"{name}-{suffix}" if name.startswith("claims") and not csv else name,
        "title": title,
        "path": url.removeprefix("data/"),
        "profile": "tabular-data-resource" if csv else "data-resource",
        "format": suffix,
        "mediatype": MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "schema": {"fields": list(columns), "primaryKey": key},
    }
