"""A build holds from the end of one embargo to the end of the next."""

from __future__ import annotations

import datetime as dt

import pytest

from briefings.build.page_records import BuildSummary
from briefings.build.validity import is_valid_at

NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
BETWEEN = BuildSummary(since=NOON.isoformat(), until=(NOON + HOUR).isoformat())


@pytest.mark.parametrize(
    ("last", "now", "holds"),
    [
        (BuildSummary(), NOON, True),
        (BETWEEN, NOON - HOUR, False),
        (BETWEEN, NOON, True),
        (BETWEEN, NOON + HOUR / 2, True),
        (BETWEEN, NOON + HOUR, False),
    ],
)
def test_a_build_holds_between_two_ends(last: BuildSummary, now: dt.datetime, holds: bool) -> None:
    assert is_valid_at(last, now) is holds
