"""Numbers side by side: their chart and their table."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.claims import ClaimCard, Rivals
from briefings.pages.views.common import Counted


class Mark(TypedDict):
    """A claim's line in a chart: `low` and `high` in percent of the axis, `top` in pixels.

    `number` and `said` (by whom) are cut to what a phone can show; `state` is None for a
    number that is merely claimed.
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
    """A mark on a chart's axis: `at` in percent, `anchor` as in SVG's `text-anchor`."""

    text: str
    at: float
    anchor: str


class ChartView(TypedDict):
    """Numbers on one axis, a line each, newest first; `height` in pixels, its foot is the axis.

    For those who can't see it, `label` says what it is, and `told` all that is in it; `caption` is
    how to read it.
    """

    label: str
    told: str
    caption: str
    height: int
    ticks: list[Tick]
    marks: list[Mark]


class FigureLine(TypedDict):
    """A number in a table: as it was given, without its unit, and the claim that gives it."""

    number: str
    claim: ClaimCard
    rivals: Rivals


class FigureView(Counted):
    """What is claimed of one number, in short; `chart` has the latest."""

    chart: ChartView
