"""Front matter to records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.content.sites import ARTICLE, GOOD, ZONE, lines, load_site


def test_an_update_may_come_in_the_hour_that_clocks_show_twice(tmp_path: Path) -> None:
    times = "date: 2030-10-27T03:30+03:00\nupdated: 2030-10-27T03:10+02:00"
    loaded = load_site(tmp_path, {ARTICLE: GOOD.replace("date: 2025-04-26", times)})
    assert lines(loaded) == []
    (article,) = loaded.records.articles.values()
    assert article.updated is not None
    assert article.updated == dt.datetime(2030, 10, 27, 3, 10, tzinfo=ZONE, fold=1)
    assert article.updated.utcoffset() == dt.timedelta(hours=2)
    assert article.last_changed.at.timestamp() - article.date.timestamp() == 40 * 60
