"""The ledger of claims: who answers whom, and each claim's state on a date.

A state is never decided here. A claim is *claimed* from its date. It and another actor's claim that
denies it are both *disputed* for as long as neither of the two is withdrawn. *Confirmed*, *refuted*
or *withdrawn* it is only by an editor's entry, which a later denial doesn't undo, and which says
nothing of the other side. Entries whose day hasn't come don't get here (`published_records`).

An article may be about days before its own. The state on a day is the one known at its end, by the
claims of articles until then, so that no later article rewrites an old briefing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefings.model import Claim, State

Outcome = Literal["disputed", "confirmed", "refuted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Change:
    """A claim's state from a day on; `by` is the claim or source that it rests on, if any.

    A claim that is claimed again rests on the one that was withdrawn.
    """

    on: date
    state: State
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All published claims, by id, and indexes over them; newest first, answers oldest first.

    answers_to_actor: what others answer to an actor's claims
    control: claims of who holds a region, by region
    disputes: claims that are disputed now, both sides of each dispute, the latest dispute first
    by_figure, figures_by_month: claims of a figure's key, and those in a month's articles
    figures_by_region, figures_by_actor: keys of figures, that of the newest claim first
    figure_descriptions: what a figure is of, by key, in the words of its newest claim that has any
    previous_figures: the latest of a figure's claims in an article of an earlier day, by claim
    outcomes: claims by source that were ever disputed, confirmed, refuted or withdrawn
    state_changes: days on which a claim's state may have been seen to change, with its id
    last_changes: the day since which nothing has changed about a claim, those that it answers, and
        those that answer it or one of these, where that isn't the claim's own day
    """

    claims: Mapping[str, Claim]
    answers: Mapping[str, Sequence[Claim]]
    by_region: Mapping[str, Sequence[Claim]]
    by_actor: Mapping[str, Sequence[Claim]]
    by_source: Mapping[str, Sequence[Claim]]
    answers_to_actor: Mapping[str, Sequence[Claim]]
    control: Mapping[str, Sequence[Claim]]
    disputes: Sequence[Claim]
    disputes_by_region: Mapping[str, Sequence[Claim]]
    by_figure: Mapping[str, Sequence[Claim]]
    figures_by_month: Mapping[tuple[str, str], Sequence[Claim]]
    figures_by_region: Mapping[str, Sequence[str]]
    figures_by_actor: Mapping[str, Sequence[str]]
    figure_descriptions: Mapping[str, str]
    previous_figures: Mapping[str, Claim]
    outcomes: Mapping[tuple[str, Outcome], Sequence[Claim]]
    state_changes: Sequence[tuple[date, str]]
    last_changes: Mapping[str, date]

    def history(self, claim: Claim) -> list[Change]:
        """All states of a claim, oldest first; the first is `claimed`."""
        return state_history(claim, self.rivals(claim))

    def states(self, claim: Claim) -> Sequence[State]:
        """Return the names of all states of a claim, oldest first."""
        # Most claims have one state only; no history is made for these.
        if claim.status or claim.relation == "denies" or claim.id in self.answers:
            return [change.state for change in self.history(claim)]
        return ("claimed",)

    def state(self, claim: Claim, day: date = date.max) -> Change:
        """Return the state as known at the end of a day; a claim made later counts as claimed."""
        history = state_history(claim, self.rivals(claim, day))
        return next((c for c in reversed(history) if c.on <= day), history[0])

    def rivals(self, claim: Claim, day: date = date.max) -> list[Claim]:
        """Return the other sides of a claim's disputes, as known at the end of a day: the claim
        that it denies, then those that deny it, the oldest first."""
        answers = self.answers_by(claim, day)
        denials = [answer for answer in answers if is_denial(answer, claim)] if answers else []
        denied = self.denied(claim, day) if claim.relation == "denies" else None
        return [denied, *denials] if denied else denials

    def denied(self, claim: Claim, day: date = date.max) -> Claim | None:
        """Return the other actor's claim that this one denies, if it was known at the end of a
        day."""
        denied = self.answered(claim) if claim.relation == "denies" else None
        if denied is None or not is_denial(claim, denied) or known_from(denied) > day:
            return None
        return denied

    def answers_by(self, claim: Claim, day: date = date.max) -> Sequence[Claim]:
        """Return the answers to a claim that were known at the end of a day, oldest first."""
        answers = self.answers.get(claim.id, ())
        if not answers or day is date.max:
            return answers
        return [answer for answer in answers if known_from(answer) <= day]

    def last_change(self, claim: Claim) -> date:
        """Return the day since which nothing has changed about a claim, those that it answers, and
        those that answer it or one of these."""
        return self.last_changes.get(claim.id, known_from(claim))

    def answered(self, claim: Claim) -> Claim | None:
        """Return the claim that this one denies, confirms or amends."""
        return self.claims[claim.answers] if claim.answers else None


