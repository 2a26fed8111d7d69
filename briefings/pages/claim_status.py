"""A claim's state in words: since when, on what it rests, and what it has become since a day."""

from __future__ import annotations

from datetime import date

from briefings.archive import Archive, Change, known_from
from briefings.model import Claim
from briefings.pages import formatting, links
from briefings.pages.views import Link, StateView

MANY = 20
"""From how many answers on a state is worth remembering: all of them show it."""


def state_view(claim: Claim, archive: Archive, day: date = date.max) -> StateView:
    change = change_on(claim, archive, day)
    since = None if change.state == "claimed" else formatting.day_moment(change.on)
    return {"name": change.state, "since": since, "ground": _entered_for(claim, change, archive)}


def later_view(claim: Claim, archive: Archive, day: date, then: StateView) -> StateView | None:
    """What a claim has become since a day, and when; of a dispute told later, when it was told."""
    now = change_on(claim, archive)
    if now.state == then["name"]:
        return None
    since = now.on if now.on > day else _known_since(claim, now, archive, day)
    entered = _entered_for(claim, now, archive)
    return {"name": now.state, "since": formatting.day_moment(since), "ground": entered}


def change_on(claim: Claim, archive: Archive, day: date = date.max) -> Change:
    """The state that a claim was known to have at the end of a day."""
    if len(archive.ledger.answers.get(claim.id, ())) < MANY:
        return archive.ledger.state(claim, day)
    return archive.memo.get(("state", claim.id, day), (), lambda: archive.ledger.state(claim, day))


def _known_since(claim: Claim, now: Change, archive: Archive, day: date) -> date:
    """The first of the days after one from which on a claim was known to be what it is now."""
    told = {known_from(rival) for rival in archive.ledger.rivals(claim)}
    since = now.on
    for later in sorted((other for other in told if other > day), reverse=True):
        if archive.ledger.state(claim, later).state != now.state:
            break
        since = later
    return since


def ground_text(claim: Claim, change: Change, archive: Archive) -> str:
    """How a state stands on its ground, to be followed by the ground's name."""
    if change.state == "claimed":
        return "resting on the withdrawal of"
    relation = _relation(claim, change, archive)
    return f"resting on its {relation}" if relation else "resting on"


def _relation(claim: Claim, change: Change, archive: Archive) -> str | None:
    """Whether a dispute rests on the denial of a claim, or on its denial of another."""
    ground = archive.ledger.claims.get(change.by or "")
    if ground is None or change.state != "disputed":
        return None
    if claim.relation == "denies" and claim.answers == ground.id:
        return "denial of"
    return "denial by" if ground.relation == "denies" and ground.answers == claim.id else None


def _entered_for(claim: Claim, change: Change, archive: Archive) -> Link | None:
    """What an editor has entered a state for. A denial needs no entry: it stands beside the claim,
    and speaks for itself."""
    if change.state == "claimed" or _relation(claim, change, archive):
        return None
    return links.ground_link(change.by, archive)
