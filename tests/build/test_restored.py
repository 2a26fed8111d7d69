"""Whatever is left of earlier builds, and whenever files are written, the next site is right."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.build.building import Builders, read_tree
from tests.build.desk import NOW, Desk
from tests.build.lorvia import Article, Newsroom, first_newsroom


def edit(newsroom: Newsroom) -> None:
    """A bit of everything."""
    newsroom.articles["bridge"].body = "Orvania looks at Norvik."
    newsroom.articles["ferry"].title = "The ferry has left"
    newsroom.articles["storm"] = Article(dt.date(2031, 6, 4), "A storm", regions=["skerry"])
    del newsroom.articles["market"]
    newsroom.briefings.clear()
    newsroom.actors["tarn"].front["name"] = "Marshal Tarn"


@pytest.mark.parametrize("names", [[".briefings"], ["site"], [".briefings", "site"]])
@pytest.mark.parametrize("edited", [False, True])
def test_the_cache_or_the_site_is_lost(desk: Desk, names: list[str], edited: bool) -> None:
    if edited:
        edit(desk.newsroom)
    for name in names:
        shutil.rmtree(desk.project / name)
    desk.build_and_compare()


@pytest.mark.parametrize("name", [".briefings", "site"])
@pytest.mark.parametrize("back", [False, True])
def test_the_cache_or_the_site_is_older(desk: Desk, name: str, back: bool) -> None:
    """Also when the content is back at what it was then."""
    desk.keep(name)
    edit(desk.newsroom)
    desk.write_and_build()
    desk.bring_back(name)
    if back:
        desk.newsroom = first_newsroom()
    desk.build_and_compare()


@pytest.mark.parametrize("name", [".briefings", "site"])
def test_the_cache_or_the_site_is_of_another_newsroom(
    desk: Desk, name: str, tmp_path: Path, builders: Builders
) -> None:
    other = Desk(tmp_path / "other", builders)
    edit(other.newsroom)
    other.newsroom.settings["site_name"] = "The Skerry Sun"
    other.write_and_build()
    shutil.rmtree(desk.project / name)
    shutil.copytree(other.project / name, desk.project / name)
    desk.build_and_compare()


def test_a_part_of_the_cache_is_damaged_while_content_is_as_it_was(desk: Desk) -> None:
    """Each in turn. It may be found only once other parts have been read: these aren't there any
    more for the next build."""
    with closing(sqlite3.connect(desk.project / ".briefings/cache.sqlite")) as cache:
        shelves = [shelf for (shelf,) in cache.execute("SELECT DISTINCT shelf FROM entries")]
    assert {"content files", "site dependencies", "site pages"} <= {*shelves}
    for number, shelf in enumerate(shelves):
        with closing(sqlite3.connect(desk.project / ".briefings/cache.sqlite")) as cache:
            cache.execute("UPDATE entries SET value = x'00' WHERE shelf = ?", (shelf,))
            cache.commit()
        desk.newsroom.settings["site_name"] = f"The Skerry Sun, {number}"
        desk.build_and_compare()
        desk.newsroom.articles["bridge"].title = f"The bridge, {number}"
        desk.build_and_compare()


def test_a_fresh_checkout_with_cache_and_site_restored(desk: Desk) -> None:
    """All inodes and times are new, those of the content newer than the cache's."""
    checkout = desk.home / "checkout"
    for name in (".briefings", "site"):
        shutil.copytree(desk.project / name, checkout / name, copy_function=shutil.copy)
    desk.project, desk.files = checkout, {}
    desk.newsroom.articles["storm"] = Article(dt.date(2031, 6, 4), "A storm", actors=["guard"])
    desk.build_and_compare()


@pytest.mark.parametrize("moment", [0, 1_000_000_000, 2_500_000_000])
def test_all_times_are_the_same(desk: Desk, moment: int) -> None:
    """As in a reproducible archive: before and after an edit of the same size."""
    for content in ("Nothing more is told.", "Nothing less is told.", "Nothing else is told."):
        desk.newsroom.articles["mine"].body = content
        desk.write()
        for path in desk.project.rglob("*"):
            os.utime(path, (moment, moment))
        desk.build_and_compare()


def test_edits_of_the_same_size_right_after_a_build(desk: Desk) -> None:
    for digit in "12345":
        desk.newsroom.articles["mine"].body = f"Nothing is told for the time {digit}."
        desk.write_and_build()
    desk.build_and_compare()


def in_place(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def by_rename(path: Path, content: bytes) -> None:
    new = path.with_name("new")
    new.write_bytes(content)
    new.replace(path)


@pytest.mark.parametrize("write", [in_place, by_rename])
@pytest.mark.parametrize("pause", [0.0, 1.1])
def test_an_edit_that_keeps_size_and_time(
    desk: Desk, write: Callable[[Path, bytes], None], pause: float
) -> None:
    """What was built long ago, or just now."""
    time.sleep(pause)
    desk.build()
    time.sleep(pause)
    path = desk.project / desk.newsroom.path_of("mine")
    before = path.stat()
    content = path.read_bytes().replace(b"Norvik, Eastmere", b"Norvik. Eastmere")
    write(path, content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    article = desk.newsroom.articles["mine"]
    article.body = article.body.replace("Norvik, Eastmere", "Norvik. Eastmere")
    desk.files = desk.newsroom.files()
    desk.build_and_compare()


@pytest.mark.parametrize("after", [0.02, 0.08, 0.15, 0.25, 0.4])
def test_edits_during_a_build_are_seen_by_the_next(desk: Desk, after: float) -> None:
    """The build itself shows the one or the other, or says that it can't and publishes nothing."""
    site = read_tree(desk.project / "site")
    path = desk.project / desk.newsroom.path_of("mine")
    content = path.read_bytes()
    desk.newsroom.settings["site_name"] = "All pages are stale"
    desk.write()
    desk.builders.incremental.start(desk.project, NOW)
    time.sleep(after)
    path.write_bytes(content.replace(b"Norvik, Eastmere", b"Norvik. Eastmere"))
    built = desk.builders.incremental.wait(desk.project)
    if built.code:
        assert "mine.md:1:1: changed while the site was being built" in built.output
        assert built.site == site
    article = desk.newsroom.articles["mine"]
    article.body = article.body.replace("Norvik, Eastmere", "Norvik. Eastmere")
    desk.files = desk.newsroom.files()
    desk.build_and_compare()


def test_a_failed_build_leaves_nothing_that_the_next_one_believes(desk: Desk) -> None:
    edit(desk.newsroom)
    desk.newsroom.articles["storm"].body = "See [it](nothing.md)."
    desk.write()
    built = desk.builders.incremental.build(desk.project, NOW)
    assert built.code == 1
    assert [line for line in built.problems if "nothing.md" in line]
    desk.newsroom.articles["storm"].body = "See it."
    desk.build_and_compare()


def test_a_page_that_was_kept_fails_the_build_once_its_link_leads_nowhere(desk: Desk) -> None:
    """Nothing else about the page has changed."""
    desk.newsroom.articles["mine"].links = ["content/articles/verdict.md"]
    desk.write_and_build()
    (desk.project / desk.newsroom.path_of("verdict")).unlink()
    for _ in range(2):
        built = desk.builders.incremental.build(desk.project, NOW)
        assert built.code == 1
        assert [line for line in built.problems if "mine.md" in line and "verdict.md" in line]
    del desk.newsroom.articles["verdict"]
    del desk.files["content/articles/verdict.md"]
    desk.build_and_compare()
