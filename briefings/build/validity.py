"""Between which times a build is good: at the next one, an embargo ends, an entry on a claim begins
to count, or an article is no news any more."""

from __future__ import annotations

from datetime import datetime, time

from briefings.archive import turns
from briefings.build.page_records import BuildSummary
from briefings.content import Loaded
from briefings.settings import Settings


def find_validity(loaded: Loaded, settings: Settings) -> tuple[str, str]:
    """The times between which the same is shown as now; empty where there is none."""
    articles = loaded.records.articles.values()
    times = [of.publish_at for of in articles if of.publish_at]
    days = {entry.on for of in articles for claim in of.claims for entry in claim.status}
    times += [datetime.combine(day, time(), settings.site.zone) for day in days]
    if settings.site.url:
        shown = [of for of in articles if of.status == "published"]
        times += turns(shown, settings.now)
    # Times of one zone are compared as its clocks show them, which is twice the same in an hour.
    seconds = datetime.timestamp
    now = seconds(settings.now)
    since = max((at for at in times if seconds(at) <= now), key=seconds, default=None)
    until = min((at for at in times if seconds(at) > now), key=seconds, default=None)
    return since.isoformat() if since else "", until.isoformat() if until else ""


def is_valid_at(last: BuildSummary, now: datetime) -> bool:
    """Whether all that the last build showed, and no more, may be shown `now`."""
    is_late = not last.since or datetime.fromisoformat(last.since) <= now
    return is_late and (not last.until or now < datetime.fromisoformat(last.until))
