"""Copies of one text, grouped: a story that several articles tell is told once in a briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.model import Article, NearDuplicate, oldest_first


def index_near_duplicates(
    near_duplicates: Iterable[NearDuplicate], articles: Mapping[str, Article]
) -> dict[str, Sequence[Article]]:
    """For each article that is like others among `articles`, these, oldest first."""
    alike: dict[str, set[str]] = defaultdict(set)
    for like in near_duplicates:
        if like.article in articles and like.earlier in articles:
            alike[like.article].add(like.earlier)
            alike[like.earlier].add(like.article)
    return {id_: _by_time(articles[other] for other in of) for id_, of in alike.items()}


def near_duplicates_until(
    day: date, article: Article, alike: Mapping[str, Sequence[Article]]
) -> Sequence[Article]:
    """All copies of an article up to a day, oldest first: who is like one that is like another
    belongs to both, unless it came later."""
    found = {article.id: article}
    todo = [article]
    while todo:
        for other in alike.get(todo.pop().id, ()):
            if other.day <= day and other.id not in found:
                found[other.id] = other
                todo.append(other)
    return _by_time(other for id_, other in found.items() if id_ != article.id)


def _by_time(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=oldest_first))
