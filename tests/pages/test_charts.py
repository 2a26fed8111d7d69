"""Where numbers stand in a chart, and what it says in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.archive import index
from briefings.model import Figure, Status
from briefings.pages import charts
from briefings.pages.views import ChartView
from tests.records import NOW, article, claim, records


def chart_of(*figures: Figure, **values: Any) -> ChartView:
    claims = [
        claim(f"2030-05-0{n}/count#n", kind="figure", figure=figure, **values)
        for n, figure in enumerate(figures, 1)
    ]
    archive = index(records([article(c.article, c) for c in claims]), NOW)
    return charts.chart(claims, archive)


def test_geometry_of_a_dot_a_ring_and_a_range() -> None:
    chart = chart_of(
        Figure(12000, 12000, "soldiers", approx=True),
        Figure(11000, 14000, "soldiers"),
        Figure(0, 0, "soldiers"),
    )
    assert [(tick["text"], tick["at"], tick["anchor"]) for tick in chart["ticks"]] == [
        ("0", 0, "start"),
        ("5,000", 33.33, "middle"),
        ("10,000", 66.67, "middle"),
        ("15,000", 100, "end"),
    ]
    assert [(m["low"], m["high"], m["top"], m["approx"]) for m in chart["marks"]] == [
        (80, 80, 0, True),
        (73.33, 93.33, 62, False),
        (0, 0, 124, False),
    ]
    assert chart["height"] == 3 * 62 + 26
    assert chart["caption"] == (
        "Axis from 0 to 15,000 soldiers. A ring is a number given as approximate."
    )
    assert chart["label"] == "3 numbers. Axis from 0 to 15,000 soldiers."
    assert chart["description"] == (
        "about 12,000, Tarn, 1 May 2030; 11,000 to 14,000, Tarn, 2 May 2030; 0, Tarn, 3 May 2030"
    )


def test_about_a_number_looks_different_from_the_number() -> None:
    exact, about = chart_of(Figure(40, 40)), chart_of(Figure(40, 40, approx=True))
    assert (exact["marks"][0]["number"], about["marks"][0]["number"]) == ("40", "about 40")
    assert (exact["caption"], about["caption"]) == (
        "Axis from 0 to 40.",
        "Axis from 0 to 40. A ring is a number given as approximate.",
    )
    broken = chart_of(Figure(20, 40, approx=True), Figure(1, 1, approx=True))
    assert broken["caption"].endswith(" A ring or a broken line is a number given as approximate.")


def test_a_number_that_is_more_than_claimed_says_so() -> None:
    entry = (Status(NOW.date().replace(year=2030), "refuted", "wire"),)
    assert chart_of(Figure(4, 4))["marks"][0]["state"] is None
    assert chart_of(Figure(4, 4), status=entry)["marks"][0]["state"] == "refuted"


def test_long_names_and_numbers_are_cut_to_the_width_of_a_phone() -> None:
    (mark,) = chart_of(
        Figure(-123456789012345, 123456789012345, approx=True), by="tarn orvania lorvia mayor"
    )["marks"]
    assert mark["said"] == "Tarn, Orvania, Lorvia and Mayor"
    assert mark["number"] == "about −123,456,789,012,345 to 123…"


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 0], [0, 1]),
        ([1, 1], [0, 1]),
        ([24, 24], [0, 10, 20, 30]),
        ([10, 10], [0, 5, 10]),
        ([2.5, 2.5], [0, 1, 2, 3]),
        ([0.3, 0.3], [0, 0.1, 0.2, 0.3]),
        ([-0.5, 2.75], [-1, 0, 1, 2, 3]),
        ([-40, -10], [-40, -30, -20, -10, 0]),
        ([12, 12345678], [0, 5e6, 1e7, 1.5e7]),
    ],
)
def test_an_axis_begins_at_zero_and_holds_every_value(
    values: list[float], ticks: list[float]
) -> None:
    assert charts.ticks_of(values) == ticks


@given(st.lists(st.floats(-1e15, 1e15).map(lambda x: round(x, 6)), min_size=1, max_size=5))
def test_every_axis_is_short_and_even_and_honest(values: list[float]) -> None:
    ticks = charts.ticks_of(values)
    assert ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= charts.MOST_STEPS + 2
    assert 0 in ticks
    for value in values:
        assert -0.01 <= charts.axis_position(value, ticks[0], ticks[-1]) <= 100.01


@pytest.mark.parametrize(
    ("value", "text"),
    [(15000, "15,000"), (2.5e6, "2.5 million"), (-1e9, "−1 billion"), (3e12, "3 trillion")],
)
def test_large_ticks_are_told_in_words(value: float, text: str) -> None:
    assert charts.tick_text(value) == text
