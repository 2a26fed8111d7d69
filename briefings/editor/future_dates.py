"""Days in content that haven't come yet, and embargoes that end after their article's day.

    records --find_future--> findings, and the days between which they are the same
            --find_late----> findings

The build's day enters in comparisons only, so a later build needs to look again only once one of
the days that were compared has come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Literal

from briefings.content.diagnostics import Finding, Where
from briefings.model import Article, Briefing, Records

YEAR_OR_EMBARGO = "check its year, or set 'publish_at'"
YEAR_OR_LATER = "check its year, or set 'publish_at' to that day"
NOT_YET = "check its year: until that day the entry doesn't count"
FILE_NAME = "check the year in the file's name; it is withheld only as all articles of its day are"

Found = tuple[str, Finding]
"""A file's path, and what was found in it."""


def find_future(
    records: Records, articles: Iterable[Article], today: date
) -> tuple[list[Found], tuple[str, str]]:
    """Days of published articles and of briefings that are later than `today`, unless they come
    before an embargo ends; and since when and until when the same days are (ISO 8601, the second
    exclusive; empty where there is no such bound)."""
    found: list[Found] = []
    days: set[date] = set()
    for article in articles:
        if article.status != "published":
            continue
        latest = _latest(article)
        days.add(latest)
        # Only then are the places of all its days of use.
        if latest > today:
            dated = [*_days(article)]
            end = article.publish_at.date() if article.publish_at else None
            found += _judge(article.path, dated, end, today)
            days.update(day for _, day, _ in dated)
            # Once the embargo has ended, what is said of a day changes.
            days.update({end} if end else ())
    for briefing, end in _briefings(records, today):
        found += _judge(briefing.path, [((), briefing.day, FILE_NAME)], end, today)
        days.update({briefing.day, end} if end else {briefing.day})
    since = max((day for day in days if day <= today), default=None)
    until = min((day for day in days if day > today), default=None)
    return found, (since.isoformat() if since else "", until.isoformat() if until else "")


def holds_on(bounds: Sequence[str], today: date) -> bool:
    """Return whether what was found between two bounds is found today, too."""
    since, until = bounds
    day = today.isoformat()
    return since <= day and (not until or day < until)


def find_late(articles: Iterable[Article]) -> Iterator[Found]:
    """Embargoes that end on a later day than that of the briefing which will have the article."""
    for article in articles:
        end = article.publish_at.date() if article.publish_at else None
        if end and end > article.day:
            message = (
                f"the embargo ends on {end}, but the article goes into the briefing of"
                f" {article.day}, which nobody reads again"
            )
            hint = f"set 'date' to {end}; once it is published, with its old address in 'aliases'"
            yield article.path, Finding(("publish_at",), message, hint)


def _judge(
    path: str, dated: Iterable[tuple[Where, date, str]], end: date | None, today: date
) -> Iterator[Found]:
    for where, day, hint in dated:
        if day <= today or (end and day <= end):
            continue
        at: Literal["value", "given"] = "given" if where else "value"
        if end is None or end <= today:
            yield path, Finding(where, f"'{day}' is in the future", hint, at)
        else:
            message = f"'{day}' is in the future, also when the embargo ends"
            yield path, Finding(where, message, YEAR_OR_LATER, at)


def _latest(article: Article) -> date:
    """Return the latest of all days in an article; most have none to come, and aren't looked at
    again."""
    latest = article.date.date()
    if article.updated:
        latest = max(latest, article.updated.date())
    for citation in article.sources:
        latest = max(latest, citation.published or latest, citation.retrieved or latest)
    for claim in article.claims:
        latest = max(latest, claim.on, *[entry.on for entry in claim.status])
    return max([latest, *[note.date for note in article.corrections]])


def _days(article: Article) -> Iterator[tuple[Where, date, str]]:
    yield ("date",), article.date.date(), YEAR_OR_EMBARGO
    if article.updated:
        yield ("updated",), article.updated.date(), YEAR_OR_EMBARGO
    for index, citation in enumerate(article.sources):
        if citation.published:
            yield ("sources", index, "published"), citation.published, YEAR_OR_EMBARGO
        if citation.retrieved:
            yield ("sources", index, "retrieved"), citation.retrieved, YEAR_OR_EMBARGO
    for index, claim in enumerate(article.claims):
        yield ("claims", index, "on"), claim.on, YEAR_OR_EMBARGO
        for number, entry in enumerate(claim.status):
            yield ("claims", index, "status", number, "on"), entry.on, NOT_YET
    for index, note in enumerate(article.corrections):
        yield ("corrections", index, "date"), note.date, YEAR_OR_EMBARGO


def _briefings(records: Records, today: date) -> Iterator[tuple[Briefing, date | None]]:
    """Briefings of days to come, but those of drafts alone, each with the day on which the first
    embargo of its articles ends, where all have one; and the latest of the others."""
    past = max((day for day in records.briefings if day <= today), default=None)
    coming = {day for day in records.briefings if day > today}
    articles: dict[date, list[Article]] = {}
    for article in records.articles.values() if coming else ():
        if article.day in coming:
            articles.setdefault(article.day, []).append(article)
    for day in chain([past] if past else (), coming):
        its_articles = articles.get(day, [])
        ends = [a.publish_at for a in its_articles if a.status == "published"]
        # With drafts alone nothing of the day is shown, so its briefing isn't either.
        if ends or not its_articles:
            shown = [end.date() for end in ends if end]
            yield records.briefings[day], min(shown) if shown and None not in ends else None
