"""Chart the claims of one number on an axis that includes zero.

Each line has a dot or a range, with its number and claimant above it, because a phone has no room
for names at the side. Horizontal positions are in percent, so a chart fits any width while its text
keeps its size. Vertical positions are in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from briefings.archive import Archive
from briefings.model import Claim, Figure
from briefings.pages import formatting, links
from briefings.pages.claim_status import change_on
from briefings.pages.views import ChartView, Mark

LINE = 62
AXIS = 26
# Cut to fit a phone's width; the chart's description has all of it.
LONGEST_NUMBER = 34
LONGEST_NAME = 44
MOST_STEPS = 4
UNITS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def chart(claims: Sequence[Claim], archive: Archive) -> ChartView:
    """Chart the numbers of some claims in the order given. Every claim must have a figure."""
    figures = [claim.figure for claim in claims if claim.figure]
    axis = ticks_of([value for figure in figures for value in (figure.low, figure.high)])
    start, end = axis[0], axis[-1]
    unit = next((f" {figure.unit}" for figure in figures if figure.unit), "")
    scale = f"Axis from {tick_text(start)} to {tick_text(end)}{unit}"
    marks = [
        _mark(claim, figure, number * LINE, (start, end), archive)
        for number, (claim, figure) in enumerate(zip(claims, figures, strict=True))
    ]
    descriptions = [
        f"{formatting.amount(figure)}, {links.claimants_text(claim, archive)},"
        f" {formatting.day_text(claim.on)}{', ' + mark['state'] if mark['state'] else ''}"
        for claim, figure, mark in zip(claims, figures, marks, strict=True)
    ]
    return {
        "label": f"{formatting.count(len(figures), 'number')}. {scale}.",
        "description": "; ".join(descriptions),
        "caption": f"{scale}.{_legend(marks)}",
        "height": LINE * len(figures) + AXIS,
        "ticks": [
            {"text": tick_text(value), "at": axis_position(value, start, end), "anchor": anchor}
            for value, anchor in zip(axis, _anchors(len(axis)), strict=True)
        ],
        "marks": marks,
    }


def ticks_of(values: Sequence[float]) -> list[float]:
    """Return round tick values from zero, or below the lowest value, to the highest value or
    above."""
    low, high = min(0.0, *values), max(0.0, *values)
    # Soldiers aren't counted in halves, so neither are the ticks between them.
    whole = all(value == int(value) for value in values)
    # All numbers may be zero.
    span = (high - low) or 1.0
    power = floor(log10(span / MOST_STEPS))
    # Made of text: products of floats aren't round, such as 3 * 0.1.
    steps = (float(f"{digits}e{power}") for digits in ("1", "2", "2.5", "5", "10"))
    fitting = [step for step in steps if step * MOST_STEPS >= span]
    step = next((s for s in fitting if s == int(s)), 1.0) if whole else fitting[0]
    # At least one step, else a number of 0 would have an axis without a length.
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [float(f"{number * step:.12g}") for number in range(first, last + 1)]


def axis_position(value: float, start: float, end: float) -> float:
    """Return the position of a value on the axis, in percent."""
    # Two digits are finer than a pixel on any screen.
    return round(100 * (value - start) / (end - start), 2)


def tick_text(value: float) -> str:
    """Format a tick: `15,000`, `2.5 million`."""
    for size, name in UNITS:
        if abs(value) >= size:
            return f"{formatting.number(float(f'{value / size:.12g}'))} {name}"
    return formatting.number(value)


def _mark(
    claim: Claim, figure: Figure, top: int, ends: tuple[float, float], archive: Archive
) -> Mark:
    state = change_on(claim, archive).state
    day, names = formatting.day_text(claim.on), links.claimants_text(claim, archive)
    number = formatting.cut(formatting.amount(figure), LONGEST_NUMBER)
    return {
        "number": number,
        "day": day,
        "said": formatting.cut(names, LONGEST_NAME),
        "state": None if state == "claimed" else state,
        "approx": figure.approx,
        "low": axis_position(figure.low, *ends),
        "high": axis_position(figure.high, *ends),
        "top": top,
    }


def _anchors(count: int) -> list[str]:
    return ["start", *["middle"] * (count - 2), "end"]


def _legend(marks: Sequence[Mark]) -> str:
    """Explain the signs of approximate numbers: a ring for one, a broken line for a range."""
    approx = [mark for mark in marks if mark["approx"]]
    signs = {
        "a ring": any(mark["low"] == mark["high"] for mark in approx),
        "a broken line": any(mark["low"] < mark["high"] for mark in approx),
    }
    shown = [name for name, is_shown in signs.items() if is_shown]
    if not shown:
        return ""
    return f" {' or '.join(shown).capitalize()} is a number given as approximate."
