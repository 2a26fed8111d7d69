"""The build, from records to a staged tree: plan, check, render, write.

    content/ --load--> records --index--> archive --plan--> pages --render--> bytes --write--> tree

Nothing is published here: the caller does that, once nothing else can fail.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefings.archive import Archive
from briefings.engine.collisions import find_collisions
from briefings.model import ContentError, Problem, Site
from briefings.pages import Page, plan
from briefings.render import Look, Renderer

FEWEST_PAGES_A_WORKER = 150
PAGES_A_TASK = 50


def plan_site(archive: Archive, site: Site, taken: Mapping[str, str], content: Path) -> list[Page]:
    """All pages of the site. `taken` maps each file that MkDocs writes to what it is made from;
    `content` is the content folder.

    Raises ContentError when two pages would be one file.
    """
    pages = list(plan(archive, site))
    problems = find_collisions(pages, taken, archive, site, content)
    if problems:
        raise ContentError(problems)
    return pages


def write_pages(
    pages: Sequence[Page],
    archive: Archive,
    site: Site,
    look: Look,
    urls: frozenset[str],
    tree: Path,
    jobs: int,
) -> None:
    """Render pages and write them below the folder `tree`, over at most `jobs` processes.

    `urls` are all addresses of the site, those of MkDocs' own files included.

    Raises ContentError with the problems of all pages.
    """
    jobs = min(jobs, 1 + len(pages) // FEWEST_PAGES_A_WORKER)
    tasks = [pages[i : i + PAGES_A_TASK] for i in range(0, len(pages), PAGES_A_TASK)]
    if jobs == 1:
        renderer = Renderer(archive, site, look, urls)
        results = [_write(task, renderer, tree) for task in tasks]
    else:
        with _workers(jobs, archive, site, look, urls, tree) as executor:
            results = list(executor.map(_work, tasks))
    problems = [problem for result in results for problem in result]
    if problems:
        raise ContentError(problems)


def _write(pages: Sequence[Page], renderer: Renderer, tree: Path) -> list[Problem]:
    problems: list[Problem] = []
    folders: set[Path] = set()
    for page in pages:
        rendered = renderer.render(page)
        problems += rendered.problems
        file = tree / page.file
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(rendered.content)
    return problems


_worker: tuple[Renderer, Path]


def _start(archive: Archive, site: Site, look: Look, urls: frozenset[str], tree: Path) -> None:
    global _worker
    _worker = Renderer(archive, site, look, urls), tree


def _work(pages: Sequence[Page]) -> list[Problem]:
    return _write(pages, *_worker)


@contextmanager
def _workers(jobs: int, *shared: Any) -> Iterator[Executor]:
    """A pool of processes; forked where that is safe, so that the archive needn't travel."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    gc.freeze()
    try:
        with ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start, initargs=shared
        ) as executor:
            yield executor
    finally:
        gc.unfreeze()


def available_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
