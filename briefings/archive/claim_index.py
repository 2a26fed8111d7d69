"""Months of claims -> the ledger.

Each month is indexed by itself, and once more with what answers its claims and with what they deny;
what all months hold is then put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import TypeVar

from briefings.archive.facets import Facets, facet
from briefings.archive.ledger import (
    Ledger,
    Outcome,
    history_of,
    is_denial,
    known_from,
    was_ever_withdrawn,
    words_of,
)
from briefings.archive.months import group, merge
from briefings.cache.memo import Memo
from briefings.model import Claim, State

K = TypeVar("K")
Heard = tuple[Claim, Sequence[Claim], Claim | None]
"""A claim, what answers it, and the other actor's claim that it denies."""

_on: Callable[[Claim], date] = attrgetter("on")


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of a month's articles, newest first, and the `replies` among them.

    `control` holds the claims of who holds a region, by region. Those of a figure with a key are
    `figures` by key, `figures_on` by region and `figures_of` by actor.
    """

    claims: Sequence[Claim]
    replies: Sequence[Claim]
    by_region: Mapping[str, Sequence[Claim]]
    by_actor: Mapping[str, Sequence[Claim]]
    by_source: Mapping[str, Sequence[Claim]]
    control: Mapping[str, Sequence[Claim]]
    figures: Mapping[str, Sequence[Claim]]
    figures_on: Mapping[str, Sequence[Claim]]
    figures_of: Mapping[str, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a month stand now, and since when.

    `disputes` are those in dispute, with the day since when; `last_changes`, of those that have
    answers or an editor's entries, don't yet tell of answers to answers, or of what they answer.
    """

    faceted: Mapping[tuple[str, str], Sequence[Claim]]
    outcomes: Mapping[tuple[str, Outcome], Sequence[Claim]]
    state_changes: Sequence[tuple[date, str]]
    disputes: Sequence[tuple[date, Claim]]
    last_changes: Mapping[str, date]


def index_claims(months: Mapping[str, Sequence[Claim]], memo: Memo) -> tuple[Ledger, Facets]:
    """The ledger of all claims, and what they have in common, from those of each month's articles.

    Both the months and the articles in them come newest first; what claims answer is among them.
    """
    told = {
        month: memo.get(("told", month), claims, partial(_index_told, claims))
        for month, claims in months.items()
    }
    return memo.get("ledger", [*told.values()], lambda: _put_together(told, memo))


def _put_together(told: Mapping[str, Told], memo: Memo) -> tuple[Ledger, Facets]:
    claims = {claim.id: claim for claim in _newest_first(of.claims for of in told.values())}
    replies = _newest_first(of.replies for of in told.values())
    answers = _group_answers(replies)
    standing = [_stand(month, of, answers, claims, memo) for month, of in told.items()]
    disputes = [dispute for of in standing for dispute in of.disputes]
    disputes.sort(key=lambda dispute: (dispute[0], dispute[1].on), reverse=True)
    disputed = tuple(claim for _, claim in disputes)
    by_figure = _merge(of.figures for of in told.values())
    ledger = Ledger(
        claims=claims,
        answers=answers,
        by_region=_merge(of.by_region for of in told.values()),
        by_actor=_merge(of.by_actor for of in told.values()),
        by_source=_merge(of.by_source for of in told.values()),
        answers_to_actor=_said_of(replies, claims),
        control=_merge(of.control for of in told.values()),
        disputes=disputed,
        disputes_by_region=group((id_, claim) for claim in disputed for id_ in claim.regions),
        by_figure=by_figure,
        figures_by_month={
            (key, month): figures
            for month, of in told.items()
            for key, figures in of.figures.items()
        },
        figures_by_region=_keys(_merge(of.figures_on for of in told.values())),
        figures_by_actor=_keys(_merge(of.figures_of for of in told.values())),
        figure_descriptions={
            key: words for key, of in by_figure.items() if (words := words_of(of))
        },
        previous_figures=_figures_before(by_figure, memo),
        outcomes=_merge(of.outcomes for of in standing),
        state_changes=sorted(chain.from_iterable(of.state_changes for of in standing)),
        last_changes=_last_changes(standing, replies, claims),
    )
    faceted = {
        (*place, month): of
        for month, stand in zip(told, standing, strict=True)
        for place, of in stand.faceted.items()
    }
    return ledger, faceted


def _index_told(newest_first: Iterable[Claim]) -> Told:
    claims = _newest_first([newest_first])
    by_region: dict[str, list[Claim]] = defaultdict(list)
    by_actor: dict[str, list[Claim]] = defaultdict(list)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    control: dict[str, list[Claim]] = defaultdict(list)
    figures: dict[str, list[Claim]] = defaultdict(list)
    figures_on: dict[str, list[Claim]] = defaultdict(list)
    figures_of: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.figure.key if claim.figure else None
        for region in claim.regions:
            by_region[region].append(claim)
            if claim.kind == "control":
                control[region].append(claim)
            if key:
                figures_on[region].append(claim)
        for actor in claim.by:
            by_actor[actor].append(claim)
            if key:
                figures_of[actor].append(claim)
        by_source[claim.source].append(claim)
        if key:
            figures[key].append(claim)
    replies = [claim for claim in claims if claim.answers]
    return Told(
        claims, replies, by_region, by_actor, by_source, control, figures, figures_on, figures_of
    )


