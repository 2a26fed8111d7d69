"""What belongs where: records -> days, months, and what is filed under each region, actor, source.

Everything a page lists is looked up here; nothing later searches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from briefings.archive.ledger import Ledger, index_claims
from briefings.archive.publishable import is_public, publishable
from briefings.archive.related import Related, index_related
from briefings.model import Article, Claim, Correction, Records
from briefings.model.identifiers import month_of

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles filed under one region, actor or source, newest first; `months` likewise."""

    articles: Sequence[Article]
    months: Mapping[str, Sequence[Article]]


EMPTY = Shelf((), {})


@dataclass(frozen=True, slots=True)
class Archive:
    """The published records and where each belongs.

    `withheld` are the ids of drafts and embargoed articles, which only a preview holds;
    `withheld_paths` the files of articles and briefings that this archive doesn't hold.
    `days` holds each day's articles in the day's order (lead, then newest first); days and months
    (`2025-04`) are in order of time. `claims_by_month` goes by the month of a claim's article.
    `views` remembers what pages have composed of a record, since many of them show the same.
    """

    records: Records
    withheld: frozenset[str]
    withheld_paths: frozenset[str]
    days: Mapping[date, Sequence[Article]]
    day_order: Sequence[date]
    months: Mapping[str, Sequence[date]]
    regions: Mapping[str, Shelf]
    actors: Mapping[str, Shelf]
    sources: Mapping[str, Shelf]
    claims_by_month: Mapping[str, Sequence[Claim]]
    corrections: Sequence[tuple[Article, Correction]]
    ledger: Ledger
    related: Related
    views: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    def around(self, day: date) -> tuple[date | None, date | None]:
        """The days with a briefing before and after one of them."""
        place = bisect_left(self.day_order, day)
        before = self.day_order[place - 1] if place else None
        after = self.day_order[place + 1] if place + 1 < len(self.day_order) else None
        return before, after

    def corrected(self, after: date, until: date) -> Sequence[tuple[Article, Correction]]:
        """The corrections later than `after`, until the day `until`, newest first."""
        first = bisect_left(self.corrections, -until.toordinal(), key=_age)
        last = bisect_left(self.corrections, -after.toordinal(), key=_age)
        return self.corrections[first:last]

    def article_of(self, claim: Claim) -> Article:
        return self.records.articles[claim.article]


def index(records: Records, now: datetime, *, preview: bool = False) -> Archive:
    """The archive as it may be shown at `now` (aware); a preview shows drafts and embargoes too."""
    shown = records if preview else publishable(records, now)
    newest_first = sorted(
        shown.articles.values(), key=lambda a: (-a.date.timestamp(), -a.lead, a.id)
    )
    days: dict[date, list[Article]] = defaultdict(list)
    for article in newest_first:
        days[article.day].append(article)
    for articles in days.values():
        articles.sort(key=lambda article: -article.lead)
    for day in shown.briefings:
        days.setdefault(day, [])
    months: dict[str, list[date]] = defaultdict(list)
    for day in sorted(days):
        months[month_of(day)].append(day)
    ledger = index_claims(newest_first)
    corrections = sorted(
        ((article, note) for article in newest_first for note in article.corrections),
        key=lambda entry: (entry[1].date, entry[0].id),
        reverse=True,
    )
    return Archive(
        records=shown,
        withheld=frozenset(a.id for a in shown.articles.values() if not is_public(a, now)),
        withheld_paths=frozenset(records.bodies.keys() - shown.bodies.keys()),
        days={day: tuple(days[day]) for day in sorted(days)},
        day_order=sorted(days),
        months={month: tuple(of) for month, of in months.items()},
        regions=_shelves(newest_first, lambda article: article.regions),
        actors=_shelves(newest_first, lambda article: article.actors),
        sources=_shelves(newest_first, sources_of),
        claims_by_month=_group(ledger.claims.values(), lambda claim: claim.article[:7]),
        corrections=corrections,
        ledger=ledger,
        related=index_related(newest_first),
    )


def _age(entry: tuple[Article, Correction]) -> int:
    return -entry[1].date.toordinal()


def sources_of(article: Article) -> tuple[str, ...]:
    """The sources that an article cites and those it was read at, each once."""
    cited = (id_ for c in article.sources for id_ in (c.source, c.via) if id_ is not None)
    return tuple(dict.fromkeys(cited))


def _shelves(
    articles: Iterable[Article], keys: Callable[[Article], Iterable[str]]
) -> dict[str, Shelf]:
    filed: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            filed[key].append(article)
    return {
        key: Shelf(tuple(of), _group(of, lambda article: month_of(article.day)))
        for key, of in filed.items()
    }


def _group(values: Iterable[V], key: Callable[[V], K]) -> dict[K, Sequence[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for value in values:
        groups[key(value)].append(value)
    return {name: tuple(of) for name, of in groups.items()}
