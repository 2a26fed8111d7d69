"""What belongs where: records -> days, months, and what is filed under each region, actor, source.

Everything a page lists is looked up here; nothing later searches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from briefings.archive.copies import index_copies
from briefings.archive.facets import Facets, index_facets, months_of
from briefings.archive.ledger import Ledger, index_claims
from briefings.archive.publishable import in_force, is_public, publishable
from briefings.archive.related import Related, index_related
from briefings.archive.replaced import Replaced, follow
from briefings.model import Article, Claim, Correction, Records
from briefings.model.identifiers import month_of

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles filed under one region, actor or source, newest first, and their months."""

    articles: Sequence[Article]
    months: Mapping[str, int]


EMPTY = Shelf((), {})


class Views:
    """Remembers what pages have composed of a record, since many of them show the same."""

    def __init__(self) -> None:
        self.composed: dict[Hashable, Any] = {}

    def once(self, key: Hashable, compose: Callable[[], V]) -> V:
        """What `compose` returned when it was first called for this key."""
        if key not in self.composed:
            self.composed[key] = compose()
        value: V = self.composed[key]
        return value


@dataclass(frozen=True, slots=True)
class Archive:
    """The published records and where each belongs.

    `withheld` are the ids of drafts and embargoed articles, which only a preview holds;
    `withheld_paths` the files of articles and briefings that this archive doesn't hold.
    `days` holds each day's articles in the day's order (lead, then newest first); days, months
    (`2025-04`) and years are in order of time. `around` gives what stands before and after: of
    `("day", day)`, `("month", month)`, `("year", year)`, `("claims", month)`, and of the months of
    what is filed, `("region", "kursk", month)`, of a figure's, `("figure", key, month)`, and of
    facets, `("kinds", "control", month)`. `filed` holds the articles of such a month, newest first,
    `filed_in` what has articles in a month; `told_alone`, newest first, the articles that rest on
    one source and no other. `claims_by_month` goes by the month of a claim's article, as do the
    keys in `figures_in`; `faceted` and `facet_months` also by kind and by state. `changed_by` and
    `corrected_by` hold what came since the briefing before, by day. `filled` are the months that
    have `articles`, and those that have `claims`, in order of time; `figures` all claims of a
    figure. `copies` are the articles that one is like, oldest first; `replaced` the articles by id
    whose addresses lead to another, of which nothing else is left.
    """

    records: Records
    withheld: frozenset[str]
    withheld_paths: frozenset[str]
    days: Mapping[date, Sequence[Article]]
    day_order: Sequence[date]
    months: Mapping[str, Sequence[date]]
    years: Mapping[str, Sequence[str]]
    around: Mapping[tuple[Any, ...], tuple[Any, Any]]
    regions: Mapping[str, Shelf]
    actors: Mapping[str, Shelf]
    sources: Mapping[str, Shelf]
    filed: Mapping[tuple[str, str, str], Sequence[Article]]
    filed_in: Mapping[str, Sequence[tuple[str, str]]]
    told_alone: Mapping[str, Sequence[Article]]
    claims_by_month: Mapping[str, Sequence[Claim]]
    faceted: Facets
    facet_months: Mapping[tuple[str, str], Mapping[str, int]]
    figures_in: Mapping[str, Sequence[str]]
    corrections: Sequence[tuple[Article, Correction]]
    corrected_by: Mapping[date, Sequence[tuple[Article, Correction]]]
    changed_by: Mapping[date, Sequence[str]]
    filled: Mapping[str, Sequence[str]]
    figures: Sequence[Claim]
    ledger: Ledger
    related: Related
    copies: Mapping[str, Sequence[Article]]
    replaced: Mapping[str, Replaced]
    views: Views = field(default_factory=Views, repr=False)

    def article_of(self, claim: Claim) -> Article:
        return self.records.articles[claim.article]


