"""Describe a claim's state: since when, on what grounds, and what changed after a given day."""

from __future__ import annotations

from datetime import date

from briefings.archive import Archive, Change, known_from
from briefings.model import Claim
from briefings.pages import formatting, links
from briefings.pages.views import Link, StateView

MANY = 20
"""Answers from which on a claim's state is memoized, because each of their cards shows it."""


def state_view(claim: Claim, archive: Archive, day: date = date.max) -> StateView:
    change = change_on(claim, archive, day)
    since = None if change.state == "claimed" else formatting.day_moment(change.on)
    return {"name": change.state, "since": since, "ground": _entered_for(claim, change, archive)}


def later_view(claim: Claim, archive: Archive, day: date, then: StateView) -> StateView | None:
    """Return a claim's state after a day, if it is another one, and when it changed. A dispute of
    which a later article tells counts from that article."""
    now = change_on(claim, archive)
    if now.state == then["name"]:
        return None
    # An article of today may report what was claimed before that day.
    since = now.on if now.on > day else _known_since(claim, now, archive, day)
    entered = _entered_for(claim, now, archive)
    return {"name": now.state, "since": formatting.day_moment(since), "ground": entered}


def change_on(claim: Claim, archive: Archive, day: date = date.max) -> Change:
    """Return the state of a claim that was known at the end of a day."""
    # With few answers, few cards show it again.
    if len(archive.ledger.answers.get(claim.id, ())) < MANY:
        return archive.ledger.state(claim, day)
    return archive.memo.get(("state", claim.id, day), (), lambda: archive.ledger.state(claim, day))


def _known_since(claim: Claim, now: Change, archive: Archive, day: date) -> date:
    """Return the first day after a given one from which a claim was known to have its present
    state."""
    # Only on these days can what was known have changed.
    days = {known_from(rival) for rival in archive.ledger.rivals(claim)}
    since = now.on
    for later in sorted((other for other in days if other > day), reverse=True):
        if archive.ledger.state(claim, later).state != now.state:
            break
        since = later
    return since


def ground_text(claim: Claim, change: Change, archive: Archive) -> str:
    """Return the words that lead from a state to the name of its ground."""
    if change.state == "claimed":
        return "resting on the withdrawal of"
    relation = _relation(claim, change, archive)
    return f"resting on its {relation}" if relation else "resting on"


def _relation(claim: Claim, change: Change, archive: Archive) -> str | None:
    """Return whether a dispute rests on the denial of a claim, or on its denial of another
    claim."""
    ground = archive.ledger.claims.get(change.by or "")
    if ground is None or change.state != "disputed":
        return None
    if claim.relation == "denies" and claim.answers == ground.id:
        return "denial of"
    return "denial by" if ground.relation == "denies" and ground.answers == claim.id else None


def _entered_for(claim: Claim, change: Change, archive: Archive) -> Link | None:
    """Return the ground that an editor entered for a state. A denial needs no entry, because its
    claim is shown beside the one it denies."""
    if change.state == "claimed" or _relation(claim, change, archive):
        return None
    return links.ground_link(change.by, archive)
