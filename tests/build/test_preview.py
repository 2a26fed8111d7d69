"""A preview that runs on, after builds that failed and as embargoes end: as one begun anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.build.building import differences, write_files
from tests.build.desk import NOW, Desk
from tests.build.lorvia import Article, Newsroom

MANY = " ".join(f"Norvik{chr(97 + n // 26)}{chr(97 + n % 26)} is near." for n in range(400))
BROKEN = f"{MANY} [Nowhere](../../nowhere.md)"


def rewrite(of: Newsroom, body: str) -> None:
    of.articles["bridge"].body = body


def add(of: Newsroom, body: str) -> None:
    of.articles["late"] = Article(dt.date(2031, 6, 2), "Late", body=body, regions=["norvik"])


@pytest.mark.parametrize("edit", [rewrite, add])
def test_it_goes_on_after_a_build_that_failed_with_many_new_names(
    preview_desk: Desk, edit: Callable[[Newsroom, str], None]
) -> None:
    edit(preview_desk.newsroom, BROKEN)
    preview_desk.write()
    found = preview_desk.builders.incremental.build(preview_desk.project, NOW)
    assert "nowhere.md" in found.output
    edit(preview_desk.newsroom, MANY)
    preview_desk.build_and_compare()
    edit(preview_desk.newsroom, "Nothing is near.")
    preview_desk.build_and_compare()


def test_an_embargo_that_ends_meanwhile_is_no_longer_told_of(preview_desk: Desk) -> None:
    desk = preview_desk
    end = NOW + dt.timedelta(hours=1)
    desk.newsroom.articles["bridge"].publish_at = end
    desk.build_and_compare()
    copy = desk.home / "later"
    write_files(copy, desk.files, {})
    for now in (NOW, end):
        found = desk.builders.incremental.build(desk.project, now)
        expected = desk.builders.clean.build(copy, now)
        assert (found.code, expected.code) == (0, 0), found.output
        assert differences(found.site, expected.site) == []
