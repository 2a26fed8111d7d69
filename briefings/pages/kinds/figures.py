"""All figures: numbers that are claimed under a key, each with what was said of it last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefings.archive import Archive, figure_description
from briefings.model import Claim, Site
from briefings.model.identifiers import figure_url
from briefings.pages import charts, formatting, links
from briefings.pages.dispute_sides import rivals
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import FigureView, Link

KIND = Kind(sitemap="pages", menu=MenuEntry("footer", 10, "Figures", "figures/"))

CHARTS = 4
"""How many figures are drawn on the page of a region or an actor."""
LINKS = 20
MARKS = 4


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("figures/", "figures")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    figures = [_line(key, archive) for key in archive.ledger.by_figure]
    return {
        "page": head(
            "Figures",
            "Numbers that are claimed, side by side.",
            "claims",
            [{"name": "Claims", "url": "claims/"}],
        ),
        "figures": sorted(figures, key=lambda line: (line["name"], line["url"])),
    }


def figure_summaries(keys: Sequence[str], archive: Archive) -> tuple[list[FigureView], list[Link]]:
    """Return the first of some figures with a chart of their latest, and links to more of them."""
    shown = [view(key, archive) for key in keys[:CHARTS]]
    return shown, [figure_link(key, archive) for key in keys[CHARTS : CHARTS + LINKS]]


def figure_link(key: str, archive: Archive) -> Link:
    return {"name": _name(key, archive.ledger.figure_descriptions.get(key)), "url": figure_url(key)}


def name_of(key: str, claims: Sequence[Claim]) -> str:
    """What the number is of, in the words of the first claim that has any; else its key."""
    return _name(key, figure_description(claims))


def _name(key: str, description: str | None) -> str:
    name = description or key.replace("-", " ")
    return name[0].upper() + name[1:]


def view(key: str, archive: Archive) -> FigureView:
    # Shown by each region and each actor of the figure.
    return archive.memo.get(("figure", key), (), lambda: _view(key, archive))


def _view(key: str, archive: Archive) -> FigureView:
    claims = archive.ledger.by_figure[key]
    return {
        **figure_link(key, archive),
        "count": formatting.count(len(claims), "claim"),
        "chart": charts.chart(claims[:MARKS], archive),
    }


def _line(key: str, archive: Archive) -> dict[str, Any]:
    claims = archive.ledger.by_figure[key]
    newest = claims[0]
    return {
        **figure_link(key, archive),
        "count": formatting.count(len(claims), "claim"),
        "latest": formatting.quantity(newest.figure) if newest.figure else "",
        "by": links.claimants_text(newest, archive),
        "date": formatting.day_moment(newest.on),
        "state": archive.ledger.states(newest)[-1],
        "rivals": rivals(newest, archive),
    }
