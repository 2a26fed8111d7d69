"""Guesses at what somebody meant: the nearest known word, or the words to choose from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, if any comes close."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`did you mean 'x'?`, or `otherwise` when nothing comes close."""
    nearest = find_nearest(word, known)
    return f"did you mean '{nearest}'?" if nearest else otherwise


def one_of(words: Iterable[str]) -> str:
    return f"one of {', '.join(words)}"
