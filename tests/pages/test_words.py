"""Dates, times and counts in words."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from briefings.model import Figure
from briefings.pages import words


def test_counts() -> None:
    assert words.count(1, "article") == "1 article"
    assert words.count(0, "article") == "no articles"
    assert words.count(12000, "article") == "12,000 articles"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(12000, 12000, unit="soldiers", approx=True), "about 12,000 soldiers"),
        (Figure(24, 30, unit="settlements"), "24 to 30 settlements"),
        (Figure(2.5, 2.5, unit="km", of="front line"), "2.5 km (front line)"),
        (Figure(2.5, 2.5, unit="km", of="front line", key="front"), "2.5 km"),
        (Figure(15, 15), "15"),
    ],
)
def test_figures(figure: Figure, text: str) -> None:
    assert words.figure_text(figure) == text


def test_numbers() -> None:
    assert words.amount(Figure(-3, 12000, approx=True)) == "about −3 to 12,000"
    assert words.cut("Harbour Guard", 13) == "Harbour Guard"
    assert words.cut("Harbour Guard", 9) == "Harbour…"


def test_partial_dates() -> None:
    assert words.partial_moment("2024") == {"iso": "2024", "text": "2024"}
    assert words.partial_moment("2024-02") == {"iso": "2024-02", "text": "February 2024"}
    assert words.partial_moment("2024-02-08") == {"iso": "2024-02-08", "text": "8 February 2024"}
    assert words.partial_moment(None) is None


def test_names() -> None:
    assert words.zone_text(ZoneInfo("Europe/Kyiv")) == "Kyiv time"
    assert words.zone_text(ZoneInfo("America/New_York")) == "New York time"
    assert words.zone_text(ZoneInfo("UTC")) == "UTC"
    assert words.name_of_id("north-korea") == "North Korea"
    assert words.name_of_id("ua") == "UA"
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.weekday(date(2025, 4, 26)) == "Saturday"
