"""Describe in short the other sides of a claim's disputes, and how an editor settled them."""

from __future__ import annotations

from datetime import date

from briefings.archive import Archive
from briefings.model import Claim
from briefings.pages import links
from briefings.pages.claim_status import state_view
from briefings.pages.views import Rival, Rivals, StateView

NAMED = 3
SETTLED = ("confirmed", "refuted", "withdrawn")


def rivals(claim: Claim, archive: Archive) -> Rivals:
    """Return the claims that a claim denies or is denied by, as of now."""
    others = archive.ledger.rivals(claim)
    more = len(others) - NAMED
    return {
        "named": [_rival(other, claim, archive) for other in others[:NAMED]],
        "more": {"name": f"and {more:,} more", "url": claim.url} if more > 0 else None,
    }


def settled_text(state: StateView, *, is_denial: bool) -> str | None:
    """Describe the state that an editor entered for the other side, which is a denial or what is
    denied."""
    if state["name"] not in SETTLED:
        return None
    return f"{'this denial' if is_denial else 'what it denies'} was {state['name']}"


def _rival(other: Claim, claim: Claim, archive: Archive) -> Rival:
    # Of two sides, one is what the claim answers; all others answer it.
    is_denial = other.id != claim.answers
    state = state_view(other, archive, date.max)
    return {
        "relation": "denied by" if is_denial else "denies",
        "name": links.claimants_text(other, archive),
        "url": other.url,
        "state": state,
        "settled": settled_text(state, is_denial=is_denial),
    }
