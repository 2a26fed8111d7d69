"""Numbers under one key: their chart and their table."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.claims import ClaimCard, Rivals
from briefings.pages.views.common import Counted


class Mark(TypedDict):
    """A claim's line in a chart: `low` and `high` in percent of the axis, `top` in pixels.

    `number` and `said` (the claimants) are truncated to fit a phone; `state` is None for a number
    that is merely claimed.
    """

    number: str
    day: str
    said: str
    state: str | None
    approx: bool
    low: float
    high: float
    top: int


class Tick(TypedDict):
    """A tick of a chart's axis: `at` in percent, `anchor` as in SVG's `text-anchor`."""

    text: str
    at: float
    anchor: str


class ChartView(TypedDict):
    """Numbers on one axis, a line each, newest first; `height` in pixels includes the axis at its
    foot.

    For readers who can't see it, `label` names the chart and `description` has all its numbers;
    `caption` explains its signs.
    """

    label: str
    description: str
    caption: str
    height: int
    ticks: list[Tick]
    marks: list[Mark]


class FigureLine(TypedDict):
    """A row of a table: the number as it was given, without its unit, and its claim."""

    number: str
    claim: ClaimCard
    rivals: Rivals


class FigureView(Counted):
    """A figure in short: its link, the count of its claims, and a chart of the latest."""

    chart: ChartView
