"""Compares what is published of a newsroom with what a simple model says of its content."""

from __future__ import annotations

from collections.abc import Callable

from tests.acceptance.judging import articles, briefings, claims, data, places
from tests.acceptance.judging.common import Differences
from tests.acceptance.model import Model
from tests.acceptance.published import Pages

CHECKS: tuple[Callable[[Model, Pages], Differences], ...] = (
    claims.check_claims,
    briefings.check_briefings,
    briefings.check_feed,
    claims.check_actors,
    claims.check_months,
    claims.check_ledger,
    places.check_regions,
    places.check_sources,
    places.check_shelves,
    places.check_figures,
    articles.check_articles,
    articles.check_secrets,
    data.check_data,
    data.check_figures,
)


def judge(model: Model, pages: Pages) -> list[str]:
    """All differences, as lines that say where, what was expected and what was found."""
    return [it for check in CHECKS for it in check(model, pages)]
