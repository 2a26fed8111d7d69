"""Validated front matter to records: defaults filled in, ids completed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TypeVar

from briefings.content.parse_result import RELATIONS
from briefings.content.schema import (
    ActorSchema,
    ArticleSchema,
    BriefingSchema,
    ClaimSchema,
    FigureSchema,
    RegionSchema,
    SourceSchema,
)
from briefings.model import (
    Actor,
    Article,
    Briefing,
    Citation,
    Claim,
    Correction,
    Figure,
    Image,
    Region,
    Role,
    Source,
    Status,
    Takeaway,
    identifiers,
)
from briefings.model.article import Relation

T = TypeVar("T")


def full_claim_id(reference: str, article: str) -> str:
    """Complete a claim reference: without an article, it means the article it is in."""
    return reference if "#" in reference else identifiers.claim_id(article, reference)


def full_evidence_id(reference: str, article: str, claims: Collection[str]) -> str:
    """Complete a reference to evidence: a claim of this article by that name, else a source."""
    return full_claim_id(reference, article) if reference in claims else reference


def article(schema: ArticleSchema, identifier: str, path: str) -> Article:
    own = schema.regions or ()
    names = {claim.id for claim in schema.claims or ()}
    claims = tuple(_claim(claim, schema, identifier, names) for claim in schema.claims or ())
    updated = schema.updated
    return Article(
        id=identifier,
        path=path,
        title=schema.title,
        summary=schema.summary,
        date=schema.date.at,
        timed=schema.date.timed,
        sources=tuple(Citation(**dict(citation)) for citation in schema.sources),
        # A bare date is the start of its day, which may be before the article's own time.
        updated=max(updated.at, schema.date.at, key=dt.datetime.timestamp) if updated else None,
        lang=schema.lang,
        lead=schema.lead or 0,
        aliases=schema.aliases or (),
        related=schema.related or (),
        replaces=schema.replaces,
        image=Image(**dict(schema.image)) if schema.image else None,
        status=schema.status or "published",
        publish_at=schema.publish_at.at if schema.publish_at else None,
        regions=_union(own, *(claim.regions for claim in claims)),
        actors=_union(schema.actors or (), *(claim.by for claim in claims)),
        claims=claims,
        corrections=tuple(
            Correction(
                correction.date,
                correction.text,
                full_claim_id(correction.claim, identifier) if correction.claim else None,
            )
            for correction in schema.corrections or ()
        ),
        authors=schema.authors or (),
        updated_timed=updated.timed if updated else True,
    )


def _claim(schema: ClaimSchema, holder: ArticleSchema, article: str, names: set[str]) -> Claim:
    relation, answers = _relation(schema, article)
    return Claim(
        id=identifiers.claim_id(article, schema.id),
        by=schema.by,
        says=schema.says,
        kind=schema.kind or "event",
        on=schema.on or holder.date.at.date(),
        regions=holder.regions or () if schema.regions is None else schema.regions,
        source=schema.source or holder.sources[0].source,
        relation=relation,
        answers=answers,
        quote=schema.quote,
        fidelity=schema.fidelity or "verbatim",
        figure=_figure(schema.figure) if schema.figure else None,
        status=tuple(
            Status(entry.on, entry.is_, full_evidence_id(entry.by, article, names), entry.note)
            for entry in schema.status or ()
        ),
    )


def _relation(schema: ClaimSchema, article: str) -> tuple[Relation | None, str | None]:
    for relation in RELATIONS:
        if reference := getattr(schema, relation):
            return relation, full_claim_id(reference, article)
    return None, None


def _figure(schema: FigureSchema) -> Figure:
    low, high = (schema.low, schema.high) if schema.n is None else (schema.n, schema.n)
    # The schema has rejected both already; mypy doesn't know.
    if low is None or high is None:
        raise ValueError("a figure has a number or a range")
    return Figure(low, high, schema.unit, schema.of, schema.key, bool(schema.approx))


def region(schema: RegionSchema, identifier: str, path: str) -> Region:
    return Region(
        id=identifier,
        path=path,
        name=schema.name,
        country=schema.country,
        iso=schema.iso,
        aliases=schema.aliases or (),
        excluded=schema.excluded or (),
        neighbours=schema.neighbours or (),
        geometry=schema.geometry,
        wikidata=schema.wikidata,
        summary=schema.summary,
    )


def actor(schema: ActorSchema, identifier: str, path: str) -> Actor:
    return Actor(
        id=identifier,
        path=path,
        name=schema.name,
        kind=schema.kind,
        party=schema.party,
        roles=tuple(Role(role.title, role.since, role.until) for role in schema.roles or ()),
        aliases=schema.aliases or (),
        excluded=schema.excluded or (),
        wikidata=schema.wikidata,
        summary=schema.summary,
    )


def source(schema: SourceSchema, identifier: str, path: str) -> Source:
    return Source(id=identifier, path=path, **dict(schema))


def briefing(schema: BriefingSchema, day: dt.date, path: str) -> Briefing:
    return Briefing(
        day=day,
        path=path,
        title=schema.title,
        lead=schema.lead,
        takeaways=tuple(
            Takeaway(takeaway.text, takeaway.claims or (), takeaway.articles or ())
            for takeaway in schema.takeaways or ()
        ),
    )


def _union(*groups: Iterable[T]) -> tuple[T, ...]:
    """Merge items without duplicates, in order of first mention."""
    return tuple(dict.fromkeys(item for group in groups for item in group))
