"""Points in time as editors give them."""

from __future__ import annotations

from datetime import datetime

from briefings.model.moment import Moment
from tests.records import ZONE


def test_moments_are_compared_as_times_also_as_clocks_are_turned_back() -> None:
    first = Moment(datetime(2030, 10, 27, 3, 30, tzinfo=ZONE), timed=True)
    later = Moment(datetime(2030, 10, 27, 3, 10, tzinfo=ZONE, fold=1), timed=True)
    assert first.is_before(later)
    assert not later.is_before(first)


def test_a_bare_date_is_before_later_days_alone() -> None:
    bare = Moment(datetime(2030, 10, 27, tzinfo=ZONE), timed=False)
    timed = Moment(datetime(2030, 10, 27, 12, tzinfo=ZONE), timed=True)
    assert not bare.is_before(timed)
    assert not timed.is_before(bare)
    assert bare.is_before(Moment(datetime(2030, 10, 28, tzinfo=ZONE), timed=False))
