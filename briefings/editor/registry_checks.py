"""What registries and briefings leave unclear: names that two share, parties that one misspells,
takeaways that rest on nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefings.content.diagnostics import Finding, Where
from briefings.model import Actor, Records, Region, Source
from briefings.model.folding import fold

MOST_PARTIES = 200
"""Each is compared with each, and nobody has so many sides."""
SPAN = 8
"""Letters from the first to the last that differ between a slip and what was meant, at most."""
LOOK_ALIKE = {
    frozenset(pair.split())
    for pair in ("austria australia", "slovakia slovenia", "niger nigeria", "iran iraq")
}
"""Names of states that are no misspellings of one another, near as they are."""


def find_shared_names(records: Records) -> Iterator[tuple[str, Finding]]:
    """Yield names and aliases that an earlier record of the same registry has too.

    A region and an actor may share one: whichever an article is filed under is linked.
    """
    nothing_linked = "their mentions aren't linked unless an article names one of the two alone"
    registries: list[tuple[str, Sequence[Region | Actor | Source], str]] = [
        ("region", [*records.regions.values()], nothing_linked),
        ("actor", [*records.actors.values()], nothing_linked),
        ("source", [*records.sources.values()], "readers can't tell them apart"),
    ]
    for kind, entries, consequence in registries:
        holders: dict[str, str] = {}
        for entry in sorted(entries, key=lambda entry: entry.path):
            for where, name in _names(entry):
                first = holders.setdefault(fold(name), entry.path)
                if first != entry.path:
                    message = f"'{name}' is the name of another {kind} too: {first}"
                    hint = f"{consequence}; keep it for one, or tell it more precisely"
                    yield entry.path, Finding(where, message, hint)


def find_odd_parties(records: Records) -> Iterator[tuple[str, Finding]]:
    """Parties that one record alone names, and that are spelt nearly like another.

    Of two that one record each names, the one that is also the id of an actor or a country is
    taken to be right, or else the first.
    """
    holders: list[Actor | Source] = [*records.actors.values(), *records.sources.values()]
    holders.sort(key=lambda holder: holder.path)
    counts = Counter(holder.party for holder in holders if holder.party)
    # Then each seems to be a party of its own, and nothing can be told from their number.
    if len(counts) > MOST_PARTIES:
        return
    known = records.actors.keys() | {region.country for region in records.regions.values()}
    # Stable: parties of one rank stay in the order of their files.
    order = sorted(counts, key=lambda party: (-counts[party], party not in known))
    ranks = {party: rank for rank, party in enumerate(order)}
    for holder in holders:
        if holder.party and counts[holder.party] == 1:
            better = order[: ranks[holder.party]]
            near = next((party for party in better if _is_near(holder.party, party)), None)
            if near:
                message = f"no other record is of the party '{holder.party}'"
                yield holder.path, Finding(("party",), message, f"did you mean '{near}'?")


def find_groundless(records: Records) -> Iterator[tuple[str, Finding]]:
    """Takeaways of editors that name neither a claim nor an article."""
    for briefing in records.briefings.values():
        for index, takeaway in enumerate(briefing.takeaways):
            if not (takeaway.claims or takeaway.articles):
                yield (
                    briefing.path,
                    Finding(
                        ("takeaways", index),
                        "a takeaway without sources",
                        "name what it rests on: {text: ..., claims: [...]}, or 'articles'",
                    ),
                )


def _names(entry: Region | Actor | Source) -> Iterator[tuple[Where, str]]:
    yield ("name",), entry.name
    if not isinstance(entry, Source):
        for index, alias in enumerate(entry.aliases):
            yield ("aliases", index), alias


def _is_near(party: str, other: str) -> bool:
    """Return whether one may be a slip of the other: a letter or two, but no number, no other
    word."""
    if frozenset((party, other)) in LOOK_ALIKE:
        return False
    # `army-1` and `army-2` are two.
    if re.findall(r"\d+", party) != re.findall(r"\d+", other):
        return False
    words, others = party.split("-"), other.split("-")
    if len(words) == len(others):
        pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
        return len(pairs) == 1 and _is_slip(*pairs[0])
    # A hyphen more or less: `new-land` and `newland`.
    return "".join(words) == "".join(others)


def _is_slip(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    if shorter < 5 or word[0] != other[0]:
        # North and South, East and West differ in their first letters; so do few slips.
        return False
    word, other = _differing(word, other)
    if max(len(word), len(other)) > SPAN:
        return False
    return _distance(word, other) <= (2 if shorter >= 7 else 1)


def _differing(word: str, other: str) -> tuple[str, str]:
    """Two words without the letters that both begin with, and both end with."""
    start = _count_common(word, other)
    word, other = word[start:], other[start:]
    end = _count_common(word[::-1], other[::-1])
    return word[: len(word) - end], other[: len(other) - end]


def _count_common(word: str, other: str) -> int:
    """Return how many letters both begin with."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


def _distance(word: str, other: str) -> int:
    """Letters that are missing, added, replaced or swapped with their neighbours: the optimal
    string alignment of two short words."""
    # https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance#Optimal_string_alignment_distance
    rows: list[Sequence[int]] = [range(len(other) + 1)]
    for i, a in enumerate(word, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
