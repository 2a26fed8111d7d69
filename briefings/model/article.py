"""An article and the claims that it carries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from briefings.model import identifiers
from briefings.model.moment import Moment

ClaimKind = Literal["control", "event", "figure", "position", "intent", "assessment"]
Relation = Literal["denies", "confirms", "amends"]
Fidelity = Literal["verbatim", "translated", "paraphrase", "unknown"]
Verdict = Literal["disputed", "confirmed", "refuted", "withdrawn"]
State = Literal["claimed", "disputed", "confirmed", "refuted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an article has its facts from: a source, and the one it was read at."""

    source: str
    url: str | None = None
    via: str | None = None
    published: dt.date | None = None
    retrieved: dt.date | None = None
    archive: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `src` is relative to the content folder: `media/sudzha.jpg`."""

    src: str
    alt: str
    credit: str | None = None
    caption: str | None = None

    @property
    def url(self) -> str:
        return identifiers.media_url(self.src)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction in the open; `claim` is the full id of the claim that it concerns."""

    date: dt.date
    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody claims: `low` equals `high` unless a range was given."""

    low: float
    high: float
    unit: str | None = None
    of: str | None = None
    key: str | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """An editor's entry on a claim; `by` is a full claim id or a source's id."""

    on: dt.date
    is_: Verdict
    by: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what; `answers` is the full id of the claim that it denies, confirms or amends."""

    id: str
    by: tuple[str, ...]
    says: str
    kind: ClaimKind
    on: dt.date
    regions: tuple[str, ...]
    source: str
    relation: Relation | None = None
    answers: str | None = None
    quote: str | None = None
    fidelity: Fidelity = "verbatim"
    figure: Figure | None = None
    status: tuple[Status, ...] = ()

    @property
    def article(self) -> str:
        return self.id.partition("#")[0]

    @property
    def url(self) -> str:
        return identifiers.claim_url(self.id)


@dataclass(frozen=True, slots=True)
class Article:
    """A curated article, all but its body (see `Records.bodies`).

    `date` and `updated` are aware, in the site's timezone; `timed` and `updated_timed` are false
    where the front matter gave a bare date. `regions` and `actors` hold the article's own, then
    those of its claims. `authors` are names, which have no records.
    """

    id: str
    path: str
    title: str
    summary: str
    date: dt.datetime
    timed: bool
    sources: tuple[Citation, ...]
    updated: dt.datetime | None = None
    lang: str | None = None
    lead: int = 0
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    replaces: str | None = None
    image: Image | None = None
    status: Literal["published", "draft"] = "published"
    publish_at: dt.datetime | None = None
    regions: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    corrections: tuple[Correction, ...] = ()
    authors: tuple[str, ...] = ()
    updated_timed: bool = True

    @property
    def day(self) -> dt.date:
        return self.date.date()

    @property
    def url(self) -> str:
        return identifiers.article_url(self.id)

    @property
    def last_changed(self) -> Moment:
        """When it was last updated or corrected; its date if it never was."""
        if self.updated:
            changed = Moment(self.updated, self.updated_timed)
        else:
            changed = Moment(self.date, self.timed)
        # A correction has no time; on the day of an update, the update's time says more.
        if self.corrections:
            day = max(note.date for note in self.corrections)
            if day > changed.day:
                midnight = dt.datetime.combine(day, dt.time(), self.date.tzinfo)
                return Moment(midnight, timed=False)
        return changed

    @property
    def latest_corrections(self) -> list[Correction]:
        """Its corrections, newest first."""
        # Stable: corrections of one day stay in the editor's order.
        return sorted(self.corrections, key=lambda note: note.date, reverse=True)


def newest_first(article: Article) -> tuple[float, str]:
    """Sort key: by time, the newest first; those of one time by id."""
    return -article.date.timestamp(), article.id


def oldest_first(article: Article) -> tuple[float, str]:
    """Sort key: by time, the oldest first; those of one time by id."""
    return article.date.timestamp(), article.id
