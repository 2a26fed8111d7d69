"""Guesses at what somebody meant: the nearest known word, or the words to choose from."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable

FEW = 100
"""Known words that are all compared with one."""
NEIGHBOURS = 16
"""Of more words, so many on either side are compared, in the order of their letters from the front
and in that from the back: most slips leave one of the two ends as it was."""
LONGEST = 200
GUESSES = 500
CHOICES = 40


class Nearest:
    """Finds the nearest of some known words, which are put in order once.

    Each word is looked for once. After `GUESSES` words nothing is guessed any more: so many
    mistakes are mostly one, made many times.
    """

    def __init__(self, known: Iterable[str], cutoff: float = 0.6) -> None:
        self._known = list(dict.fromkeys(known))
        self._cutoff = cutoff
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._found: dict[str, str | None] = {}

    def find(self, word: str) -> str | None:
        """The known word that looks most like `word`, if any comes close."""
        if word not in self._found:
            if len(word) > LONGEST or len(self._found) >= GUESSES:
                return None
            matches = difflib.get_close_matches(word, self._near(word), 1, self._cutoff)
            self._found[word] = matches[0] if matches else None
        return self._found[word]

    def _near(self, word: str) -> list[str]:
        """The known words that are compared with one."""
        if len(self._known) <= FEW:
            return [known for known in self._known if len(known) <= LONGEST]
        if not self._forward:
            short = [known for known in self._known if len(known) <= LONGEST]
            self._forward = sorted(short)
            self._backward = sorted(known[::-1] for known in short)
        near = _around(word, self._forward)
        near += [known[::-1] for known in _around(word[::-1], self._backward)]
        return list(dict.fromkeys(near))


def _around(word: str, ordered: list[str]) -> list[str]:
    place = bisect_left(ordered, word)
    return ordered[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS]


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, if any comes close."""
    return Nearest(known).find(word)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`did you mean 'x'?`, or `otherwise` when nothing comes close."""
    nearest = find_nearest(word, known)
    return f"did you mean '{nearest}'?" if nearest else otherwise


def one_of(words: Iterable[str]) -> str:
    named = list(words)
    more = f" and {len(named) - CHOICES} more" if len(named) > CHOICES else ""
    return f"one of {', '.join(named[:CHOICES])}{more}"
