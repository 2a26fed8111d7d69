"""A cluster of two workers, each a process, makes what one process makes, whatever befalls it."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateSyntaxError

pytest.importorskip("distributed", reason="the extra 'dask' isn't installed")

from distributed import Client, LocalCluster

from briefings.build.render_job import RenderOn, WrittenPage
from briefings.build.render_pool import render_pages
from briefings.cluster import dask_cluster
from briefings.cluster.dask_cluster import (
    Refusal,
    RenderProcess,
    SharedJob,
    program_digest,
    render_on,
)
from briefings.publish.errors import PublishError
from tests.build.archives import by_file, make_work
from tests.build.building import read_tree

ARTICLES = 120

EXTENSION = """\
import threading
from markdown import Extension
from markdown.preprocessors import Preprocessor

class Where(Preprocessor):
    def run(self, lines):
        print("an extension prints")
        main = threading.current_thread() is threading.main_thread()
        return [*lines, "", "In the main thread." if main else "In another thread."]

class WhereExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Where(md), "where", 1)

def makeExtension(**kwargs):
    return WhereExtension(**kwargs)
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers, whose processes find the Markdown extension `where`."""
    folder = tmp_path_factory.mktemp("extensions")
    (folder / "where.py").write_text(EXTENSION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        patch.syspath_prepend(folder)
        with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as local:
            yield local.scheduler_address


def on(address: str) -> RenderOn:
    return partial(render_on, address)


def ask(address: str, function: Callable[[], Any]) -> dict[str, Any]:
    """What a function returns on each worker."""
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        answers: dict[str, Any] = client.run(function)
        return answers


def expect(found: list[WrittenPage], folder: Path, articles: int = ARTICLES, **values: Any) -> None:
    """The same pages as one process makes of the same articles, and no other file."""
    pages, work = make_work(folder.with_name("expected"), articles, **values)
    assert by_file(found) == by_file(list(render_pages(pages, work, 1)))
    assert read_tree(folder) == read_tree(work.folder)


def test_it_makes_what_one_process_makes(tmp_path: Path, address: str) -> None:
    pages, work = make_work(tmp_path / "site", ARTICLES)
    work.archive.memo.get("a view of this process", (), lambda: lambda: None)
    expect(list(render_pages(pages, work, 2, on(address))), work.folder)


def test_a_worker_is_killed_and_the_build_ends_right(tmp_path: Path, address: str) -> None:
    pages, work = make_work(tmp_path / "site", ARTICLES)
    victim = next(iter(ask(address, os.getpid).values()))
    made = []
    for page in render_pages(pages, work, 2, on(address)):
        made.append(page)
        if len(made) == 1:
            os.kill(victim, signal.SIGKILL)
    assert victim not in ask(address, os.getpid).values()
    expect(made, work.folder)


def test_a_helper_is_killed_and_the_build_ends_right(tmp_path: Path, address: str) -> None:
    pages, work = make_work(tmp_path / "site", ARTICLES)
    made = []
    for page in render_pages(pages, work, 2, on(address)):
        made.append(page)
        if len(made) == 1:
            helpers = {pid for pids in ask(address, _helper).values() for pid in pids}
            assert helpers
            os.kill(helpers.pop(), signal.SIGKILL)
    expect(made, work.folder)


def _helper() -> list[int]:
    """The helpers of a worker's threads, which are looked for among all objects."""
    found = (of for of in gc.get_objects() if isinstance(of, RenderProcess))
    return [helper.process.pid for helper in found if helper.process.poll() is None]


def test_helpers_end_with_the_build(tmp_path: Path, address: str) -> None:
    pages, work = make_work(tmp_path, ARTICLES)
    list(render_pages(pages, work, 2, on(address)))
    until = time.monotonic() + 30
    while any(ask(address, _helper).values()):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_markdown_is_converted_in_a_main_thread(tmp_path: Path, address: str) -> None:
    """The time that it takes is limited nowhere else. What extensions print is no answer."""
    pages, work = make_work(tmp_path / "site", ARTICLES, extensions=("where",))
    made = list(render_pages(pages, work, 2, on(address)))
    expect(made, work.folder, extensions=("where",))
    article = next(page for page in pages if page.kind == "article")
    assert "In the main thread." in (work.folder / article.file).read_text()


