"""The registries of regions, actors and sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
)

from briefings.content.field_types import (
    DISTINCT,
    ActorId,
    Address,
    Language,
    Name,
    PartialDate,
    RegionId,
    Slug,
    Subdivision,
    Text,
    Wikidata,
)
from briefings.content.scalars import InvalidError
from briefings.content.schema.base import Schema
from briefings.model.registry import ActorKind, Reliability, SourceKind


class RegionSchema(Schema):
    name: Name = Field(description="Its name as readers know it.")
    country: Slug | None = Field(None, description="An id of the newsroom's choice.")
    iso: Subdivision | None = Field(None, description="Its ISO 3166-2 code.")
    aliases: Annotated[tuple[Name, ...], DISTINCT] | None = Field(
        None, description="Other names; they are linked where an article first mentions them."
    )
    excluded: Annotated[tuple[Name, ...], DISTINCT] | None = Field(
        None, alias="not", description="Phrases that look like it and aren't it."
    )
    neighbours: Annotated[tuple[RegionId, ...], DISTINCT] | None = Field(
        None, description="The regions that it borders on."
    )
    geometry: Text | None = Field(
        None,
        description="Its feature's name in map data; no map is drawn yet.",
    )
    wikidata: Wikidata | None = Field(None, description="Its Wikidata item.")
    summary: Text | None = Field(None, description="What it is, in a sentence or two.")


class RoleSchema(Schema):
    title: Name = Field(description="The office held.")
    since: PartialDate | None = Field(
        None, alias="from", description="Since when: a year, a month or a day."
    )
    until: PartialDate | None = Field(None, alias="to", description="Until when, inclusive.")

    @field_validator("until")
    @classmethod
    def _not_before_since(cls, value: str | None, info: ValidationInfo) -> str | None:
        since: str | None = info.data.get("since")
        if value and since and value < since[: len(value)]:
            raise InvalidError("'to' is before 'from'", "correct one of the two")
        return value


class ActorSchema(Schema):
    name: Name = Field(description="Its name as readers know it.")
    kind: ActorKind | None = Field(None, description="What it is.")
    party: Slug | None = Field(None, description="Its side: an id of the newsroom's choice.")
    roles: tuple[RoleSchema, ...] | None = Field(None, description="The offices held, by date.")
    aliases: Annotated[tuple[Name, ...], DISTINCT] | None = Field(
        None, description="Other names; they are linked where an article first mentions them."
    )
    excluded: Annotated[tuple[Name, ...], DISTINCT] | None = Field(
        None, alias="not", description="Phrases that look like it and aren't it."
    )
    wikidata: Wikidata | None = Field(None, description="Its Wikidata item.")
    summary: Text | None = Field(None, description="Who it is, in a sentence or two.")


class SourceSchema(Schema):
    name: Name = Field(description="Its name as readers know it.")
    url: Address | None = Field(None, description="Its own address.")
    kind: SourceKind | None = Field(None, description="What it is.")
    owner: ActorId | None = Field(None, description="The actor that it belongs to.")
    party: Slug | None = Field(None, description="Its side: an id of the newsroom's choice.")
    lang: Language | None = Field(None, description="The language it publishes in.")
    reliability: Reliability | None = Field(
        None, description="How far it can be relied on, A best; never published."
    )
    summary: Text | None = Field(None, description="What it is, in a sentence or two.")
