"""Dates, times and counts in words."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from briefings.model import Figure
from briefings.pages import formatting


def test_counts() -> None:
    assert formatting.count(1, "article") == "1 article"
    assert formatting.count(0, "article") == "no articles"
    assert formatting.count(12000, "article") == "12,000 articles"


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
    assert formatting.figure_text(figure) == text


def test_numbers() -> None:
    assert formatting.amount(Figure(-3, 12000, approx=True)) == "about −3 to 12,000"
    assert formatting.cut("Harbour Guard", 13) == "Harbour Guard"
    assert formatting.cut("Harbour Guard", 9) == "Harbour…"


def test_partial_dates() -> None:
    assert formatting.partial_moment("2024") == {"iso": "2024", "text": "2024"}
    assert formatting.partial_moment("2024-02") == {"iso": "2024-02", "text": "February 2024"}
    assert formatting.partial_moment("2024-02-08") == {
        "iso": "2024-02-08",
        "text": "8 February 2024",
    }
    assert formatting.partial_moment(None) is None


def test_names() -> None:
    assert formatting.zone_text(ZoneInfo("Europe/Kyiv")) == "Kyiv time"
    assert formatting.zone_text(ZoneInfo("America/New_York")) == "New York time"
    assert formatting.zone_text(ZoneInfo("UTC")) == "UTC"
    assert formatting.name_of_id("north-korea") == "North Korea"
    assert formatting.name_of_id("ua") == "UA"
    assert formatting.listed(["a"]) == "a"
    assert formatting.listed(["a", "b", "c"]) == "a, b and c"
    assert formatting.weekday(date(2025, 4, 26)) == "Saturday"
