"""Make story lines of articles, with near duplicates grouped, and lines of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.archive import Archive, grounds_of, near_duplicates_until
from briefings.model import Article, Site
from briefings.model.identifiers import day_url
from briefings.pages import claim_cards, formatting, links
from briefings.pages.views import DayHeading, DayLine, DayStories, Link, Moment, Story


def story(article: Article, archive: Archive, site: Site) -> Story:
    return archive.memo.get(("story", article.id), (), lambda: _story(article, archive, site))


def _story(article: Article, archive: Archive, site: Site) -> Story:
    return {
        "title": article.title,
        "url": article.url,
        "summary": article.summary,
        "lang": article.lang,
        "date": formatting.day_moment(article.day),
        "time": formatting.time_moment(article.date) if article.timed else None,
        "regions": [links.region_link(id_, archive) for id_ in article.regions],
        "actors": [links.actor_link(id_, archive) for id_ in article.actors],
        "sources": cited(article, archive),
        "party": one_party(article, archive),
        "badge": claim_cards.badge(article, archive, site),
        "added": _added(article, archive),
        "corrected": bool(article.corrections),
        # Only a briefing and the front page group near duplicates.
        "also": [],
    }


def _added(article: Article, archive: Archive) -> Moment | None:
    """Return the day on which an embargoed article joined the briefing of an earlier day, if it
    did."""
    end = article.publish_at
    # Only where readers of that day's briefing can't have seen it.
    if end is None or end.date() <= article.day or article.id in archive.unpublished:
        return None
    return formatting.day_moment(end.date())


def stories(articles: Iterable[Article], archive: Archive, site: Site) -> list[Story]:
    return [story(article, archive, site) for article in articles]


def group_duplicates(
    articles: Iterable[Article], archive: Archive, until: date
) -> dict[str, Sequence[Article]]:
    """Group articles with their near duplicates up to a day, by the id of the first in each group.

    Later duplicates are omitted, so that an old briefing doesn't change.
    """
    groups: dict[str, Sequence[Article]] = {}
    passed: set[str] = set()
    for article in articles:
        if article.id not in passed:
            # Only until that day: a copy of tomorrow's must not change the briefing of today.
            duplicates = near_duplicates_until(until, article, archive.near_duplicates)
            groups[article.id] = duplicates
            passed.update(duplicate.id for duplicate in duplicates)
    return groups


def stories_with_duplicates(
    articles: Iterable[Article],
    duplicates: Mapping[str, Sequence[Article]],
    archive: Archive,
    site: Site,
) -> list[Story]:
    """Return the stories of a briefing, each with links to its near duplicates."""
    return [
        {
            **story(article, archive, site),
            "also": [
                links.duplicate_link(duplicate, archive) for duplicate in duplicates[article.id]
            ],
        }
        for article in articles
    ]


def cited(article: Article, archive: Archive) -> list[Link]:
    """Link to the sources that an article cites, each once."""
    ids = dict.fromkeys(citation.source for citation in article.sources)
    return [links.source_link(id_, archive) for id_ in ids]


def one_party(article: Article, archive: Archive) -> str | None:
    """Return the name of the party that all sources of an article belong to, None without one."""
    parties = {archive.records.sources[id_].party for id_ in grounds_of(article)}
    # An article has one source at least, as the schema demands.
    party = parties.pop()
    return links.party_name(party, archive) if party and not parties else None


def stories_by_day(articles: Sequence[Article], archive: Archive, site: Site) -> list[DayStories]:
    """Group articles (newest first) by day."""
    days: dict[date, list[Article]] = {}
    for article in articles:
        days.setdefault(article.day, []).append(article)
    return [
        {"day": day_heading(day), "stories": stories(shown, archive, site)}
        for day, shown in days.items()
    ]


def day_heading(day: date) -> DayHeading:
    return {
        "url": day_url(day),
        "weekday": formatting.weekday(day),
        "day": formatting.day_moment(day),
        "number": str(day.day),
    }


def day_line(day: date, archive: Archive) -> DayLine:
    return {
        **day_heading(day),
        "title": day_title(day, archive),
        "count": formatting.count(len(archive.days[day]), "article"),
    }


def day_title(day: date, archive: Archive) -> str:
    """Return the editor's title for the day, or that of its leading article."""
    briefing = archive.records.briefings.get(day)
    if briefing and briefing.title:
        return briefing.title
    lead = day_lead(day, archive)
    return lead.title if lead else f"Briefing of {formatting.day_text(day)}"


def day_lead(day: date, archive: Archive) -> Article | None:
    # An editor's choice comes before the order by `lead` and time.
    briefing = archive.records.briefings.get(day)
    if briefing and briefing.lead:
        return archive.records.articles[briefing.lead]
    return archive.days[day][0] if archive.days[day] else None