def known_from(claim: Claim) -> date:
    """Return the day from which a claim can be known: its article's, or its own if that is
    later."""
    return max(claim.on, date.fromisoformat(claim.article[:10]))


def figure_description(figures: Iterable[Claim]) -> str | None:
    """What a number is of, in the words of the first of its claims that has any."""
    return next((claim.figure.of for claim in figures if claim.figure and claim.figure.of), None)


def state_history(claim: Claim, rivals: Sequence[Claim]) -> list[Change]:
    """All states of a claim by its entries and by its disputes with `rivals`, oldest first.

    From its first entry on, entries alone count.
    """
    history = [Change(claim.on, "claimed")]
    if rivals:
        history += _disputes(claim, rivals)
    if claim.status:
        entries = [
            Change(max(entry.on, claim.on), entry.is_, entry.by, entry.note)
            for entry in claim.status
        ]
        entries.sort(key=lambda entry: entry.on)
        history[1:] = [change for change in history[1:] if change.on < entries[0].on]
        history += entries
    return history


def is_denial(answer: Claim, claim: Claim) -> bool:
    """Return whether an answer denies a claim in another's name."""
    return answer.relation == "denies" and not set(answer.by) <= set(claim.by)


def was_ever_withdrawn(claim: Claim) -> bool:
    """Return whether an editor has ever entered that a claim was withdrawn."""
    return bool(claim.status) and any(entry.is_ == "withdrawn" for entry in claim.status)


def _disputes(claim: Claim, rivals: Sequence[Claim]) -> list[Change]:
    """Return when a claim's disputes began and ended, in turn: each ends as its rival is
    withdrawn."""
    # Nearly always: the dispute lasts from its first denial on.
    if not any(map(was_ever_withdrawn, rivals)):
        first = rivals[0]
        if len(rivals) > 1:
            first = min(rivals, key=lambda rival: max(rival.on, claim.on))
        return [Change(max(first.on, claim.on), "disputed", first.id)]
    spans = [
        (max(start, claim.on), end, rival.id) for rival in rivals for start, end in _periods(rival)
    ]
    changes: list[Change] = []
    last = date.min
    for start, end, rival in sorted(spans, key=lambda span: span[0]):
        if end <= max(start, last):
            continue
        if changes and start <= last:
            changes.pop()  # another dispute goes on
        else:
            changes.append(Change(start, "disputed", rival))
        changes.append(Change(end, "claimed", rival))
        last = end
    return changes[:-1] if last == date.max else changes


def _periods(claim: Claim) -> Iterator[tuple[date, date]]:
    """Yield the days from which, until which, a claim stood without being withdrawn."""
    start: date | None = claim.on
    for entry in sorted(claim.status, key=lambda entry: entry.on):
        day = max(entry.on, claim.on)
        if entry.is_ != "withdrawn":
            start = start or day
        elif start:
            yield start, day
            start = None
    if start:
        yield start, date.max
