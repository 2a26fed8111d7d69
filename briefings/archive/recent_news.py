"""Which articles are news: those that appeared in the last 48 hours, for the news sitemap.

    articles, now --recent--> the newest first
                  --turns---> the times at which others are

An article appears at its date or, where that is later, at the end of its embargo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from briefings.model import Article

WINDOW = timedelta(hours=48)
"""What https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap takes."""
MOST = 1000
"""Articles that one news sitemap may have."""
MARGIN = timedelta(days=2)
"""Days are the site's, and times absolute: more than the two can lie apart."""


def appeared(article: Article) -> datetime:
    """Return when an article came to be shown."""
    end = article.publish_at
    return max(article.date, end, key=datetime.timestamp) if end else article.date


def recent(articles: Iterable[Article], now: datetime) -> tuple[Article, ...]:
    """Return the articles that appeared in the last 48 hours, the newest first, as many as are
    allowed."""
    first = (now - WINDOW - MARGIN).date().isoformat()
    # Ids sort by day, so most of an archive is passed over without a look at its times.
    near = [article for article in articles if article.id >= first or article.publish_at]
    at, since = now.timestamp(), now.timestamp() - WINDOW.total_seconds()
    shown = {a.id: when for a in near if since < (when := appeared(a).timestamp()) <= at}
    news = [article for article in near if article.id in shown]
    return tuple(sorted(news, key=lambda a: (-shown[a.id], a.id))[:MOST])


def turns(articles: Iterable[Article], now: datetime) -> Iterator[datetime]:
    """Yield times at which an article begins or ceases to be news, at least those next to `now`."""
    dated = list(articles)
    first = (now - WINDOW - MARGIN).date().isoformat()
    past = max((article.id for article in dated if article.id < first), default="")[:10]
    for article in dated:
        # Whatever is of the last day before has ceased to be news after all that is older.
        if article.id >= past or article.publish_at:
            when = appeared(article).timestamp()
            for turn in (when, when + WINDOW.total_seconds()):
                with suppress(ValueError, OverflowError):  # past the calendar's end: never
                    yield datetime.fromtimestamp(turn, now.tzinfo)