def test_problems_come_back(tmp_path: Path, address: str) -> None:
    pages, work = make_work(tmp_path, ARTICLES, {7: "See [the bridge](nowhere.md)."})
    made = list(render_pages(pages, work, 2, on(address)))
    paths = {problem.path for page in made for problem in page.problems}
    assert paths == {"content/articles/bridge-7.md"}


def test_a_fault_of_the_theme_comes_back_and_leaves_no_folder(tmp_path: Path, address: str) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "day.html").write_text("{% if %}")
    pages, work = make_work(tmp_path / "site", ARTICLES)
    folders = (str(theme), *work.render_options.folders)
    work = replace(work, render_options=replace(work.render_options, folders=folders))
    with pytest.raises(TemplateSyntaxError) as raised:
        list(render_pages(pages, work, 2, on(address)))
    assert raised.value.filename == str(theme / "day.html")
    assert not list(work.folder.glob(".*"))


def test_few_pages_need_no_cluster(tmp_path: Path) -> None:
    pages, work = make_work(tmp_path, 3)
    assert len(list(render_pages(pages[:20], work, 2, on("tcp://127.0.0.1:1")))) == 20


def test_a_scheduler_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "ANSWER_TIMEOUT", 1)
    pages, work = make_work(tmp_path, ARTICLES)
    with pytest.raises(PublishError, match="can't reach the Dask scheduler 'tcp:"):
        list(render_pages(pages, work, 2, on("tcp://127.0.0.1:1")))
    assert not list(tmp_path.iterdir())


def test_a_cluster_without_workers_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "JOIN_TIMEOUT", 1)
    pages, work = make_work(tmp_path, ARTICLES)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as local,  # type: ignore[no-untyped-call]
        pytest.raises(PublishError, match="has had no worker for 1 s"),
    ):
        list(render_pages(pages, work, 2, on(local.scheduler_address)))


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    pages, work = make_work(tmp_path, ARTICLES)
    with pytest.raises(PublishError, match="pip install distributed"):
        list(render_pages(pages, work, 2, on("tcp://127.0.0.1:1")))


def answer_of_helper(job: SharedJob) -> Any:
    """What a helper says to its first shard, when it is started as a worker starts it."""
    helper = RenderProcess(job)
    try:
        return pickle.loads(helper.render(pickle.dumps([])))
    finally:
        helper.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"folder": Path("nowhere")}, "can't read"),
        ({"digest": b"another"}, "other bytes"),
        ({"program": b"another"}, "another Python, briefings, library or theme"),
    ],
)
def test_a_worker_refuses_what_it_would_do_otherwise(
    tmp_path: Path, change: dict[str, Any], words: str | None
) -> None:
    _, work = make_work(tmp_path, 3)
    with dask_cluster._share(work) as job:
        job = replace(job, **change)
        if "folder" in change:
            job = replace(job, folder=tmp_path / job.folder)
            job.folder.mkdir()
        answer = answer_of_helper(job)
    if words is None:
        assert answer == []
    else:
        assert isinstance(answer, Refusal)
        assert words in answer.message


def test_the_program_is_another_with_another_theme(tmp_path: Path) -> None:
    _, work = make_work(tmp_path, 3)
    (tmp_path / "base.html").write_text("another")
    other = replace(work.render_options, folders=(str(tmp_path), *work.render_options.folders))
    assert program_digest(work.render_options) == program_digest(work.render_options)
    assert program_digest(other) != program_digest(work.render_options)


def test_the_library_is_imported_only_when_asked_for() -> None:
    code = "import sys, briefings.plugin; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
