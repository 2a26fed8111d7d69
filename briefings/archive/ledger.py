"""The ledger of claims: who answers whom, and each claim's state on a date.

A state is never decided here. A claim is *claimed* from its date; *disputed* from the day on which
another actor's claim denies it; *confirmed*, *refuted* or *withdrawn* only by an editor's entry,
which a later denial doesn't undo. Entries whose day hasn't come don't get here (`publishable`).

An article may tell of days before its own. What is asked of a day is answered as it was known at
its end: by the claims of articles until then, so that no later one rewrites an old briefing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from briefings.model import Article, Claim, State

Outcome = Literal["denied", "confirmed", "refuted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Change:
    """A claim's state from a day on; `by` is the claim or source that it rests on, if any."""

    on: date
    state: State
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All published claims; the sequences are newest first, answers oldest first.

    `control` holds the claims of who holds a region, by region; `changes` are the days on which the
    state of a claim may have become known as another one, with the claim's id.
    `said_of` holds, by actor, what others answer to its claims.
    `by_figure` holds the claims of a figure's key, `figures_by_month` those in articles of a month;
    `figures_by_region` and `figures_by_actor` the keys, that of the newest claim first.
    `figure_before` is, by a claim's id, the latest of its figure's claims in an article of an
    earlier day. `outcomes` are by source the claims that were denied by others, and those that were
    ever confirmed, refuted or withdrawn. `last_changes` has the day since which nothing about a
    claim, its answers and theirs has changed, where that isn't the claim's own.
    """

    claims: Mapping[str, Claim]
    answers: Mapping[str, Sequence[Claim]]
    by_region: Mapping[str, Sequence[Claim]]
    by_actor: Mapping[str, Sequence[Claim]]
    by_source: Mapping[str, Sequence[Claim]]
    said_of: Mapping[str, Sequence[Claim]]
    control: Mapping[str, Sequence[Claim]]
    disputes: Sequence[Claim]
    disputes_by_region: Mapping[str, Sequence[Claim]]
    by_figure: Mapping[str, Sequence[Claim]]
    figures_by_month: Mapping[tuple[str, str], Sequence[Claim]]
    figures_by_region: Mapping[str, Sequence[str]]
    figures_by_actor: Mapping[str, Sequence[str]]
    figure_before: Mapping[str, Claim]
    outcomes: Mapping[tuple[str, Outcome], Sequence[Claim]]
    changes: Sequence[tuple[date, str]]
    last_changes: Mapping[str, date]

    def history(self, claim: Claim) -> list[Change]:
        """All states of a claim, oldest first; the first is `claimed`."""
        return _history(claim, self.answers.get(claim.id, ()))

    def states(self, claim: Claim) -> Sequence[State]:
        """The names of all states of a claim, oldest first."""
        if claim.status or claim.id in self.answers:
            return [change.state for change in self.history(claim)]
        return ("claimed",)

    def state(self, claim: Claim, day: date = date.max) -> Change:
        """The state as known at the end of a day; a claim made later counts as claimed."""
        history = _history(claim, self.answers_by(claim, day))
        return next((c for c in reversed(history) if c.on <= day), history[0])

    def answers_by(self, claim: Claim, day: date = date.max) -> list[Claim]:
        """The answers to a claim that were known at the end of a day, oldest first."""
        return [it for it in self.answers.get(claim.id, ()) if told_on(it) <= day]

    def last_change(self, claim: Claim) -> date:
        """The day since which nothing about a claim, its answers and theirs has changed."""
        return self.last_changes.get(claim.id, told_on(claim))

    def answered(self, claim: Claim) -> Claim | None:
        """The claim that this one denies, confirms or amends."""
        return self.claims[claim.answers] if claim.answers else None


def told_on(claim: Claim) -> date:
    """The day from which a claim can be known: its article's, or its own if that is later."""
    return max(claim.on, date.fromisoformat(claim.article[:10]))


