"""What articles refer to: regions, actors and sources, one file each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefings.model import identifiers

ActorKind = Literal["person", "organisation", "force", "state", "office"]
SourceKind = Literal[
    "agency", "newspaper", "broadcaster", "official", "social", "osint", "aggregator"
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place that articles are filed under; `excluded` phrases look like it, but are not it."""

    id: str
    path: str
    name: str
    country: str | None = None
    iso: str | None = None
    aliases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    geometry: str | None = None
    wikidata: str | None = None
    summary: str | None = None

    @property
    def url(self) -> str:
        return identifiers.region_url(self.id)


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: `since` and `until` are `2024`, `2024-02` or `2024-02-08`, both inclusive."""

    title: str
    since: str | None = None
    until: str | None = None

    def held_on(self, day: date) -> bool:
        """Return whether the role was held that day; a bound without day or month counts whole."""
        iso = day.isoformat()
        since, until = self.since or "", self.until or iso
        # As texts: ISO dates sort as the days do, and a shorter one is the start of a longer.
        return since <= iso and iso[: len(until)] <= until


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, force, state or office that acts or speaks."""

    id: str
    path: str
    name: str
    kind: ActorKind | None = None
    party: str | None = None
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    wikidata: str | None = None
    summary: str | None = None

    @property
    def url(self) -> str:
        return identifiers.actor_url(self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """A publication or channel; `owner` is an actor's id. `reliability` is never published."""

    id: str
    path: str
    name: str
    url: str | None = None
    kind: SourceKind | None = None
    owner: str | None = None
    party: str | None = None
    lang: str | None = None
    reliability: Reliability | None = None
    summary: str | None = None

    @property
    def page_url(self) -> str:
        return identifiers.source_url(self.id)
