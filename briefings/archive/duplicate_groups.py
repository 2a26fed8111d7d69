"""Near duplicates, grouped: a briefing has a story once, however many articles tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.model import Article, NearDuplicate, oldest_first


def index_near_duplicates(
    near_duplicates: Iterable[NearDuplicate], articles: Mapping[str, Article]
) -> dict[str, Sequence[Article]]:
    """Return the near duplicates of each article that has any among `articles`, oldest first."""
    alike: dict[str, set[str]] = defaultdict(set)
    for pair in near_duplicates:
        if pair.article in articles and pair.earlier in articles:
            alike[pair.article].add(pair.earlier)
            # Both ways: either may be the one that a list comes to first.
            alike[pair.earlier].add(pair.article)
    return {id_: _by_time(articles[other] for other in others) for id_, others in alike.items()}


def near_duplicates_until(
    day: date, article: Article, near_duplicates: Mapping[str, Sequence[Article]]
) -> Sequence[Article]:
    """Return the near duplicates of an article up to a day, and theirs in turn, oldest first.

    An article of a later day joins no others: a briefing stays as it was.
    """
    # Likeness isn't transitive: a story edited twice may be near to its middle version alone.
    found = {article.id: article}
    todo = [article]
    while todo:
        for other in near_duplicates.get(todo.pop().id, ()):
            if other.day <= day and other.id not in found:
                found[other.id] = other
                todo.append(other)
    return _by_time(other for id_, other in found.items() if id_ != article.id)


def _by_time(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=oldest_first))
