"""Claims by what they have in common: their kind, and their state as it is now.

A state that a claim has left keeps the claim's month, if need be without claims: no address dies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefings.archive.ledger import Ledger
from briefings.model import Claim

Facets = Mapping[tuple[str, str, str], Sequence[Claim]]
"""Claims by facet (`kinds`, `states`), its value and the month of their articles, newest first."""


def index_facets(ledger: Ledger) -> Facets:
    faceted: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in ledger.claims.values():
        month = claim.article[:7]
        faceted["kinds", claim.kind, month].append(claim)
        *left, state = ledger.states(claim)
        for other in left:
            faceted["states", other, month] += ()
        faceted["states", state, month].append(claim)
    return {place: tuple(claims) for place, claims in faceted.items()}


def months_of(facets: Facets) -> dict[tuple[str, str], Mapping[str, int]]:
    """How many claims of each facet and value each month has, the newest month first."""
    months: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for facet, value, month in sorted(facets, reverse=True):
        months[facet, value][month] = len(facets[facet, value, month])
    return dict(months)
