"""Pages are the same, whoever renders them: this process, some of its own, or a helper."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.build import render_job, render_pool
from briefings.build.render_job import RenderWorker
from briefings.build.render_pool import render_pages
from briefings.cache.digest import digest_bytes
from briefings.model import ContentError, Problem
from tests.build.archives import by_file, make_work
from tests.build.building import read_tree


def test_many_processes_make_what_one_makes(tmp_path: Path) -> None:
    pages, work = make_work(tmp_path / "one", 70)
    one = list(render_pages(pages, work, 1))
    two = list(render_pages(pages, replace(work, folder=tmp_path / "two"), 2))
    assert {made.page for made in one} == set(pages)
    assert len(one) == len(pages)
    assert len(two) == len(one)
    assert by_file(one) == by_file(two)
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


def test_what_is_told_of_a_page_is_so(tmp_path: Path) -> None:
    pages, work = make_work(tmp_path, 3)
    for page in RenderWorker(work).render(pages):
        assert digest_bytes((tmp_path / page.page.file).read_bytes()) == page.digest
        assert "settings" in page.reads
        assert not page.problems


def test_names_that_many_pages_read_travel_once(tmp_path: Path) -> None:
    pages, work = make_work(tmp_path, 30)
    made = RenderWorker(work).render(pages)
    names = {name for page in made for name in page.reads}
    assert len({id(name) for page in made for name in page.reads}) == len(names)


def test_what_is_forgotten_is_made_again_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, work = make_work(tmp_path / "one", 30)
    one = list(render_pages(pages, work, 1))
    monkeypatch.setattr(render_pool, "BATCH", 1)
    monkeypatch.setattr(render_job, "MAX_MEMOIZED", 0)
    assert list(render_pages(pages, replace(work, folder=tmp_path / "two"), 1)) == one
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


def test_a_process_remembers_only_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, work = make_work(tmp_path, 30)
    worker = RenderWorker(work)
    worker.render(pages)
    remembered = worker.renderer.remembered
    assert remembered > 60
    monkeypatch.setattr(render_job, "MAX_MEMOIZED", remembered - 1)
    worker.render(pages[:1])
    assert worker.renderer.remembered < remembered / 2


def test_pages_go_by_way_of_the_staging_folder(tmp_path: Path) -> None:
    pages, work = make_work(tmp_path / "one", 3)
    one = RenderWorker(work).render(pages)
    staging = tmp_path / "two" / ".staging"
    staging.mkdir(parents=True)
    worker = RenderWorker(replace(work, folder=tmp_path / "two", staging=staging))
    assert worker.render(pages) == one
    assert not list(staging.iterdir())
    staging.rmdir()
    assert read_tree(tmp_path / "two") == read_tree(tmp_path / "one")
    with pytest.raises(FileNotFoundError):
        worker.render(pages)


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_come_back_whole(tmp_path: Path, jobs: int) -> None:
    pages, work = make_work(tmp_path, 70, {7: "See [the bridge](nowhere.md)."})
    made = by_file(list(render_pages(pages, work, jobs)))
    problems = {problem for page in made.values() for problem in page.problems}
    assert [problem.path for problem in problems] == ["content/articles/bridge-7.md"]


def test_an_error_of_content_travels_with_its_problems() -> None:
    error = ContentError([Problem("content/articles/bridge.md", 9, 1, "changed", "build again")])
    arrived = pickle.loads(pickle.dumps(error))
    assert arrived.problems == error.problems
    assert str(arrived) == str(error)
