"""Records made by hand, for tests of the stages after loading; all in them is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefings.model import (
    Actor,
    Article,
    Body,
    Briefing,
    Citation,
    Claim,
    Records,
    Region,
    Site,
    Source,
)

ZONE = ZoneInfo("Europe/Kyiv")
NOW = datetime(2031, 1, 1, tzinfo=ZONE)
SITE = Site(name="The Lorvia Ledger", url="https://example.org/news/", zone=ZONE)


def claim(id_: str, by: str = "tarn", on: str = "", **values: Any) -> Claim:
    """`claim("2030-05-01/bridge#open")`: General Tarn says so, on the article's day."""
    article, _, name = id_.partition("#")
    return Claim(
        **{
            "id": id_,
            "by": tuple(by.split()),
            "says": f"The {name} stands",
            "kind": "event",
            "on": date.fromisoformat(on or article[:10]),
            "regions": (),
            "source": "wire",
            **values,
        }
    )


def article(id_: str, *claims: Claim, at: str = "", **values: Any) -> Article:
    """`article("2030-05-01/bridge", claim(...))`; `at` is a time of day such as `18:30`."""
    day, _, slug = id_.partition("/")
    values.setdefault("actors", ())
    by = tuple(dict.fromkeys((*values["actors"], *(a for c in claims for a in c.by))))
    places = (*values.get("regions", ()), *(r for c in claims for r in c.regions))
    return Article(
        **{
            "id": id_,
            "path": f"content/articles/{slug}.md",
            "title": slug.replace("-", " ").capitalize(),
            "summary": f"What is known of the {slug}.",
            "date": datetime.fromisoformat(f"{day}T{at or '00:00'}").replace(tzinfo=ZONE),
            "timed": bool(at),
            "sources": (Citation("wire"),),
            "claims": claims,
            **values,
            "actors": by,
            "regions": tuple(dict.fromkeys(places)),
        }
    )


def records(articles: Iterable[Article], briefings: Iterable[Briefing] = ()) -> Records:
    """The articles with regions Norvik and Eastmere, four actors and two sources."""
    of = list(articles)
    actors = ("tarn", "orvania", "lorvia", "mayor")
    return Records(
        articles={a.id: a for a in of},
        regions={
            id_: Region(id_, f"content/regions/{id_}.md", id_.title())
            for id_ in ("norvik", "eastmere")
        },
        actors={id_: Actor(id_, f"content/actors/{id_}.md", id_.title()) for id_ in actors},
        sources={
            id_: Source(id_, f"content/sources/{id_}.md", id_.title()) for id_ in ("wire", "mirror")
        },
        briefings={briefing.day: briefing for briefing in briefings},
        bodies={a.path: Body("Text.", 9) for a in of},
    )
