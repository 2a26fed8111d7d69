"""One claim: what it answers, what answers it, and its states over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive, Change
from briefings.model import Claim, Site
from briefings.model.identifiers import month_url
from briefings.pages import cards, words
from briefings.pages.heads import head
from briefings.pages.page import Page
from briefings.pages.views import Link, StatusView


def plan(archive: Archive) -> Iterator[Page]:
    for claim in archive.ledger.claims.values():
        yield Page(claim.url, "claim", (claim.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    claim = archive.ledger.claims[page.subject[0]]
    article = archive.article_of(claim)
    said = f"{cards.claimants_text(claim, archive)}, {words.day_text(claim.on)}"
    return {
        "page": {
            **head(claim.says, f"{said}: {claim.says}", "claims", _crumbs(claim)),
            "unlisted": article.id in archive.withheld,
        },
        "claim": cards.claim_card(claim, archive, site),
        "chain": [cards.claim_card(c, archive, site) for c in _chain(claim, archive)],
        "states": [_status(change, archive) for change in archive.ledger.history(claim)],
        "article": cards.story(article, archive, site),
    }


def _crumbs(claim: Claim) -> list[Link]:
    month = claim.article[:7]
    return [
        {"name": "Claims", "url": "claims/"},
        {"name": words.month_text(month), "url": month_url(month, "claims/")},
    ]


def _chain(claim: Claim, archive: Archive) -> list[Claim]:
    """The claims that this one answers, directly or not, the first one first."""
    chain: list[Claim] = []
    answered = archive.ledger.answered(claim)
    while answered:
        chain.insert(0, answered)
        answered = archive.ledger.answered(answered)
    return chain


def _status(change: Change, archive: Archive) -> StatusView:
    by: Link | None = None
    if change.by and change.by in archive.ledger.claims:
        by = cards.claim_link(archive.ledger.claims[change.by], archive)
    elif change.by:
        by = cards.source_link(change.by, archive)
    return {
        "state": change.state,
        "on": words.day_moment(change.on),
        "by": by,
        "note": change.note,
    }
