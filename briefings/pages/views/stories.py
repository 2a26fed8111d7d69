"""Articles and briefings in lists."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.claims import ControlLine
from briefings.pages.views.common import Link, Moment


class Story(TypedDict):
    """A story line. `time` is None where the article gave a bare date; `badge` only in previews;
    `added` is the day of its publication where that is later than its own.

    `party` is named where all its sources belong to that one; `also` are copies of it, each by its
    source and its title.
    """

    title: str
    url: str
    summary: str
    lang: str | None
    date: Moment
    time: Moment | None
    regions: list[Link]
    actors: list[Link]
    sources: list[Link]
    party: str | None
    badge: str | None
    added: Moment | None
    corrected: bool
    also: list[Link]


class DayHeading(TypedDict):
    """A day, which leads to its briefing; `number` is that in its month."""

    url: str
    weekday: str
    day: Moment
    number: str


class DayLine(DayHeading):
    """A briefing in a list."""

    title: str
    count: str


class DayStories(TypedDict):
    """The stories of one day within a month."""

    day: DayHeading
    stories: list[Story]


class CalendarDay(TypedDict):
    """A cell of a month: `number` 0 is outside of it, `url` None a day without a briefing."""

    number: int
    url: str | None
    label: str
    iso: str


class RegionLine(TypedDict):
    """A region in the strip on the home page and in the index of regions."""

    name: str
    url: str
    country: str | None
    count: str
    trend: str
    control: list[ControlLine]
