"""Chains in a map whose keys each lead to one other: articles replaced, claims answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def walk_chains(edges: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """Follow the edges from each key in turn, passing each key once, so in linear time.

    Yields the keys that were passed, and where the walk stopped: at what leads nowhere, at a key
    passed on an earlier walk, or, in a circle, at one of this walk's own keys.
    """
    passed: set[str] = set()
    for start in edges:
        chain: list[str] = []
        key = start
        # No recursion: a chain may be as long as there are files.
        while key in edges and key not in passed:
            passed.add(key)
            chain.append(key)
            key = edges[key]
        if chain:
            yield chain, key


def find_ends(edges: Mapping[str, str]) -> dict[str, str]:
    """Return where each key's chain ends; what leads into a circle has no end."""
    ends: dict[str, str | None] = {}
    for chain, stop in walk_chains(edges):
        end = None if stop in chain else ends.get(stop, stop)
        ends.update(dict.fromkeys(chain, end))
    return {key: end for key, end in ends.items() if end is not None}


def find_circles(edges: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each circle once, beginning with the first of its keys in the order of `edges`."""
    order = {key: place for place, key in enumerate(edges)}
    for chain, stop in walk_chains(edges):
        if stop in chain:
            circle = chain[chain.index(stop) :]
            first = circle.index(min(circle, key=order.__getitem__))
            yield [*circle[first:], *circle[:first]]