def _stand(
    month: str,
    told: Told,
    answers: Mapping[str, Sequence[Claim]],
    claims: Mapping[str, Claim],
    memo: Memo,
) -> Standing:
    """How a month's claims stand; found anew where one of them, an answer to it, or what it denies,
    is another."""
    heard = [
        (claim, answers.get(claim.id, ()), _denied(claim, claims))
        for claim in told.claims
        if claim.status or claim.id in answers or claim.relation == "denies"
    ]
    made_from = [
        told,
        *(of for claim, replies, denied in heard for of in (claim, *replies, denied)),
    ]
    return memo.get(("standing", month), made_from, lambda: _index_standing(told, heard))


def _denied(claim: Claim, claims: Mapping[str, Claim]) -> Claim | None:
    if claim.relation != "denies" or not claim.answers:
        return None
    denied = claims[claim.answers]
    return denied if is_denial(claim, denied) else None


def _index_standing(told: Told, heard: Sequence[Heard]) -> Standing:
    """`heard` are those claims that have answers or an editor's entries, or deny another."""
    states: dict[str, Sequence[State]] = {}
    outcomes: dict[tuple[str, Outcome], list[Claim]] = defaultdict(list)
    changes: list[tuple[date, str]] = []
    disputes: list[tuple[date, Claim]] = []
    last_changes: dict[str, date] = {}
    for claim, replies, denied in heard:
        made = known_from(claim)
        entered = [entry.on for entry in claim.status]
        last_changes[claim.id] = max([made, *entered, *map(known_from, replies)])
        rivals = [reply for reply in replies if is_denial(reply, claim)]
        if denied:
            rivals.insert(0, denied)
        if not claim.status and not rivals:
            continue
        for outcome in _outcomes(claim, rivals):
            outcomes[claim.source, outcome].append(claim)
        changes += [(max(day, made), claim.id) for day in entered]
        changes += [(day, claim.id) for day in _moves(claim, made, rivals)]
        history = history_of(claim, rivals)
        states[claim.id] = [change.state for change in history]
        if history[-1].state == "disputed":
            disputes.append((history[-1].on, claim))
    return Standing(facet(told.claims, states), outcomes, changes, disputes, last_changes)


def _moves(claim: Claim, made: date, rivals: Sequence[Claim]) -> Iterable[date]:
    """The days on which a dispute of a claim may have become known, or ended; but for that of its
    article, whose briefing has it as a new one."""
    known = {max(made, known_from(rival)) for rival in rivals}
    withdrawn = [rival for rival in rivals if was_ever_withdrawn(rival)]
    if withdrawn:
        known |= {
            max(made, known_from(rival), entry.on) for rival in withdrawn for entry in rival.status
        }
    elif known:
        known = {min(known)}
    return known - {date.fromisoformat(claim.article[:10])}


def _outcomes(claim: Claim, rivals: Sequence[Claim]) -> set[Outcome]:
    outcomes: set[Outcome] = {entry.is_ for entry in claim.status}
    return outcomes | {"disputed"} if rivals else outcomes


def _newest_first(parts: Iterable[Iterable[Claim]]) -> list[Claim]:
    """Claims by their day; those of one day in the order in which they come."""
    return sorted(chain.from_iterable(parts), key=_on, reverse=True)


def _merge(months: Iterable[Mapping[K, Sequence[Claim]]]) -> dict[K, list[Claim]]:
    return {key: _newest_first([claims]) for key, claims in merge(months).items()}


def _group_answers(replies: Iterable[Claim]) -> dict[str, Sequence[Claim]]:
    """The answers to each claim, the oldest first; of one day, those of the newest article."""
    answers = group((reply.answers, reply) for reply in replies if reply.answers)
    return {id_: tuple(sorted(of, key=_on)) for id_, of in answers.items()}


def _said_of(replies: Iterable[Claim], claims: Mapping[str, Claim]) -> dict[str, Sequence[Claim]]:
    """By actor, what others answer to its claims."""
    return group(
        (actor, reply)
        for reply in replies
        if reply.answers
        for actor in claims[reply.answers].by
        if actor not in reply.by
    )


def _keys(figures: Mapping[str, Sequence[Claim]]) -> dict[str, Sequence[str]]:
    """The keys of figures, each once."""
    return {
        id_: tuple(dict.fromkeys(of.figure.key for of in claims if of.figure and of.figure.key))
        for id_, claims in figures.items()
    }


def _last_changes(
    standing: Iterable[Standing], replies: Sequence[Claim], claims: Mapping[str, Claim]
) -> dict[str, date]:
    """With the changes of answers, which are changes of what they answer, and so on; and with those
    of what is answered, since an answer is told beside it."""
    last = {id_: day for of in standing for id_, day in of.last_changes.items()}
    for reply in replies:
        day, answered = last.get(reply.id), reply.answers
        while day and answered and last[answered] < day:
            last[answered] = day
            answered = claims[answered].answers
    for reply in replies:
        first = reply
        while first.answers:
            first = claims[first.answers]
        last[reply.id] = last[first.id]
    return last


def _figures_before(figures: Mapping[str, Sequence[Claim]], memo: Memo) -> dict[str, Claim]:
    """For each claim of a figure that has one, the last one that was told on an earlier day."""
    before: dict[str, Claim] = {}
    for key, claims in figures.items():
        before |= memo.get(("figure", key), claims, partial(_before, claims))
    return before


def _before(claims: Iterable[Claim]) -> dict[str, Claim]:
    before: dict[str, Claim] = {}
    last: Claim | None = None
    days = groupby(sorted(claims, key=_told), lambda claim: claim.article[:10])
    for told in (list(of) for _, of in days):
        if last:
            before |= {claim.id: last for claim in told}
        last = told[-1]
    return before


def _told(claim: Claim) -> tuple[str, date, str]:
    return claim.article[:10], claim.on, claim.id
