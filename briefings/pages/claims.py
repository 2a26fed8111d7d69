"""The ledger of claims: open disputes first, then the newest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import cards, words
from briefings.pages.heads import head
from briefings.pages.page import Page

DISPUTES = 30
NEWEST = 30


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("claims/", "claims")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    disputes = archive.ledger.disputes[:DISPUTES]
    shown = {claim.id for claim in disputes}
    claims = list(archive.ledger.claims.values())[: NEWEST + len(shown)]
    newest = [claim for claim in claims if claim.id not in shown and claim.answers not in shown]
    return {
        "page": head("Claims", "Who says what, and who denies it.", "claims"),
        "counts": [
            words.count(len(archive.ledger.claims), "claim"),
            words.count(len(archive.ledger.disputes), "open dispute"),
        ],
        "disputes": cards.threads(disputes, archive, site),
        "newest": cards.threads(newest[:NEWEST], archive, site),
        "months": [
            {
                "name": words.month_text(month),
                "url": month_url(month, page.url),
                "count": words.count(len(claims), "claim"),
            }
            for month, claims in sorted(archive.claims_by_month.items(), reverse=True)
        ],
    }
