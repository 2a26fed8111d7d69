"""An editor's own words for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One sentence of a briefing; `claims` are full claim ids, `articles` article ids."""

    text: str
    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """What an editor says of a day; anything left out is composed from the day's articles."""

    day: date
    path: str
    title: str | None = None
    lead: str | None = None
    takeaways: tuple[Takeaway, ...] = ()
