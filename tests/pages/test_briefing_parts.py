"""The parts of a day's briefing."""

from __future__ import annotations

from datetime import date, datetime

from briefings.archive import index
from briefings.pages.briefing_parts import dateline
from tests.records import NOW, SITE, ZONE, article, records

DAY = date(2030, 5, 1)


def test_a_dateline_has_the_time_of_the_latest_update_though_the_article_has_a_bare_date() -> None:
    at = datetime(2030, 5, 1, 18, 30, tzinfo=ZONE)
    for timed, expected in ((True, "18:30"), (False, None)):
        bridge = article("2030-05-01/bridge", updated=at, updated_timed=timed)
        as_of = dateline(DAY, index(records([bridge]), NOW), SITE)["as_of"]
        assert (as_of and as_of["text"]) == expected
