"""Suggest what was meant: the nearest known word, or the words to choose from."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable

FEW = 100
"""Up to this number of known words, each is compared."""
NEIGHBOURS = 16
"""Of more words, compare this number of neighbours on either side, in alphabetical order from the
front and from the back: most typos leave one end of a word intact.
"""
LONGEST = 200
GUESSES = 500
CHOICES = 40


class Nearest:
    """Finds the nearest of some known words, which are sorted once.

    Results are cached by word. After `GUESSES` words nothing is suggested any more: that number of
    typos is mostly one mistake, repeated.
    """

    def __init__(self, known: Iterable[str], cutoff: float = 0.6) -> None:
        self._known = list(dict.fromkeys(known))
        self._cutoff = cutoff
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._found: dict[str, str | None] = {}

    def find(self, word: str) -> str | None:
        """Find the known word most similar to `word`, if any is close."""
        if word not in self._found:
            if len(word) > LONGEST or len(self._found) >= GUESSES:
                return None
            matches = difflib.get_close_matches(word, self._near(word), 1, self._cutoff)
            self._found[word] = matches[0] if matches else None
        return self._found[word]

    def _near(self, word: str) -> list[str]:
        """Select the known words to compare with a word."""
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
    """Find the known word most similar to `word`, if any is close."""
    return Nearest(known).find(word)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `did you mean 'x'?`, or `otherwise` if nothing is close."""
    nearest = find_nearest(word, known)
    return f"did you mean '{nearest}'?" if nearest else otherwise


def one_of(words: Iterable[str]) -> str:
    named = list(words)
    more = f" and {len(named) - CHOICES} more" if len(named) > CHOICES else ""
    return f"one of {', '.join(named[:CHOICES])}{more}"
