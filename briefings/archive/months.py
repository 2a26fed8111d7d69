"""Index of one month's articles by themselves, for the archive to be put together from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import TypeVar

from briefings.cache.memo import Memo
from briefings.model import Article, Claim, Correction, oldest_first

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Entity = tuple[str, str]
"""A region, an actor or a source: `("region", "kursk")`."""


@dataclass(frozen=True, slots=True)
class Month:
    """The articles of a month and their claims, newest first.

    days: each day's articles, in the day's order (lead, then newest first)
    by_entity: articles by region, actor and source: `("region", "kursk")`
    single_source: articles by the one source that they rest on
    claims, claims_oldest_first: claims in the order of their articles
    last_changes: the latest day on which an article was changed, by entity and of
        `("month", "2025-04")`
    """

    articles: Sequence[Article]
    days: Mapping[date, Sequence[Article]]
    by_entity: Mapping[Entity, Sequence[Article]]
    single_source: Mapping[str, Sequence[Article]]
    claims: Sequence[Claim]
    claims_oldest_first: Sequence[Claim]
    corrections: Sequence[tuple[Article, Correction]]
    last_changes: Mapping[tuple[str, str], date]


def index_months(articles: Iterable[Article], memo: Memo) -> dict[str, Month]:
    """Index articles month by month, the newest month first."""
    months: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        # An id begins with the day in the site's timezone.
        months[article.id[:7]].append(article)
    return {
        month: memo.get(("month", month), inputs, partial(_index, month, inputs))
        for month, inputs in sorted(months.items(), reverse=True)
    }


def sources_of(article: Article) -> tuple[str, ...]:
    """Return the sources that an article and its claims rest on and those it was read at, each
    once."""
    return _with_places(article, grounds_of(article))


def grounds_of(article: Article) -> tuple[str, ...]:
    """Return the sources that an article and its claims rest on, each once."""
    cited = (citation.source for citation in article.sources)
    return tuple(dict.fromkeys((*cited, *(claim.source for claim in article.claims))))


def group(pairs: Iterable[tuple[K, V]]) -> dict[K, Sequence[V]]:
    """Group values by key, in the order in which they come."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def merge(months: Iterable[Mapping[K, Sequence[V]]]) -> dict[K, list[V]]:
    """Return the values that each of some months has for a key, one month after the other."""
    merged: dict[K, list[V]] = defaultdict(list)
    for month in months:
        for key, values in month.items():
            merged[key] += values
    return dict(merged)


def _index(month: str, articles: Iterable[Article]) -> Month:
    # Of articles of one time, which bare dates are, the day's lead comes first.
    newest = sorted(articles, key=lambda a: (-a.date.timestamp(), -a.lead, a.id))
    oldest = sorted(newest, key=oldest_first)
    days: dict[date, list[Article]] = defaultdict(list)
    by_entity: dict[Entity, list[Article]] = defaultdict(list)
    single_source: dict[str, list[Article]] = defaultdict(list)
    for article in newest:
        days[article.day].append(article)
        grounds = grounds_of(article)
        for kind, ids in (
            ("region", article.regions),
            ("actor", article.actors),
            ("source", _with_places(article, grounds)),
        ):
            for id_ in ids:
                by_entity[kind, id_].append(article)
        if len(grounds) == 1:
            single_source[grounds[0]].append(article)
    # Stable: articles of one rank stay newest first.
    for same_day in days.values():
        same_day.sort(key=lambda article: -article.lead)
    changed = {article.id: article.last_changed.day for article in newest}
    places = {("month", month): newest, **by_entity}
    return Month(
        articles=newest,
        days={day: tuple(same_day) for day, same_day in days.items()},
        by_entity={entity: tuple(found) for entity, found in by_entity.items()},
        single_source=single_source,
        claims=tuple(chain.from_iterable(article.claims for article in newest)),
        claims_oldest_first=tuple(chain.from_iterable(article.claims for article in oldest)),
        corrections=[(article, note) for article in newest for note in article.corrections],
        last_changes={
            place: max([changed[a.id] for a in found]) for place, found in places.items()
        },
    )


def _with_places(article: Article, grounds: Sequence[str]) -> tuple[str, ...]:
    """Return the sources that an article rests on and those it was read at, each once."""
    read_at = (citation.via for citation in article.sources if citation.via)
    return tuple(dict.fromkeys((*grounds, *read_at)))
