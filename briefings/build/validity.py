"""Validity: the times between which a build shows what may be shown.

It ends when an embargo does, when a status entry of a claim begins to count, or when an article is
too old for the news sitemap.
"""

from __future__ import annotations

from datetime import datetime, time

from briefings.archive import turns
from briefings.build.page_records import BuildSummary
from briefings.content import Loaded
from briefings.settings import Settings


def find_validity(loaded: Loaded, settings: Settings) -> tuple[str, str]:
    """Find the first and the last time, ISO 8601, of a build of now; empty if there is none."""
    articles = loaded.records.articles.values()
    times = [article.publish_at for article in articles if article.publish_at]
    days = {entry.on for article in articles for claim in article.claims for entry in claim.status}
    times += [datetime.combine(day, time(), settings.site.zone) for day in days]
    if settings.site.url:
        published = [article for article in articles if article.status == "published"]
        times += turns(published, settings.now)
    # `datetime` compares times of one zone by the clock, which shows an hour twice a year.
    seconds = datetime.timestamp
    now = seconds(settings.now)
    since = max((at for at in times if seconds(at) <= now), key=seconds, default=None)
    until = min((at for at in times if seconds(at) > now), key=seconds, default=None)
    return since.isoformat() if since else "", until.isoformat() if until else ""


def is_valid_at(summary: BuildSummary, now: datetime) -> bool:
    """Whether `now` is between the times of a build."""
    has_begun = not summary.since or datetime.fromisoformat(summary.since) <= now
    return has_begun and (not summary.until or now < datetime.fromisoformat(summary.until))
