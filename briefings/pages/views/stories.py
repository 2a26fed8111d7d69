"""Articles and briefings in lists."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.claims import ControlLine
from briefings.pages.views.common import Link, Moment


class Story(TypedDict):
    """A story line. `time` is None where the article has a bare date; `badge` is set only in
    previews; `added` is the day of publication if that is later than the article's own.

    `party` is named if all sources belong to it; `also` are links to near duplicates by source and
    title.
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
    """A day with a link to its briefing; `number` is its day of the month."""

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
    """A cell of a calendar: `number` is 0 outside the month, `url` None on a day without a
    briefing."""

    number: int
    url: str | None
    label: str
    iso: str


class RegionLine(TypedDict):
    """A region on the home page and in the index of regions."""

    name: str
    url: str
    country: str | None
    count: str
    trend: str
    control: list[ControlLine]