def index_claims(articles: Iterable[Article]) -> Ledger:
    """The ledger of some articles, newest first, whose references lead to claims among them."""
    ordered = [claim for article in articles for claim in article.claims]
    ordered.sort(key=lambda claim: claim.on, reverse=True)
    answers: dict[str, list[Claim]] = defaultdict(list)
    by_region: dict[str, list[Claim]] = defaultdict(list)
    by_actor: dict[str, list[Claim]] = defaultdict(list)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    control: dict[str, list[Claim]] = defaultdict(list)
    by_figure: dict[str, list[Claim]] = defaultdict(list)
    figures_by_month: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    figures_by_region: dict[str, dict[str, None]] = defaultdict(dict)
    figures_by_actor: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in ordered:
        if claim.answers:
            answers[claim.answers].append(claim)
        for region in claim.regions:
            by_region[region].append(claim)
            if claim.kind == "control":
                control[region].append(claim)
        for actor in claim.by:
            by_actor[actor].append(claim)
        by_source[claim.source].append(claim)
        if claim.figure and claim.figure.key:
            key = claim.figure.key
            by_figure[key].append(claim)
            figures_by_month[key, claim.article[:7]].append(claim)
            for region in claim.regions:
                figures_by_region[region][key] = None
            for actor in claim.by:
                figures_by_actor[actor][key] = None
    for replies in answers.values():
        replies.sort(key=lambda claim: claim.on)
    changes: list[tuple[date, str]] = []
    disputes: list[tuple[date, Claim]] = []
    outcomes: dict[tuple[str, Outcome], list[Claim]] = defaultdict(list)
    said_of: dict[str, list[Claim]] = defaultdict(list)
    discussed = [claim for claim in ordered if claim.status or claim.id in answers]
    for claim in discussed:
        replies = answers.get(claim.id, [])
        for actor in claim.by:
            said_of[actor] += (reply for reply in replies if actor not in reply.by)
        denials = [reply for reply in replies if _is_denial(reply, claim)]
        if not claim.status and not denials:
            continue
        for outcome in _outcomes(claim, denials):
            outcomes[claim.source, outcome].append(claim)
        moves = [entry.on for entry in claim.status]
        moves += sorted(map(told_on, denials))[:1]
        made = told_on(claim)
        changes += [(max(day, made), claim.id) for day in moves]
        last = _history(claim, denials)[-1]
        if last.state == "disputed":
            disputes.append((last.on, claim))
    for told in said_of.values():
        told.sort(key=lambda reply: reply.on, reverse=True)
    disputes.sort(key=lambda dispute: dispute[0], reverse=True)
    disputes_by_region: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in disputes:
        for region in claim.regions:
            disputes_by_region[region].append(claim)
    return Ledger(
        claims={claim.id: claim for claim in ordered},
        answers=dict(answers),
        by_region=dict(by_region),
        by_actor=dict(by_actor),
        by_source=dict(by_source),
        said_of=dict(said_of),
        control=dict(control),
        disputes=tuple(claim for _, claim in disputes),
        disputes_by_region=dict(disputes_by_region),
        by_figure=dict(by_figure),
        figures_by_month=dict(figures_by_month),
        figures_by_region={id_: tuple(keys) for id_, keys in figures_by_region.items()},
        figures_by_actor={id_: tuple(keys) for id_, keys in figures_by_actor.items()},
        figure_before=_figures_before(by_figure.values()),
        outcomes=dict(outcomes),
        changes=sorted(changes),
        last_changes=_last_changes(discussed, answers),
    )


def _outcomes(claim: Claim, denials: Sequence[Claim]) -> set[Outcome]:
    entries = {entry.is_ for entry in claim.status}
    outcomes: set[Outcome] = {is_ for is_ in entries if is_ != "disputed"}
    if "disputed" in entries or denials:
        outcomes.add("denied")
    return outcomes


def _is_denial(answer: Claim, claim: Claim) -> bool:
    """Whether an answer denies a claim in another's name."""
    return answer.relation == "denies" and not set(answer.by) <= set(claim.by)


def _history(claim: Claim, answers: Iterable[Claim]) -> list[Change]:
    history = [_made(claim)]
    denial = _find_denial(claim, answers)
    if not claim.status:
        return [*history, _disputed(claim, denial)] if denial else history
    changes = [
        Change(max(entry.on, claim.on), entry.is_, entry.by, entry.note) for entry in claim.status
    ]
    denied = _disputed(claim, denial) if denial else None
    if denied:
        changes.append(denied)
    for change in sorted(changes, key=lambda change: change.on):
        if change is not denied or history[-1].state == "claimed":
            history.append(change)
    return history


def _disputed(claim: Claim, denial: Claim) -> Change:
    return Change(max(denial.on, claim.on), "disputed", denial.id)


def _made(claim: Claim) -> Change:
    return Change(claim.on, "claimed")


def _last_changes(
    claims: Iterable[Claim], answers: Mapping[str, Sequence[Claim]]
) -> dict[str, date]:
    def last(claim: Claim) -> date:
        entries = (entry.on for entry in claim.status)
        return max([told_on(claim), *entries, *map(last, answers.get(claim.id, ()))])

    return {claim.id: last(claim) for claim in claims}


def _figures_before(keyed: Iterable[Sequence[Claim]]) -> dict[str, Claim]:
    """For each claim of a figure that has one, the last one that was told on an earlier day."""
    before: dict[str, Claim] = {}
    for claims in keyed:
        last: Claim | None = None
        days = groupby(sorted(claims, key=_told), lambda claim: claim.article[:10])
        for told in (list(of) for _, of in days):
            if last:
                before |= {claim.id: last for claim in told}
            last = told[-1]
    return before


def _told(claim: Claim) -> tuple[str, date, str]:
    return claim.article[:10], claim.on, claim.id


def _find_denial(claim: Claim, answers: Iterable[Claim]) -> Claim | None:
    """The first of some answers by which another actor denies a claim."""
    for answer in answers:
        if _is_denial(answer, claim):
            return answer
    return None
