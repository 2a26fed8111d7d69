"""The states of one month's claims: disputes, outcomes, and the days on which states changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefings.archive.facets import facet
from briefings.archive.ledger import (
    Outcome,
    is_denial,
    known_from,
    state_history,
    was_ever_withdrawn,
)
from briefings.model import Claim, State


class Disputable(NamedTuple):
    """A claim that may have other states than *claimed*: it has entries or answers, or denies.

    `denied` is the other actor's claim that it denies.
    """

    claim: Claim
    replies: Sequence[Claim]
    denied: Claim | None


@dataclass(frozen=True, slots=True)
class MonthStates:
    """The states of the claims of a month, now and before.

    by_facet: claims by kind and by state
    outcomes: claims by source that were ever disputed, confirmed, refuted or withdrawn
    state_changes: days on which a claim's state may have been seen to change, with its id
    disputes: claims that are disputed now, with the day since when
    last_changes: the last change of claims with answers or entries; answers to answers, and what
        the claims answer, aren't counted yet
    """

    by_facet: Mapping[tuple[str, str], Sequence[Claim]]
    outcomes: Mapping[tuple[str, Outcome], Sequence[Claim]]
    state_changes: Sequence[tuple[date, str]]
    disputes: Sequence[tuple[date, Claim]]
    last_changes: Mapping[str, date]


def find_disputable(
    claims: Iterable[Claim], answers: Mapping[str, Sequence[Claim]], by_id: Mapping[str, Claim]
) -> list[Disputable]:
    """Return the claims whose state depends on more than themselves; `answers` are by a claim's
    id."""
    return [
        Disputable(claim, answers.get(claim.id, ()), _find_denied(claim, by_id))
        for claim in claims
        if claim.status or claim.id in answers or claim.relation == "denies"
    ]


def index_month_states(claims: Iterable[Claim], disputable: Iterable[Disputable]) -> MonthStates:
    """Index the states of a month's claims."""
    states: dict[str, Sequence[State]] = {}
    outcomes: dict[tuple[str, Outcome], list[Claim]] = defaultdict(list)
    changes: list[tuple[date, str]] = []
    disputes: list[tuple[date, Claim]] = []
    last_changes: dict[str, date] = {}
    for claim, replies, denied in disputable:
        known = known_from(claim)
        entry_days = [entry.on for entry in claim.status]
        last_changes[claim.id] = max([known, *entry_days, *map(known_from, replies)])
        rivals = [reply for reply in replies if is_denial(reply, claim)]
        if denied:
            # First, as in `Ledger.rivals`: a dispute rests on it where several began on one day.
            rivals.insert(0, denied)
        # It has answers, none of which denies it: it is claimed, as by default.
        if not claim.status and not rivals:
            continue
        for outcome in _outcomes(claim, rivals):
            outcomes[claim.source, outcome].append(claim)
        changes += [(max(day, known), claim.id) for day in entry_days]
        changes += [(day, claim.id) for day in _dispute_days(claim, known, rivals)]
        history = state_history(claim, rivals)
        states[claim.id] = [change.state for change in history]
        if history[-1].state == "disputed":
            disputes.append((history[-1].on, claim))
    return MonthStates(facet(claims, states), outcomes, changes, disputes, last_changes)


def _find_denied(claim: Claim, by_id: Mapping[str, Claim]) -> Claim | None:
    if claim.relation != "denies" or not claim.answers:
        return None
    denied = by_id[claim.answers]
    return denied if is_denial(claim, denied) else None


def _dispute_days(claim: Claim, known: date, rivals: Sequence[Claim]) -> Iterable[date]:
    """Return the days on which a dispute of a claim may have become known, or ended.

    The day of its own article is left out: that day's briefing has the claim as a new one.
    """
    days = {max(known, known_from(rival)) for rival in rivals}
    withdrawn = [rival for rival in rivals if was_ever_withdrawn(rival)]
    if withdrawn:
        days |= {
            max(known, known_from(rival), entry.on) for rival in withdrawn for entry in rival.status
        }
    elif days:
        days = {min(days)}
    return days - {date.fromisoformat(claim.article[:10])}


def _outcomes(claim: Claim, rivals: Sequence[Claim]) -> set[Outcome]:
    outcomes: set[Outcome] = {entry.is_ for entry in claim.status}
    return outcomes | {"disputed"} if rivals else outcomes
