"""Claims by what they have in common: their kind, and their state as it is now.

A state that a claim has left keeps the claim's month, if need be without claims: no address dies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefings.model import Claim, State

Facets = Mapping[tuple[str, str, str], Sequence[Claim]]
"""Claims by facet (`kinds`, `states`), its value and the month of their articles, newest first."""


def facet(
    claims: Iterable[Claim], states: Mapping[str, Sequence[State]]
) -> dict[tuple[str, str], Sequence[Claim]]:
    """Return the claims of a month by facet and value; `states` are those, oldest first, of the
    claims that have had others than *claimed*."""
    faceted: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        faceted["kinds", claim.kind].append(claim)
        *left, state = states.get(claim.id, ("claimed",))
        for other in left:
            # Makes the list, and adds nothing to it.
            faceted["states", other] += ()
        faceted["states", state].append(claim)
    return {place: tuple(found) for place, found in faceted.items()}


def count_by_month(facets: Facets) -> dict[tuple[str, str], Mapping[str, int]]:
    """Return how many claims of each facet and value each month has, the newest month first."""
    months: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    # In a fixed order, which is that of lists on pages.
    for facet, value, month in sorted(facets, reverse=True):
        months[facet, value][month] = len(facets[facet, value, month])
    return dict(months)
