"""What belongs where: records -> days, months, and what is filed under each region, actor, source.

Everything a page lists is looked up here; nothing later searches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, TypeVar

from briefings.archive.claim_index import index_claims
from briefings.archive.duplicate_groups import index_near_duplicates
from briefings.archive.facets import Facets, months_of
from briefings.archive.ledger import Ledger
from briefings.archive.months import Month, group, index_months, merge
from briefings.archive.recent_news import recent
from briefings.archive.related import Related, index_related
from briefings.archive.replacements import Replaced, follow
from briefings.archive.visibility import in_force, is_public, published_records
from briefings.cache.memo import Memo
from briefings.model import Article, Claim, Correction, Records
from briefings.model.identifiers import month_of

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class EntityArticles:
    """The articles filed under one region, actor or source, newest first, and their months."""

    articles: Sequence[Article]
    months: Mapping[str, int]


NO_ARTICLES = EntityArticles((), {})


@dataclass(frozen=True, slots=True)
class Archive:
    """The published records, and indexes of what belongs where.

    Articles and claims are newest first unless said otherwise; days, months (`2025-04`) and years
    are in order of time. An entity is a region, an actor or a source: `("region", "kursk")`.

    unpublished: ids of drafts and embargoed articles, which only a preview holds
    unpublished_paths: files of articles and briefings that this archive doesn't hold
    days: each day's articles, in the day's order (lead, then newest first)
    neighbours: what stands before and after, each None at an end: of `("day", day)`,
        `("month", month)`, `("year", year)`, `("claims", month)`, and of the months of an entity
        `(*entity, month)`, a figure `("figure", key, month)`, a facet `("kinds", "control", month)`
    last_changes: the latest day on which an article of `("month", month)` or of an entity, or a
        claim of `("figure", key)`, was changed
    by_month_and_entity: articles by `(*entity, month)`
    entities_by_month: the entities that have articles in a month
    single_source: articles by the one source that they rest on
    claims_by_month: claims by the month of their article, the oldest article first
    by_facet, facet_months: claims of a month by kind and by state, and how many each month has
    figure_keys_by_month: the keys of figures that have claims in a month
    corrections_by_briefing, state_changes_by_briefing: what came since the briefing before, by day
    months_with: the months that have `"articles"`, and those that have `"claims"`
    figures: all claims of a figure
    near_duplicates: the articles that one is like, oldest first
    replaced: articles whose addresses lead to another one, of which nothing else is left, by id
    news: articles of the last 48 hours
    memo: what pages compose of a record, since many of them show the same
    index_memo: what the archive was put together from, for the next one
    """

    records: Records
    unpublished: frozenset[str]
    unpublished_paths: frozenset[str]
    days: Mapping[date, Sequence[Article]]
    day_order: Sequence[date]
    months: Mapping[str, Sequence[date]]
    years: Mapping[str, Sequence[str]]
    neighbours: Mapping[tuple[Any, ...], tuple[Any, Any]]
    last_changes: Mapping[tuple[str, str], date]
    regions: Mapping[str, EntityArticles]
    actors: Mapping[str, EntityArticles]
    sources: Mapping[str, EntityArticles]
    by_month_and_entity: Mapping[tuple[str, str, str], Sequence[Article]]
    entities_by_month: Mapping[str, Sequence[tuple[str, str]]]
    single_source: Mapping[str, Sequence[Article]]
    claims_by_month: Mapping[str, Sequence[Claim]]
    by_facet: Facets
    facet_months: Mapping[tuple[str, str], Mapping[str, int]]
    figure_keys_by_month: Mapping[str, Sequence[str]]
    corrections: Sequence[tuple[Article, Correction]]
    corrections_by_briefing: Mapping[date, Sequence[tuple[Article, Correction]]]
    state_changes_by_briefing: Mapping[date, Sequence[str]]
    months_with: Mapping[str, Sequence[str]]
    figures: Sequence[Claim]
    ledger: Ledger
    related: Related
    near_duplicates: Mapping[str, Sequence[Article]]
    replaced: Mapping[str, Replaced]
    news: Sequence[Article]
    memo: Memo = field(default_factory=Memo, repr=False)
    index_memo: Memo = field(default_factory=Memo, repr=False)

    def article_of(self, claim: Claim) -> Article:
        return self.records.articles[claim.article]


def index(
    records: Records, now: datetime, *, preview: bool = False, memo: Memo | None = None
) -> Archive:
    """The archive as it may be shown at `now` (aware, in the site's timezone); a preview shows
    drafts and embargoes too. With the `memo` of the last call, only months that have
    changed since are indexed again."""
    index_memo = memo or Memo()  # local without a `memo`: a single build needs the memory itself
    followed, replaced = follow(records, lambda article: preview or is_public(article, now))
    shown = in_force(followed if preview else published_records(followed, now), now.date())
    indexed = index_months(shown.articles.values(), index_memo)
    days = {day: of for month in indexed.values() for day, of in month.days.items()}
    days = dict.fromkeys(shown.briefings, ()) | days
    order = sorted(days)
    months = _group_by(order, month_of)
    years = _group_by(months, lambda month: month[:4])
    claims_by_month = {
        name: month.claims_oldest_first for name, month in indexed.items() if month.claims
    }
    ledger, by_facet = index_claims(
        {name: indexed[name].claims for name in claims_by_month}, index_memo
    )
    facet_months = months_of(by_facet)
    by_month_and_entity = {
        (kind, id_, name): articles
        for name, month in indexed.items()
        for (kind, id_), articles in month.by_entity.items()
    }
    figures = sorted(ledger.figures_by_month)
    corrections = [entry for month in indexed.values() for entry in month.corrections]
    corrections.sort(key=lambda entry: (entry[1].date, entry[0].id), reverse=True)
    newest_first = chain.from_iterable(month.articles for month in indexed.values())
    shelved = merge(month.by_entity for month in indexed.values())
    shelves = _shelves(shelved, indexed)
    neighbours = {
        **_neighbours(order, "day"),
        **_neighbours(months, "month"),
        **_neighbours(years, "year"),
        **_neighbours(sorted(claims_by_month), "claims"),
    }
    for facet, counts in facet_months.items():
        neighbours |= _neighbours(sorted(counts), *facet)
    for entity, shelf in shelves.items():
        neighbours |= _neighbours(sorted(shelf.months), *entity)
    for key, figure_months in group(figures).items():
        neighbours |= _neighbours(figure_months, "figure", key)
    return Archive(
        records=shown,
        unpublished=frozenset(a.id for a in shown.articles.values() if not is_public(a, now)),
        unpublished_paths=frozenset(records.bodies.keys() - shown.bodies.keys()),
        days={day: days[day] for day in order},
        day_order=order,
        months=months,
        years=years,
        neighbours=neighbours,
        last_changes=_latest_changes(indexed.values(), ledger, shown.articles),
        regions=_of_kind("region", shelves),
        actors=_of_kind("actor", shelves),
        sources=_of_kind("source", shelves),
        by_month_and_entity=by_month_and_entity,
        entities_by_month=group(
            (month, (kind, id_)) for kind, id_, month in sorted(by_month_and_entity)
        ),
        single_source=merge(month.single_source for month in indexed.values()),
        claims_by_month=claims_by_month,
        by_facet=by_facet,
        facet_months=facet_months,
        figure_keys_by_month=group((month, key) for key, month in figures),
        corrections=corrections,
        corrections_by_briefing=_by_next(order, ((entry[1].date, entry) for entry in corrections)),
        state_changes_by_briefing=_by_next(order, ledger.state_changes),
        months_with={"articles": tuple(sorted(indexed)), "claims": tuple(sorted(claims_by_month))},
        figures=tuple(claim for claim in ledger.claims.values() if claim.figure),
        ledger=ledger,
        related=index_related(shown.articles, newest_first, shelved, ledger.answers),
        near_duplicates=index_near_duplicates(shown.near_duplicates, shown.articles),
        replaced={id_: of for id_, of in replaced.items() if preview or is_public(of.article, now)},
        news=recent(shown.articles.values(), now),
        index_memo=memo or Memo(),
    )


def claims_changed_on(
    claims: Sequence[Claim], ledger: Ledger, articles: Mapping[str, Article]
) -> date:
    """The latest day on which any of some claims, what answers them or their articles changed."""
    days = [ledger.last_change(claim) for claim in claims]
    days += [articles[id_].last_changed.day for id_ in {claim.article for claim in claims}]
    return max(days)


def _shelves(
    shelved: Mapping[tuple[str, str], Sequence[Article]], months: Mapping[str, Month]
) -> dict[tuple[str, str], EntityArticles]:
    """A shelf for each thing that articles are filed under; the newest month comes first."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for name, month in months.items():
        for place, articles in month.by_entity.items():
            counts[place][name] = len(articles)
    return {place: EntityArticles(articles, counts[place]) for place, articles in shelved.items()}


def _latest_changes(
    months: Iterable[Month], ledger: Ledger, articles: Mapping[str, Article]
) -> dict[tuple[str, str], date]:
    changed: dict[tuple[str, str], date] = {}
    for month in months:
        for place, day in month.last_changes.items():
            changed[place] = max(day, changed.get(place, day))
    for key, claims in ledger.by_figure.items():
        changed["figure", key] = claims_changed_on(claims, ledger, articles)
    return changed


def _of_kind(
    kind: str, shelves: Mapping[tuple[str, str], EntityArticles]
) -> dict[str, EntityArticles]:
    return {id_: shelf for (of, id_), shelf in shelves.items() if of == kind}


def _neighbours(order: Iterable[Any], *kind: str) -> dict[tuple[Any, ...], tuple[Any, Any]]:
    """What stands before and after each of some things in order of time, by `(*kind, thing)`."""
    things = [None, *order, None]
    return {(*kind, thing): (things[i], things[i + 2]) for i, thing in enumerate(things[1:-1])}


def _by_next(days: Sequence[date], dated: Iterable[tuple[date, V]]) -> dict[date, Sequence[V]]:
    """What is dated, by the first of some days (in order of time) that isn't before it."""
    places = ((bisect_left(days, day), value) for day, value in dated)
    return group((days[place], value) for place, value in places if place < len(days))


def _group_by(values: Iterable[V], key: Callable[[V], K]) -> dict[K, Sequence[V]]:
    return group((key(value), value) for value in values)
