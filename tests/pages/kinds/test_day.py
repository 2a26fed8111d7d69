"""A day's briefing."""

from __future__ import annotations

from datetime import datetime

from briefings.archive import index
from briefings.model.moment import Moment
from briefings.pages import Page, context
from tests.records import NOW, SITE, ZONE, article, records


def test_a_briefing_is_modified_with_its_latest_article_also_as_clocks_are_turned_back() -> None:
    first = datetime(2030, 10, 27, 3, 30, tzinfo=ZONE)
    later = datetime(2030, 10, 27, 3, 10, tzinfo=ZONE, fold=1)
    articles = [
        article("2030-10-27/bridge", updated=first),
        article("2030-10-27/market", updated=later),
        article("2030-10-27/harbour"),
    ]
    page = Page("2030/10/27/", "day", ("2030-10-27",))
    view = context(page, index(records(articles), NOW), SITE)["page"]
    assert view["modified"] == Moment(later, timed=True).isoformat() == "2030-10-27T03:10:00+02:00"
    assert view["data"]["dateModified"] == view["modified"]
