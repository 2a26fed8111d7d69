"""Index of the claims of one month's articles, for the ledger to be put together from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from briefings.model import Claim


@dataclass(frozen=True, slots=True)
class MonthClaims:
    """The claims of a month's articles, newest first.

    replies: the claims that answer another one
    control: claims of who holds a region, by region
    figures, figures_by_region, figures_by_actor: claims of a figure with a key, the first by key
    """

    claims: Sequence[Claim]
    replies: Sequence[Claim]
    by_region: Mapping[str, Sequence[Claim]]
    by_actor: Mapping[str, Sequence[Claim]]
    by_source: Mapping[str, Sequence[Claim]]
    control: Mapping[str, Sequence[Claim]]
    figures: Mapping[str, Sequence[Claim]]
    figures_by_region: Mapping[str, Sequence[Claim]]
    figures_by_actor: Mapping[str, Sequence[Claim]]


def index_month_claims(claims: Iterable[Claim]) -> MonthClaims:
    """Index claims that come in the order of their articles, newest first."""
    by_day = sorted(claims, key=attrgetter("on"), reverse=True)
    by_region: dict[str, list[Claim]] = defaultdict(list)
    by_actor: dict[str, list[Claim]] = defaultdict(list)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    control: dict[str, list[Claim]] = defaultdict(list)
    figures: dict[str, list[Claim]] = defaultdict(list)
    figures_by_region: dict[str, list[Claim]] = defaultdict(list)
    figures_by_actor: dict[str, list[Claim]] = defaultdict(list)
    for claim in by_day:
        key = claim.figure.key if claim.figure else None
        for region in claim.regions:
            by_region[region].append(claim)
            if claim.kind == "control":
                control[region].append(claim)
            if key:
                figures_by_region[region].append(claim)
        for actor in claim.by:
            by_actor[actor].append(claim)
            if key:
                figures_by_actor[actor].append(claim)
        by_source[claim.source].append(claim)
        if key:
            figures[key].append(claim)
    return MonthClaims(
        claims=by_day,
        replies=[claim for claim in by_day if claim.answers],
        by_region=by_region,
        by_actor=by_actor,
        by_source=by_source,
        control=control,
        figures=figures,
        figures_by_region=figures_by_region,
        figures_by_actor=figures_by_actor,
    )
