"""Which of a claim's answers, and of theirs, a list shows: all, or as many as fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from briefings.archive import Archive, is_denial
from briefings.model import Claim

Tree = Mapping[str, Sequence[Claim]]
"""The answers to show of a claim, by its id."""


def choose(claim: Claim, archive: Archive, day: date, most: int) -> Tree:
    """The answers to a claim that were known at the end of a day, and the answers to those, `most`
    in all: direct ones first."""
    tree: dict[str, Sequence[Claim]] = {}
    left = most
    queue = [claim]
    for answered in queue:
        answers = archive.ledger.answers_by(answered, day)
        if answers:
            tree[answered.id] = shown = _fitting(answered, answers, left)
            left -= len(shown)
            queue += shown
    return tree


def _fitting(claim: Claim, answers: Sequence[Claim], most: int) -> Sequence[Claim]:
    """The latest answers, in their order; but denials first, so that no crowd hides a dispute."""
    if len(answers) <= most:
        return answers
    ranked = sorted(
        range(len(answers)),
        key=lambda place: (is_denial(answers[place], claim), place),
        reverse=True,
    )
    return [answers[place] for place in sorted(ranked[:most])]
