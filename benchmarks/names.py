"""The invented island of Lorvia: its regions, actors and sources, as the records of the model."""

from __future__ import annotations

from briefings.model import Actor, Region, Role, Source
from briefings.model.registry import ActorKind, SourceKind

PARTIES = ("orvania", "veldmark")

_REGIONS = (
    "Norvik",
    "Eastmere",
    "Tarnholt",
    "Brackwater",
    "Southfell",
    "Ilmar Coast",
    "Grenmoor",
    "Ostervale",
    "Whitsand",
    "Karrow Hills",
    "Lunmark",
    "Westerby",
)
PLACES = (
    "Aldersund",
    "Brimford",
    "Cawlin",
    "Dunmarrow",
    "Elsterby",
    "Farrowgate",
    "Gilmouth",
    "Harndale",
    "Immersley",
    "Jorwick",
    "Kestrow",
    "Lanholm",
    "Merrin Cross",
    "Nettleby",
    "Oxmarsh",
    "Pellworth",
    "Quarnby",
    "Rushmere End",
    "Stavenfold",
    "Thornlea",
    "Ulverstow",
    "Vannick",
    "Wrenhithe",
    "Yarlsby",
)
_SURNAMES = (
    "Tarn",
    "Belmek",
    "Corvane",
    "Drossel",
    "Ekmar",
    "Fenwold",
    "Gorrin",
    "Haldric",
    "Iskell",
    "Jarnov",
    "Kelmar",
    "Lodrin",
    "Mervik",
    "Nostrand",
    "Olvane",
    "Prask",
    "Quillon",
    "Rastel",
    "Sorvik",
    "Tolmar",
    "Urvane",
    "Vostrel",
    "Wendrik",
    "Yestrin",
    "Zarvane",
    "Ambrel",
    "Brasko",
    "Cerdik",
    "Dalvane",
    "Estrik",
)
_FORENAMES = (
    "Ilen",
    "Marta",
    "Joren",
    "Sella",
    "Andric",
    "Vena",
    "Pavlin",
    "Orsa",
    "Tomrik",
    "Elin",
)
_RANKS = ("General", "Colonel", "Minister", "Governor", "Envoy")
_OFFICES = (
    "Defence Ministry",
    "General Staff",
    "Foreign Ministry",
    "Emergency Service",
    "Border Service",
    "Presidential Office",
)
_FORCES = ("Rifles", "Lancers", "Pioneers", "Marines", "Gunners", "Guard", "Rangers", "Flotilla")
_SOURCES: tuple[tuple[str, SourceKind], ...] = (
    ("Lorvia Wire", "agency"),
    ("The Aldersund Courier", "newspaper"),
    ("Channel Nine Orvania", "broadcaster"),
    ("Orvania Bulletin", "official"),
    ("Veldmark Gazette", "official"),
    ("Harndale Posts", "osint"),
    ("Strait Observers", "osint"),
    ("The Daily Digest", "aggregator"),
)
AGGREGATOR = "the-daily-digest"


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def regions() -> tuple[Region, ...]:
    """Return twelve regions around the island, each a neighbour of the next."""
    ids = [slug(name) for name in _REGIONS]
    return tuple(
        Region(
            id=ids[i],
            path=f"content/regions/{ids[i]}.md",
            name=name,
            country=PARTIES[i % 2],
            aliases=(f"{name} district",),
            excluded=(f"{name} Street",),
            neighbours=(ids[i - 1], ids[(i + 1) % len(ids)]),
            summary=f"{name} is one of the {len(ids)} invented regions of the island of Lorvia.",
        )
        for i, name in enumerate(_REGIONS)
    )


def actors() -> tuple[Actor, ...]:
    """Return sixty actors: 2 states, 12 offices, 16 forces and 30 persons, half of each side."""
    found: list[Actor] = []
    for party in PARTIES:
        state = party.title()
        found.append(_actor(state, "state", party))
        found += [_actor(f"{state} {office}", "office", party) for office in _OFFICES]
        found += [_actor(f"{state} {force}", "force", party) for force in _FORCES]
    for i, surname in enumerate(_SURNAMES):
        rank, party = _RANKS[i % len(_RANKS)], PARTIES[i % 2]
        name = f"{_FORENAMES[i % len(_FORENAMES)]} {surname}"
        roles = (Role(title=f"{rank} of {party.title()}", since="2010-03"),)
        found.append(_actor(name, "person", party, (f"{rank} {surname}", surname), roles))
    return tuple(found)


def _actor(
    name: str,
    kind: ActorKind,
    party: str,
    aliases: tuple[str, ...] = (),
    roles: tuple[Role, ...] = (),
) -> Actor:
    return Actor(
        id=slug(name),
        path=f"content/actors/{slug(name)}.md",
        name=name,
        kind=kind,
        party=party,
        roles=roles,
        aliases=aliases,
        summary=f"{name} is invented, on the side of {party.title()}.",
    )


def sources() -> tuple[Source, ...]:
    """Return eight sources; `AGGREGATOR` republishes the others."""
    return tuple(
        Source(
            id=slug(name),
            path=f"content/sources/{slug(name)}.md",
            name=name,
            url=f"https://{slug(name)}.example/",
            kind=kind,
            lang="en",
            reliability="B",
            summary=f"{name} is an invented source.",
        )
        for name, kind in _SOURCES
    )
