"""A day's briefing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.model.identifiers import day_url, month_of, month_url
from briefings.pages import briefing_parts, feed_entries, formatting, links, story_lines
from briefings.pages.json_ld import briefing_json_ld
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Counted, Prose

KIND = Kind(sitemap="month")


def plan(archive: Archive) -> Iterator[Page]:
    for day in archive.days:
        yield Page(day_url(day), "day", (day.isoformat(),))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    day = date.fromisoformat(page.subject[0])
    before, after = archive.neighbours["day", day]
    briefing = archive.records.briefings.get(day)
    body = archive.records.bodies.get(briefing.path) if briefing else None
    title = story_lines.day_title(day, archive)
    takeaways = briefing_parts.takeaways(day, archive)
    month = month_of(day)
    # By instant: as texts, times of the hour that clocks show twice would be in the wrong order.
    changes = [article.last_changed for article in archive.days[day]]
    last = max(changes, key=lambda moment: (moment.at.timestamp(), moment.timed), default=None)
    changed = last.isoformat() if last else day.isoformat()
    summary = takeaways[0]["text"] if takeaways else f"Briefing of {formatting.day_text(day)}."
    return {
        "page": {
            **head(
                f"{title}: briefing of {formatting.day_text(day)}",
                summary,
                "archive",
                [{"name": formatting.month_text(month), "url": month_url(month)}],
            ),
            "published": day.isoformat(),
            "modified": changed,
            "feeds": [feed_entries.CHANGES],
            "data": briefing_json_ld(
                title,
                page.url,
                day.isoformat(),
                changed,
                archive.days[day],
                site,
            ),
        },
        "dateline": briefing_parts.dateline(day, archive, site),
        "title": title,
        "composed": briefing_parts.is_composed(day, archive),
        "takeaways": takeaways,
        "changes": briefing_parts.changes(day, before, archive),
        "narrative": Prose(body.text, briefing.path, body.line, heading=3)
        if briefing and body and body.text.strip()
        else None,
        "sections": briefing_parts.sections(day, archive, site),
        "sources": _sources(day, archive),
        "previous": story_lines.day_line(before, archive) if before else None,
        "next": story_lines.day_line(after, archive) if after else None,
    }


def _sources(day: date, archive: Archive) -> list[Counted]:
    """Return the sources of a day, those of most articles first."""
    used: dict[str, int] = {}
    # An article counts once for a source, however often it cites it.
    for article in archive.days[day]:
        for id_ in dict.fromkeys(citation.source for citation in article.sources):
            used[id_] = used.get(id_, 0) + 1
        for claim in article.claims:
            used.setdefault(claim.source, 0)
    names = archive.records.sources
    return [
        {**links.source_link(id_, archive), "count": formatting.count(used[id_], "article")}
        if used[id_]
        else {**links.source_link(id_, archive), "count": "claims"}
        for id_ in sorted(used, key=lambda id_: (-used[id_], names[id_].name, id_))
    ]
