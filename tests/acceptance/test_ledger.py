"""Held-out newsrooms: what is published of each is what a simple model says of its content.

A number of newsrooms in the environment variable `NEWSROOMS` judges that many, drawn anew, instead
of the usual few.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance import heldout
from tests.acceptance.judge import judge
from tests.acceptance.judging.common import day_url
from tests.acceptance.model import Model
from tests.acceptance.published import Element, Pages
from tests.acceptance.test_data import (
    test_every_reader_finds_the_same_records as readers_agree,
)
from tests.acceptance.test_data import (
    test_the_package_and_all_its_resources_are_valid as package_is_valid,
)
from tests.build.building import Builder
from tests.support import Site

NEWSROOMS = int(os.environ.get("NEWSROOMS", "0"))
SEEDS = [random.randrange(10**9) for _ in range(NEWSROOMS)] or range(4)


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_published_is_what_the_rules_say(
    seed: int, builder: Builder, tmp_path: Path
) -> None:
    pages = build(heldout.Draw(seed).files(), builder, tmp_path)
    model = Model(tmp_path / "content", heldout.NOW, heldout.ZONE)
    assert "\n".join(judge(model, pages)) == ""
    site = Site(tmp_path / "site", pages.base)
    package_is_valid(site)
    readers_agree(site)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_came_later_adds_notes_to_old_briefings_and_nothing_else(
    seed: int, builder: Builder, tmp_path: Path
) -> None:
    newsroom = heldout.Draw(seed, grows=True)
    days = sorted({id_[:10] for id_ in newsroom.articles})
    last = dt.date.fromisoformat(days[len(days) // 2])
    then = build(newsroom.files(last), builder, tmp_path / "then")
    now = build(newsroom.files(), builder, tmp_path / "now")
    old = [day for day in days if day <= str(last) and then.has(day_url(day))]
    for day in old:
        assert told(now, day) == told(then, day)


def build(files: dict[str, str], builder: Builder, folder: Path) -> Pages:
    heldout.write(folder, files)
    built = builder.build(folder, heldout.NOW)
    assert built.code == 0, built.output
    return Pages(dict(built.site))


def told(pages: Pages, day: str) -> str:
    """The words of a briefing, without notes on what claims became and the way to the next one."""

    def words(part: Element) -> str:
        late = part.tag == "nav" or (part.text.startswith("Since ") and part.tag == "p")
        if late and part.attributes.get("class") in ("turn", "notice"):
            return ""
        return "".join(it if isinstance(it, str) else words(it) for it in part.children)

    return " ".join(words(pages.main(day_url(day))).split())
