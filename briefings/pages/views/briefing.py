"""The parts of a day's briefing."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.claims import ClaimCard
from briefings.pages.views.common import Link, Moment
from briefings.pages.views.stories import Story


class Dateline(TypedDict):
    """`weekday` Saturday; `day` 26 April 2025; `as_of` 18:30 with `zone` Kyiv time, or None."""

    weekday: str
    day: Moment
    as_of: Moment | None
    zone: str
    articles: str
    sources: str


class TakeawayView(TypedDict):
    text: str
    claims: list[Link]
    articles: list[Link]
    sources: list[Link]


class StateChange(TypedDict):
    """A claim whose state changed, and the claim or source that the new state rests on; `how` is
    the text before it."""

    claim: Link
    how: str
    by: Link | None
    before: str
    after: str
    on: Moment


class CorrectionView(TypedDict):
    date: Moment
    text: str
    article: Link
    claim: Link | None


class FigureChange(TypedDict):
    """A figure that an earlier claim (`before`) gave another number for, in words."""

    claim: Link
    now: str
    before: Link
    then: str
    figure_url: str


class Changes(TypedDict):
    """What changed since the last briefing (`since`, None on the first)."""

    since: Link | None
    new: list[Link]
    new_count: str
    states: list[StateChange]
    figures: list[FigureChange]
    corrections: list[CorrectionView]


class Section(TypedDict):
    """A region's section of a briefing; `region` is None in the one for the wider picture.

    `elsewhere` are stories shown in full in a section above.
    """

    region: Link | None
    anchor: str
    stories: list[Story]
    elsewhere: list[Link]
    claims: list[ClaimCard]
