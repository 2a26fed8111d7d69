"""A synthetic archive: articles with claims, denials, figures and quotes, day after day.

    seed --days--> Day(articles, bodies, briefing) --write of an adapter--> files

One random stream runs through the days in order: the same seed gives the same archive anywhere, and
a longer archive begins with the shorter one. Days are generated one by one, so that an archive of
any size takes little memory.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from benchmarks import names, prose
from briefings.model import (
    Actor,
    Article,
    Briefing,
    Citation,
    Claim,
    Correction,
    Figure,
    Region,
    Source,
    Status,
    Takeaway,
)
from briefings.model.article import ClaimKind, Verdict
from briefings.model.identifiers import article_id, claim_id

TIMEZONE = ZoneInfo("Europe/Kyiv")
FIRST_DAY = dt.date(2014, 1, 1)
A_DAY = 25
WORDS = 500
_KINDS: tuple[ClaimKind, ...] = ("event", "control", "position", "intent", "assessment")
_VERDICTS: tuple[Verdict, ...] = ("confirmed", "refuted")


@dataclass(frozen=True, slots=True)
class Archive:
    """The size of an archive, and the seed of its random stream."""

    articles: int
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """One day: articles in order of time, their Markdown, the editor's briefing if any."""

    date: dt.date
    articles: tuple[Article, ...]
    bodies: tuple[str, ...]
    briefing: Briefing | None = None


@dataclass(slots=True)
class _Stream:
    """The random stream, the registries it draws from, and recent claims for others to deny."""

    rng: Random
    regions: tuple[Region, ...]
    actors: tuple[Actor, ...]
    sources: tuple[Source, ...]
    claims: deque[Claim]


def days(archive: Archive) -> Iterator[Day]:
    """Generate all days, the oldest first; the last one may be cut short."""
    stream = _Stream(
        rng=Random(archive.seed),
        regions=names.regions(),
        actors=names.actors(),
        sources=names.sources(),
        claims=deque(maxlen=200),
    )
    for first in range(0, archive.articles, A_DAY):
        date = FIRST_DAY + dt.timedelta(days=first // A_DAY)
        numbers = range(first, min(first + A_DAY, archive.articles))
        drawn = [_article(stream, date, number) for number in numbers]
        articles = tuple(article for article, _ in drawn)
        yield Day(
            date=date,
            articles=articles,
            bodies=tuple(body for _, body in drawn),
            briefing=_briefing(date, articles),
        )


def _article(stream: _Stream, day: dt.date, number: int) -> tuple[Article, str]:
    rng = stream.rng
    regions = rng.sample(stream.regions, 3)
    actors = rng.sample(stream.actors, 3)
    words = prose.words(rng, regions[0].name, actors[0].name)
    title = rng.choice(prose.TITLES).format_map(words)
    title = title[0].upper() + title[1:]
    slug = f"{names.slug(words['place'])}-{number:06}"
    minutes = dt.timedelta(minutes=40 * (number % A_DAY))
    date = dt.datetime.combine(day, dt.time(5), TIMEZONE) + minutes
    id_ = article_id(day, slug)
    region_ids = tuple(region.id for region in regions)
    sources = _citations(stream, slug, day)
    claims = tuple(
        _claim(stream, claim_id(id_, f"claim-{n}"), day, regions, actors, sources)
        for n in range(1, rng.choice((1, 2, 2, 3)) + 1)
    )
    stream.claims.extend(claims)
    actor_names = {actor.id: actor.name for actor in actors}
    quotes = [(actor_names[claim.by[0]], claim.quote) for claim in claims if claim.quote]
    corrections: tuple[Correction, ...] = ()
    if number % 50 == 7:
        text = f"An earlier version gave a wrong hour for what happened at {words['place']}."
        corrections = (Correction(date=day + dt.timedelta(days=1), text=text, claim=claims[0].id),)
    article = Article(
        id=id_,
        path=f"content/articles/{day:%Y/%m/%d}/{slug}.md",
        title=title,
        summary=prose.summary(rng, regions[0].name, actors[0].name),
        date=date,
        timed=True,
        sources=sources,
        updated=date + dt.timedelta(hours=1) if number % 10 == 3 else None,
        lead=9 if number % A_DAY == 0 else rng.choice((0, 0, 0, 1, 2, 3)),
        regions=region_ids,
        actors=tuple(actor_names),
        claims=claims,
        corrections=corrections,
    )
    region_names = [region.name for region in regions]
    return article, prose.body(rng, region_names, list(actor_names.values()), quotes, WORDS - 40)


def _citations(stream: _Stream, slug: str, day: dt.date) -> tuple[Citation, ...]:
    direct = [source for source in stream.sources if source.id != names.AGGREGATOR]
    chosen = stream.rng.sample(direct, stream.rng.choice((1, 2)))
    return tuple(
        Citation(
            source=source.id,
            url=f"{source.url}{day:%Y/%m}/{slug}",
            via=names.AGGREGATOR if stream.rng.random() < 0.2 else None,
            published=day,
        )
        for source in chosen
    )


def _claim(
    stream: _Stream,
    id_: str,
    day: dt.date,
    regions: list[Region],
    actors: list[Actor],
    sources: tuple[Citation, ...],
) -> Claim:
    """Return a claim of one of the actors; one in four denies an earlier claim of another one."""
    rng = stream.rng
    actor, region = rng.choice(actors), rng.choice(regions)
    words = prose.words(rng, region.name, actor.name)
    counted = rng.random() < 0.3
    quote = rng.choice(prose.QUOTES).format_map(words) if rng.random() < 0.5 else None
    others = [claim for claim in stream.claims if actor.id not in claim.by and not claim.relation]
    denied = rng.choice(others) if others and rng.random() < 0.25 else None
    says = "{n} {unit} were {fate} in {region}" if counted else "{actor} {action} {object}"
    status: tuple[Status, ...] = ()
    if rng.random() < 0.1:
        verdict = rng.choice(_VERDICTS)
        on = day + dt.timedelta(days=2)
        status = (Status(on=on, is_=verdict, by=rng.choice(stream.sources).id),)
    return Claim(
        id=id_,
        by=(actor.id,),
        says=(f"It is not so that {denied.says}" if denied else says.format_map(words))[:200],
        kind="figure" if counted else rng.choice(_KINDS),
        on=day,
        regions=(region.id,),
        source=sources[0].source,
        relation="denies" if denied else None,
        answers=denied.id if denied else None,
        quote=quote,
        fidelity=rng.choice(("verbatim", "translated")) if quote else "verbatim",
        figure=_figure(rng, region, words) if counted else None,
        status=status,
    )


def _figure(rng: Random, region: Region, words: dict[str, str]) -> Figure:
    low = float(words["n"])
    fate = names.slug(words["fate"])
    return Figure(
        low=low,
        high=low + rng.choice((0, 0, 20)),
        unit=words["unit"],
        of=words["fate"],
        key=f"{region.id}-{fate}",
        approx=rng.random() < 0.3,
    )


def _briefing(day: dt.date, articles: tuple[Article, ...]) -> Briefing | None:
    """Return the editor's briefing for one full day of each week, else None."""
    if day.weekday() != 2 or len(articles) < A_DAY:
        return None
    return Briefing(
        day=day,
        path=f"content/briefings/{day.isoformat()}.md",
        title=f"{len(articles)} reports from the island",
        lead=articles[0].id,
        takeaways=tuple(
            Takeaway(text=article.title, claims=(article.claims[0].id,), articles=(article.id,))
            for article in articles[:4]
        ),
    )
