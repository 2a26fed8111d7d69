"""Between which times a build is good: at the next one, an embargo ends."""

from __future__ import annotations

from datetime import datetime

from briefings.content import Loaded
from briefings.engine.memory import Last
from briefings.engine.settings import Settings


def find_bounds(loaded: Loaded, settings: Settings) -> tuple[str, str]:
    """The times between which the same articles may be shown as now; empty where there is none."""
    if settings.site.preview:
        return "", ""
    ends = [of.publish_at for of in loaded.records.articles.values() if of.publish_at]
    since = max((end for end in ends if end <= settings.now), default=None)
    until = min((end for end in ends if end > settings.now), default=None)
    return since.isoformat() if since else "", until.isoformat() if until else ""


def holds_at(last: Last, now: datetime) -> bool:
    """Whether all that the last build showed, and no more, may be shown `now`."""
    is_late = not last.since or datetime.fromisoformat(last.since) <= now
    return is_late and (not last.until or now < datetime.fromisoformat(last.until))
