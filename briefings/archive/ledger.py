"""The ledger of claims: who answers whom, and each claim's state on a date.

A state is never decided here. A claim is *claimed* from its date; *disputed* from the day on which
another actor's claim denies it; *confirmed*, *refuted* or *withdrawn* only by an editor's entry,
which a later denial doesn't undo. Entries whose day hasn't come don't get here (`publishable`).

An article may tell of days before its own. What is asked of a day is answered as it was known at
its end: by the claims of articles until then, so that no later one rewrites an old briefing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefings.model import Claim, State

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
    `figure_words` say what a figure is of, by its key, in the words of its newest claim that has
    any. `figure_before` is, by a claim's id, the latest of its figure's claims in an article of an
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
    figure_words: Mapping[str, str]
    figure_before: Mapping[str, Claim]
    outcomes: Mapping[tuple[str, Outcome], Sequence[Claim]]
    changes: Sequence[tuple[date, str]]
    last_changes: Mapping[str, date]

    def history(self, claim: Claim) -> list[Change]:
        """All states of a claim, oldest first; the first is `claimed`."""
        return history_of(claim, self.answers.get(claim.id, ()))

    def states(self, claim: Claim) -> Sequence[State]:
        """The names of all states of a claim, oldest first."""
        if claim.status or claim.id in self.answers:
            return [change.state for change in self.history(claim)]
        return ("claimed",)

    def state(self, claim: Claim, day: date = date.max) -> Change:
        """The state as known at the end of a day; a claim made later counts as claimed."""
        history = history_of(claim, self.answers_by(claim, day))
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


def words_of(figures: Iterable[Claim]) -> str | None:
    """What a number is of, in the words of the first of its claims that has any."""
    return next((it.figure.of for it in figures if it.figure and it.figure.of), None)


def history_of(claim: Claim, answers: Iterable[Claim]) -> list[Change]:
    """All states that a claim had by its entries and by these answers, oldest first."""
    history = [Change(claim.on, "claimed")]
    denial = next((answer for answer in answers if is_denial(answer, claim)), None)
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


def is_denial(answer: Claim, claim: Claim) -> bool:
    """Whether an answer denies a claim in another's name."""
    return answer.relation == "denies" and not set(answer.by) <= set(claim.by)


def _disputed(claim: Claim, denial: Claim) -> Change:
    return Change(max(denial.on, claim.on), "disputed", denial.id)
