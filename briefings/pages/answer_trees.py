"""Choose which answers to a claim a list shows: all of them, or as many as fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from briefings.archive import Archive, is_denial
from briefings.model import Claim

Tree = Mapping[str, Sequence[Claim]]
"""Answers to show, by the id of the claim answered."""


def choose_answers(claim: Claim, archive: Archive, day: date, most: int) -> Tree:
    """Return at most `most` answers known at the end of a day, and the answers to those.

    Direct answers come before answers to answers.
    """
    tree: dict[str, Sequence[Claim]] = {}
    left = most
    queue = [claim]
    # The queue grows while it is gone through: breadth first.
    for answered in queue:
        answers = archive.ledger.answers_by(answered, day)
        if answers:
            tree[answered.id] = shown = _fitting(answered, answers, left)
            left -= len(shown)
            queue += shown
    return tree


def _fitting(claim: Claim, answers: Sequence[Claim], most: int) -> Sequence[Claim]:
    """Return the latest answers in their order. Denials come first, so that many answers hide no
    dispute."""
    if len(answers) <= most:
        return answers
    ranked = sorted(
        range(len(answers)),
        key=lambda place: (is_denial(answers[place], claim), place),
        reverse=True,
    )
    # Chosen by rank, shown in order of time.
    return [answers[place] for place in sorted(ranked[:most])]
