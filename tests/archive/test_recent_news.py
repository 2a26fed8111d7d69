"""What is news at a time, and when that changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefings.archive import index, recent, turns
from briefings.model import Article
from tests.records import ZONE, article, records


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


BRIDGE = article("2030-05-01/bridge", at="18:30")
HELD = article("2030-04-01/held", publish_at=at("2030-05-02T12:00"))


@pytest.mark.parametrize(
    ("now", "news"),
    [
        ("2030-05-01T18:29:59", []),
        ("2030-05-01T18:30", [BRIDGE]),
        ("2030-05-02T12:00", [HELD, BRIDGE]),
        ("2030-05-03T18:29:59", [HELD, BRIDGE]),
        ("2030-05-03T18:30", [HELD]),
        ("2030-05-04T12:00", []),
    ],
)
def test_an_article_is_news_for_two_days(now: str, news: list[Article]) -> None:
    assert list(recent([BRIDGE, HELD], at(now))) == news


def test_news_are_of_what_is_published() -> None:
    draft = article("2030-05-01/draft", status="draft")
    assert index(records([BRIDGE, HELD, draft]), at("2030-05-02T11:00")).news == (BRIDGE,)


def test_what_is_news_is_the_same_from_each_turn_to_the_next() -> None:
    hours = range(0, 24 * 40, 7)
    start = at("2030-04-25T00:00")
    articles = [HELD, BRIDGE]
    articles += [article(f"2030-05-{day:02}/x", at=f"{day:02}:15") for day in (3, 4, 9, 20)]
    times = [start + dt.timedelta(hours=hour) for hour in hours]
    for now in times:
        turning = [turn.timestamp() for turn in turns(articles, now)]
        since = max((turn for turn in turning if turn <= now.timestamp()), default=0.0)
        until = min((turn for turn in turning if turn > now.timestamp()), default=float("inf"))
        for other in times:
            if since <= other.timestamp() < until:
                assert recent(articles, other) == recent(articles, now)


def test_a_news_sitemap_has_a_thousand_at_most() -> None:
    many = [article(f"2030-05-01/x{n}", at="12:00") for n in range(1001)]
    assert len(recent(many, at("2030-05-01T13:00"))) == 1000


@pytest.mark.parametrize("zone", [ZONE, dt.timezone(dt.timedelta(hours=-12))])
def test_what_never_ceases_to_be_news_has_no_turn(zone: dt.tzinfo) -> None:
    last = article("9999-12-31/last")
    last = replace(last, date=dt.datetime(9999, 12, 31, 23, 59, tzinfo=zone))
    now = at("2030-05-01T12:00").astimezone(zone)
    assert all(turn > now for turn in turns([last], now))
    assert list(recent([last], now)) == []
