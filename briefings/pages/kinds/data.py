"""The page of data files for research: links to them, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import data_schema, formatting
from briefings.pages.data_schema import Files, Section
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Link

KIND = Kind(
    no_sitemap="a list of files, which have no text to search for",
    menu=MenuEntry("footer", 40, "Data", "data/"),
)

FORMATS = {"csv": "CSV", "jsonl": "JSON Lines"}


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("data/", "data")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    # One file for all months, since figures are compared over time.
    csv: Link = {"name": FORMATS["csv"], "url": data_schema.FIGURES_FILE}
    claims: Section = {
        "name": "Claims",
        "about": "One row for each claim, in the file of its article’s month. A row changes when"
        " the claim’s state does, or when it is corrected.",
        "files": _months("claims", "claims/", ("csv", "jsonl"), archive),
        "columns": list(data_schema.CLAIMS),
    }
    articles: Section = {
        "name": "Articles",
        "about": "One row for each article, without its text.",
        "files": _months("articles", "", ("jsonl",), archive),
        "columns": list(data_schema.ARTICLES),
    }
    figures: Section = {
        "name": "Figures",
        "about": "One row for each number claimed; numbers of the same thing stand together.",
        "files": [{"of": {"name": "All figures", "url": "figures/"}, "files": [csv]}],
        "columns": list(data_schema.FIGURES),
    }
    return {
        "page": head(
            "Data",
            f"All claims, articles and figures of {site.name} as files for research.",
            "",
        ),
        "package": data_schema.PACKAGE,
        "licence": _licence(site.licence),
        "tables": [claims, articles, figures],
    }


def _licence(licence: str) -> Link | None:
    """Link a licence that is an address; another one is only named."""
    return {"name": licence, "url": licence if "/" in licence else ""} if licence else None


def _months(table: str, under: str, suffixes: tuple[str, ...], archive: Archive) -> list[Files]:
    """Return the files of each month, newest first. `under` is the address below which the months'
    pages are."""
    files: dict[str, list[Link]] = {}
    for suffix in suffixes:
        for month, url in data_schema.monthly_files(table, suffix, archive):
            files.setdefault(month, []).append({"name": FORMATS[suffix], "url": url})
    return [
        {
            "of": {"name": formatting.month_text(month), "url": month_url(month, under)},
            "files": files[month],
        }
        for month in sorted(files, reverse=True)
    ]
