"""When an article appeared, and when it last changed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefings.model import Article, Correction
from tests.records import ZONE, article

AT = datetime(2030, 5, 2, 18, 30, tzinfo=ZONE)
MIDNIGHT = datetime(2030, 5, 2, tzinfo=ZONE)
SAME_DAY = (Correction(date(2030, 5, 2), "The name."),)
LATER = (Correction(date(2030, 5, 8), "The name."), Correction(date(2030, 5, 4), "The place."))


@pytest.mark.parametrize(
    ("changed", "at", "text"),
    [
        (article("2030-05-01/x"), datetime(2030, 5, 1, tzinfo=ZONE), "2030-05-01"),
        (article("2030-05-02/x", at="18:30"), AT, "2030-05-02T18:30:00+03:00"),
        (article("2030-05-01/x", updated=AT), AT, "2030-05-02T18:30:00+03:00"),
        (article("2030-05-01/x", updated=MIDNIGHT, updated_timed=False), MIDNIGHT, "2030-05-02"),
        (article("2030-05-01/x", updated=MIDNIGHT), MIDNIGHT, "2030-05-02T00:00:00+03:00"),
        (article("2030-05-02/x", at="18:30", updated=AT, updated_timed=False), AT, "2030-05-02"),
        (article("2030-05-02/x", at="18:30", corrections=SAME_DAY), AT, AT.isoformat()),
        (
            article("2030-05-02/x", at="18:30", corrections=LATER),
            datetime(2030, 5, 8, tzinfo=ZONE),
            "2030-05-08",
        ),
    ],
)
def test_last_changed_invents_no_time(changed: Article, at: datetime, text: str) -> None:
    assert changed.last_changed.at == at
    assert changed.last_changed.day == at.date()
    assert changed.last_changed.isoformat() == text
