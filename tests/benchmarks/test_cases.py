import os
from pathlib import Path

import pytest

from benchmarks.archive import TIMEZONE, Archive
from benchmarks.cases import CASES
from benchmarks.contenders import Contender, ours
from briefings.content import Loader
from briefings.content.loader import Loaded


@pytest.fixture(scope="module")
def contender() -> Contender:
    return ours("gfm")


@pytest.fixture
def folder(contender: Contender, tmp_path: Path) -> Path:
    """A small newsroom that looks as if it had been built long ago."""
    home = tmp_path / "home"
    contender.write(Archive(30), home)
    for name in (contender.site, *contender.leftovers):
        (home / name).mkdir()
        (home / name / "kept").write_text("kept")
    for path in home.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return home


def read(folder: Path) -> Loaded:
    return Loader(folder / "content", TIMEZONE, folder).load()


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    ("case", "touched"),
    [
        ("no-change", []),
        ("body-edit", ["content/articles/"]),
        ("new-article", ["content/articles/"]),
        ("renamed-actor", ["content/actors/"]),
        ("edited-template", ["theme/article.html"]),
    ],
)
def test_a_case_changes_one_file_and_each_turn_anew(
    contender: Contender, folder: Path, case: str, touched: list[str]
) -> None:
    for turn in (1, 2):
        before = files(folder)
        assert CASES[case](contender, folder, turn) == folder
        after = files(folder)
        changed = [path for path in after if after[path] != before.get(path)]
        assert before.keys() <= after.keys()
        assert len(changed) == len(touched)
        assert all(path.startswith(start) for path, start in zip(changed, touched, strict=True))
        assert read(folder).problems == ()


def test_an_added_article_is_of_the_last_day(contender: Contender, folder: Path) -> None:
    before = read(folder).records.articles
    CASES["new-article"](contender, folder, 1)
    after = read(folder).records.articles
    (new,) = after.keys() - before.keys()
    assert after[new].day == max(article.day for article in before.values())


def test_a_cold_build_finds_nothing_of_an_earlier_one(contender: Contender, folder: Path) -> None:
    CASES["cold"](contender, folder, 1)
    assert not (folder / contender.site).exists()
    assert not (folder / ".briefings").exists()


def test_a_checkout_has_new_times_and_what_builds_left(contender: Contender, folder: Path) -> None:
    for turn in (1, 2):
        fresh = CASES["ci"](contender, folder, turn)
        assert files(folder).items() <= files(fresh).items()
        assert len(files(fresh)) == len(files(folder)) + 1
        for path in (fresh / "content").rglob("*.md"):
            assert path.stat().st_mtime > 1_000_000_000
        for name in (contender.site, *contender.leftovers):
            assert (fresh / name / "kept").stat().st_mtime == 1_000_000_000
