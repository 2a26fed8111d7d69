"""A claim's page: what it answers, what answers it, and its states over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from briefings.archive import Archive, Change
from briefings.model import Claim, Site
from briefings.model.identifiers import month_url
from briefings.pages import claim_cards, claim_lists, claim_status, formatting, links, story_lines
from briefings.pages.json_ld import claim_json_ld
from briefings.pages.kind import Kind
from briefings.pages.kinds.claims_facet import kind_link
from briefings.pages.page import Page
from briefings.pages.page_metadata import address_of, head
from briefings.pages.views import Counted, Link, StatusView

KIND = Kind(sitemap="month")

ANSWERS = 200
"""Most answers on a claim's own page, answers to answers included."""
LONGEST_HEADLINE = 120
"""Characters up to which a claim is set in a headline's size."""


def plan(archive: Archive) -> Iterator[Page]:
    for month, claims in archive.claims_by_month.items():
        # As for articles: a preview plans the claims of changed months only.
        yield from archive.index_memo.get(("claim pages", month), claims, partial(_pages, claims))


def _pages(claims: Iterable[Claim]) -> list[Page]:
    return [Page(claim.url, "claim", (claim.id,)) for claim in claims]


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    claim = archive.ledger.claims[page.subject[0]]
    article = archive.article_of(claim)
    card = claim_cards.claim_card(claim, archive, site)
    # Most claims have few answers: then the card is the one that lists show, from the memo.
    if claim_lists.is_cut(card):
        card = claim_cards.claim_card(claim, archive, site, most=ANSWERS)
    claimants = links.claimants_text(claim, archive)
    said = f"{claimants}, {formatting.day_text(claim.on)}"
    return {
        "page": {
            **head(f"{claimants}: {claim.says}", f"{said}: {claim.says}", "claims", _crumbs(claim)),
            "unlisted": article.id in archive.unpublished,
            "data": claim_json_ld(claim, article, archive, site),
        },
        "kind": kind_link(claim.kind),
        "claim": card,
        "is_long": len(claim.says) > LONGEST_HEADLINE,
        "thread": claim_lists.find_thread(claim, archive, site),
        # What even this page leaves out is in the ledger's months.
        "answer_months": _months_of_answers(claim, archive) if card["more"] else [],
        "states": [_status(claim, change, archive) for change in archive.ledger.history(claim)],
        "article": story_lines.story(article, archive, site),
        "cite": f"Claim by {said}: {claim.says.rstrip('.')}. {_where(claim, site)}",
    }


def _where(claim: Claim, site: Site) -> str:
    return ", ".join(filter(None, [site.name, address_of(claim.url, site)]))


def _crumbs(claim: Claim) -> list[Link]:
    month = claim.article[:7]
    return [
        {"name": "Claims", "url": "claims/"},
        {"name": formatting.month_text(month), "url": month_url(month, "claims/")},
    ]


def _months_of_answers(claim: Claim, archive: Archive) -> list[Counted]:
    """Link to the months of the ledger that have answers to a claim, newest first."""
    numbers = Counter(answer.article[:7] for answer in archive.ledger.answers[claim.id])
    return [
        {
            "name": formatting.month_text(month),
            "url": month_url(month, "claims/"),
            "count": formatting.count(numbers[month], "answer"),
        }
        for month in sorted(numbers, reverse=True)
    ]


def _status(claim: Claim, change: Change, archive: Archive) -> StatusView:
    return {
        "state": change.state,
        "on": formatting.day_moment(change.on),
        "how": claim_status.ground_text(claim, change, archive),
        "by": links.ground_link(change.by, archive),
        "note": change.note,
    }
