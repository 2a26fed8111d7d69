"""A day's briefing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import day_url, month_of, month_url
from briefings.pages import composition, entries, links, stories, words
from briefings.pages.heads import head, modified, news_briefing
from briefings.pages.page import Page
from briefings.pages.views import Counted, Prose


def plan(archive: Archive) -> Iterator[Page]:
    for day in archive.days:
        yield Page(day_url(day), "day", (day.isoformat(),))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    day = date.fromisoformat(page.subject[0])
    before, after = archive.around["day", day]
    briefing = archive.records.briefings.get(day)
    body = archive.records.bodies.get(briefing.path) if briefing else None
    title = stories.day_title(day, archive)
    takeaways = composition.takeaways(day, archive)
    month = month_of(day)
    changed = max(map(modified, archive.days[day]), default=day.isoformat())
    summary = takeaways[0]["text"] if takeaways else f"Briefing of {words.day_text(day)}."
    return {
        "page": {
            **head(
                f"{title}: briefing of {words.day_text(day)}",
                summary,
                "archive",
                [{"name": words.month_text(month), "url": month_url(month)}],
            ),
            "published": day.isoformat(),
            "modified": changed,
            "feeds": [entries.CHANGES],
            "data": news_briefing(
                title,
                page.url,
                day.isoformat(),
                changed,
                archive.days[day],
                site,
            ),
        },
        "dateline": composition.dateline(day, archive, site),
        "title": title,
        "composed": composition.is_composed(day, archive),
        "takeaways": takeaways,
        "changes": composition.changes(day, before, archive),
        "narrative": Prose(body.text, briefing.path, body.line, heading=3)
        if briefing and body and body.text.strip()
        else None,
        "sections": composition.sections(day, archive, site),
        "sources": _sources(day, archive),
        "previous": stories.day_line(before, archive) if before else None,
        "next": stories.day_line(after, archive) if after else None,
    }


def _sources(day: date, archive: Archive) -> list[Counted]:
    """The sources used that day, the most used first."""
    used: dict[str, int] = {}
    for article in archive.days[day]:
        for id_ in dict.fromkeys(citation.source for citation in article.sources):
            used[id_] = used.get(id_, 0) + 1
        for claim in article.claims:
            used.setdefault(claim.source, 0)
    names = archive.records.sources
    return [
        {**links.source_link(id_, archive), "count": words.count(used[id_], "article")}
        if used[id_]
        else {**links.source_link(id_, archive), "count": "claims"}
        for id_ in sorted(used, key=lambda id_: (-used[id_], names[id_].name, id_))
    ]