def index(
    records: Records, now: datetime, *, preview: bool = False, last: Archive | None = None
) -> Archive:
    """The archive as it may be shown at `now` (aware, in the site's timezone); a preview shows
    drafts and embargoes too. From the `last` one, what is made of claims alone is taken over where
    they are the same."""
    followed, replaced = follow(records, lambda article: preview or is_public(article, now))
    shown = in_force(followed if preview else publishable(followed, now), now.date())
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
    order = sorted(days)
    months = _group(order, month_of)
    years = _group(months, lambda month: month[:4])
    if last and _claims_of(newest_first) == _claims_of(last.related.articles.values()):
        ledger, faceted, claims_by_month = last.ledger, last.faceted, last.claims_by_month
    else:
        ledger = index_claims(newest_first)
        faceted = index_facets(ledger)
        claims_by_month = _group(ledger.claims.values(), lambda claim: claim.article[:7])
    facet_months = months_of(faceted)
    grounds = {article.id: grounds_of(article) for article in newest_first}
    filed = _file(newest_first, grounds)
    figures = sorted(ledger.figures_by_month)
    corrections = sorted(
        ((article, note) for article in newest_first for note in article.corrections),
        key=lambda entry: (entry[1].date, entry[0].id),
        reverse=True,
    )
    shelves = {kind: _shelves(kind, filed) for kind in ("region", "actor", "source")}
    return Archive(
        records=shown,
        withheld=frozenset(a.id for a in shown.articles.values() if not is_public(a, now)),
        withheld_paths=frozenset(records.bodies.keys() - shown.bodies.keys()),
        days={day: tuple(days[day]) for day in order},
        day_order=order,
        months=months,
        years=years,
        around={
            **_around(order, "day"),
            **_around(months, "month"),
            **_around(years, "year"),
            **_around(sorted(claims_by_month), "claims"),
            **{
                place: neighbours
                for facet, months_of_it in facet_months.items()
                for place, neighbours in _around(sorted(months_of_it), *facet).items()
            },
            **{
                place: neighbours
                for kind, of in shelves.items()
                for id_, shelf in of.items()
                for place, neighbours in _around(sorted(shelf.months), kind, id_).items()
            },
            **{
                place: neighbours
                for key, months_of in _group_pairs(figures).items()
                for place, neighbours in _around(months_of, "figure", key).items()
            },
        },
        regions=shelves["region"],
        actors=shelves["actor"],
        sources=shelves["source"],
        filed={place: tuple(articles) for place, articles in filed.items()},
        filed_in=_group_pairs((month, (kind, id_)) for kind, id_, month in sorted(filed)),
        told_alone=_group_pairs(
            (grounds[article.id][0], article)
            for article in newest_first
            if len(grounds[article.id]) == 1
        ),
        claims_by_month=claims_by_month,
        faceted=faceted,
        facet_months=facet_months,
        figures_in=_group_pairs((month, key) for key, month in figures),
        corrections=corrections,
        corrected_by=_by_next(order, ((entry[1].date, entry) for entry in corrections)),
        changed_by=_by_next(order, ledger.changes),
        filled={
            "articles": tuple(sorted({month_of(article.day) for article in newest_first})),
            "claims": tuple(sorted(claims_by_month)),
        },
        figures=tuple(claim for claim in ledger.claims.values() if claim.figure),
        ledger=ledger,
        related=index_related(newest_first),
        copies=index_copies(shown.likenesses, shown.articles),
        replaced={id_: of for id_, of in replaced.items() if preview or is_public(of.article, now)},
    )


def _claims_of(articles: Iterable[Article]) -> list[tuple[Claim, ...]]:
    return [article.claims for article in articles]


def sources_of(article: Article) -> tuple[str, ...]:
    """The sources that an article and its claims rest on and those it was read at, each once."""
    return _with_places(article, grounds_of(article))


def grounds_of(article: Article) -> tuple[str, ...]:
    """The sources that an article and its claims rest on, each once."""
    cited = (citation.source for citation in article.sources)
    return tuple(dict.fromkeys((*cited, *(claim.source for claim in article.claims))))


def _with_places(article: Article, grounds: Sequence[str]) -> tuple[str, ...]:
    """The sources that an article rests on and those it was read at, each once."""
    read_at = (citation.via for citation in article.sources if citation.via)
    return tuple(dict.fromkeys((*grounds, *read_at)))


def _file(
    newest_first: Iterable[Article], grounds: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str, str], list[Article]]:
    """Articles by what they are filed under and by month, newest first; `grounds` are the sources
    that each rests on."""
    filed: dict[tuple[str, str, str], list[Article]] = defaultdict(list)
    for month, articles in groupby(newest_first, lambda article: month_of(article.day)):
        # Apart at first: the longer keys are slower to look up.
        regions: dict[str, list[Article]] = defaultdict(list)
        actors: dict[str, list[Article]] = defaultdict(list)
        sources: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            for id_ in article.regions:
                regions[id_].append(article)
            for id_ in article.actors:
                actors[id_].append(article)
            for id_ in _with_places(article, grounds[article.id]):
                sources[id_].append(article)
        for kind, of in (("region", regions), ("actor", actors), ("source", sources)):
            for id_, part in of.items():
                filed[kind, id_, month] += part
    return filed


def _shelves(kind: str, filed: Mapping[tuple[str, str, str], list[Article]]) -> dict[str, Shelf]:
    """A shelf for each id of a kind, from its months; `filed` has the newest months first."""
    articles: dict[str, list[Article]] = defaultdict(list)
    months: dict[str, dict[str, int]] = defaultdict(dict)
    for (of, id_, month), part in filed.items():
        if of == kind:
            articles[id_] += part
            months[id_][month] = len(part)
    return {id_: Shelf(tuple(of), months[id_]) for id_, of in articles.items()}


def _around(order: Iterable[Any], *kind: str) -> dict[tuple[Any, ...], tuple[Any, Any]]:
    """What stands before and after each of some things in order of time, by `(*kind, thing)`."""
    things = [None, *order, None]
    return {(*kind, thing): (things[i], things[i + 2]) for i, thing in enumerate(things[1:-1])}


def _by_next(days: Sequence[date], dated: Iterable[tuple[date, V]]) -> dict[date, Sequence[V]]:
    """What is dated, by the first of some days (in order of time) that isn't before it."""
    places = ((bisect_left(days, day), value) for day, value in dated)
    return _group_pairs((days[place], value) for place, value in places if place < len(days))


def _group(values: Iterable[V], key: Callable[[V], K]) -> dict[K, Sequence[V]]:
    return _group_pairs((key(value), value) for value in values)


def _group_pairs(pairs: Iterable[tuple[K, V]]) -> dict[K, Sequence[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(of) for key, of in groups.items()}
