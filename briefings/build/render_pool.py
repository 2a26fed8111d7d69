"""Rendering over several processes: pages go out by the task, what was read for them comes back.

The processes are those of this machine, or of a Dask cluster (`cluster`).
"""

from __future__ import annotations

import gc
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from briefings.archive import Archive
from briefings.build.build_key import MEDIA, fixed_dependencies
from briefings.build.gc_policy import collect, frozen
from briefings.build.processes import can_fork, open_pool, process_context
from briefings.build.shares import Shares
from briefings.cache.digest import Digest, digest_bytes
from briefings.cluster.dask_cluster import render_on
from briefings.content import copy_asset, find_medium, work_board
from briefings.model import Problem, Site
from briefings.pages import Page
from briefings.publish.file_ops import make_folder
from briefings.render import LinkIndex, Renderer, RenderOptions

FEWEST_PAGES_A_WORKER = 150
# Where a process can't be forked: to start it, and to send it the archive, takes seconds.
FEWEST_PAGES_A_SPAWNED_WORKER = 1500
PAGES_A_TASK = 50
# For a process of this machine: few tasks, and enough of them that none is waited for long.
TASKS_A_PROCESS = 16
DATE = re.compile(r"\d{4}/\d{2}(?:/\d{2})?")
# Parts of pages that a process keeps for others, some 6 MB. However large the archive, that many
# do, since most pages that show the same are near each other.
MOST_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs to render any page: sent once, or inherited when it is forked.

    `compiled` has the templates that are known, `media` the digests of the media that are copied,
    by their addresses. Pages go into `folder`, by way of `staging` where
    there is one: then no half page is ever seen.
    """

    archive: Archive
    site: Site
    render_options: RenderOptions
    link_index: LinkIndex
    folder: Path
    compiled: Mapping[str, bytes] = field(default_factory=dict)
    media: Mapping[str, Digest] = field(default_factory=dict)
    staging: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was written: its file, the digest of its bytes, the names read for it."""

    page: Page
    digest: Digest
    reads: tuple[str, ...]
    problems: tuple[Problem, ...]


def render_pages(pages: Sequence[Page], work: Work, jobs: int | str) -> Iterator[Made]:
    """Render pages, in any order, into their files below `work.folder`.

    That is done by `jobs` processes at most. Where `jobs` is the address of a Dask scheduler, its
    workers render all but a few.
    """
    is_spawned = not (isinstance(jobs, str) or can_fork())
    fewest = FEWEST_PAGES_A_SPAWNED_WORKER if is_spawned else FEWEST_PAGES_A_WORKER
    most = 1 + len(pages) // fewest
    if isinstance(jobs, str) and most > 1:
        yield from render_on(jobs, divide(pages, PAGES_A_TASK), work)
    elif isinstance(jobs, str) or min(jobs, most) == 1:
        with frozen():
            for made in _render_here(work, divide(pages, PAGES_A_TASK)):
                yield from made
    else:
        # One of them is this process, which has all that they would get copies of.
        processes = min(jobs, most)
        size = max(PAGES_A_TASK, len(pages) // (processes * TASKS_A_PROCESS))
        tasks = divide(pages, size)
        shares = Shares(len(tasks), processes, process_context())
        with open_pool(processes - 1, _start, (work, tasks, shares)) as pool:
            own = _render_here(work, (tasks[number] for number in shares.join()))
            for made in pool.beside(own, _render_next, range(len(tasks))):
                yield from made


def _render_here(work: Work, tasks: Iterable[Sequence[Page]]) -> Iterator[list[Made]]:
    """By this process, a few at a time: meanwhile nobody takes what others have made."""
    worker = Worker(work)
    for task in tasks:
        for start in range(0, len(task), PAGES_A_TASK):
            yield worker.render(task[start : start + PAGES_A_TASK])
            collect()


def divide(pages: Sequence[Page], size: int) -> list[Sequence[Page]]:
    """Tasks of at most `size` pages; pages of one time, which show the same, come together."""
    ordered = sorted(pages, key=_time_of)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _time_of(page: Page) -> str:
    """The day or month in a page's address; what has none shows the latest, and comes first."""
    date = DATE.search(page.url)
    return date[0] if date else ""


class Worker:
    """One process's renderer, and the folders that it has made."""

    def __init__(self, work: Work) -> None:
        self.renderer = Renderer(
            work.archive, work.site, work.render_options, work.link_index, work.compiled
        )
        self.site, self.content, self.media = work.site, work.render_options.content, work.media
        self.folder = work.folder
        self.part = work.staging and work.staging / secrets.token_hex(8)
        self.folders: set[str] = set()

    def render(self, pages: Sequence[Page]) -> list[Made]:
        if self.renderer.remembered + len(self.folders) > MOST_REMEMBERED:
            self.renderer.forget()
            self.folders.clear()
        return [self._render(page) for page in pages]

    def _render(self, page: Page) -> Made:
        work_board.note(f"/{page.url}")
        if page.kind == MEDIA:
            return self._copy(page)
        rendered = self.renderer.render(page)
        self._write(page.file, rendered.content)
        # Interned, a name that many pages read travels once.
        reads = tuple(map(sys.intern, (*fixed_dependencies(page), *sorted(rendered.reads))))
        return Made(page, digest_bytes(rendered.content), reads, tuple(rendered.problems))

    def _copy(self, page: Page) -> Made:
        """A medium, if it is still what it was when content was read."""
        expected = self.media[page.url]
        with self._placed(page.file) as target:
            source = find_medium(self.content, page.url)
            problem = copy_asset(self.site.path_of(page.url), source, target, expected)
        return Made(page, expected, fixed_dependencies(page), (problem,) if problem else ())

    def _write(self, path: str, content: bytes) -> None:
        with self._placed(path) as target:
            target.write_bytes(content)

    @contextmanager
    def _placed(self, path: str) -> Iterator[Path]:
        """Where to write a page, which is at its path once it is written."""
        file = self.folder / path
        make_folder(path.rpartition("/")[0], self.folder, self.folders)
        yield self.part or file
        if self.part and self.part.exists():
            self.part.replace(file)


_worker: Worker
_tasks: Sequence[Sequence[Page]]
_own: Iterator[int]


def _start(work: Work, tasks: Sequence[Sequence[Page]], shares: Shares) -> None:
    """Garbage is looked for between tasks only, and not in what the process began with."""
    global _worker, _tasks, _own
    gc.disable()
    gc.freeze()
    _worker, _tasks = Worker(work), tasks
    _own = shares.join()


def _render_next(_: int) -> list[Made]:
    """The next task of this process, unless all are taken."""
    made = [page for number in islice(_own, 1) for page in _worker.render(_tasks[number])]
    collect()
    work_board.note("")
    return made
