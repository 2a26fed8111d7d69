"""One figure: what is claimed of a number, by whom and when, the latest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefings.archive import Archive
from briefings.model import Claim, Site
from briefings.model.identifiers import figure_url, month_url
from briefings.pages import charts, claim_cards, formatting
from briefings.pages.dispute_sides import rivals
from briefings.pages.kind import Kind
from briefings.pages.kinds.figures import name_of
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import FigureLine, Link

KIND = Kind(sitemap="pages")

LATEST = 24
CRUMBS: tuple[Link, ...] = (
    {"name": "Claims", "url": "claims/"},
    {"name": "Figures", "url": "figures/"},
)


def plan(archive: Archive) -> Iterator[Page]:
    for key in archive.ledger.by_figure:
        yield Page(figure_url(key), "figure", (key,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    (key,) = page.subject
    claims = archive.ledger.by_figure[key]
    name = name_of(key, claims)
    count = formatting.count(len(claims), "claim")
    claimants = {id_ for claim in claims for id_ in claim.by}
    return {
        "page": head(
            name,
            f"{name}: {count}, by {formatting.count(len(claimants), 'claimant')}.",
            "claims",
            CRUMBS,
        ),
        "name": name,
        "unit": unit_of(claims),
        "counts": [count, formatting.count(len(claimants), "claimant")],
        "chart": charts.chart(claims[:LATEST], archive),
        "lines": lines(claims[:LATEST], archive, site),
        "cut": f"The latest {LATEST} of {count}" if len(claims) > LATEST else None,
        "months": [
            {
                "name": formatting.month_text(month),
                "url": month_url(month, page.url),
                "count": formatting.count(
                    len(archive.ledger.figures_by_month[key, month]), "claim"
                ),
            }
            for month in sorted({claim.article[:7] for claim in claims}, reverse=True)
        ],
    }


def unit_of(claims: Sequence[Claim]) -> str | None:
    """What the number counts: the same for all claims of a key."""
    return next((c.figure.unit for c in claims if c.figure and c.figure.unit), None)


def lines(claims: Sequence[Claim], archive: Archive, site: Site) -> list[FigureLine]:
    return [
        {
            "number": formatting.amount(claim.figure),
            "claim": claim_cards.claim_card(claim, archive, site),
            "rivals": rivals(claim, archive),
        }
        for claim in claims
        if claim.figure
    ]
