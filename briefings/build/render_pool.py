"""Rendering over several processes: this one, processes forked from it, or other hosts.

pages --divide--> batches --> this process and a pool, or `render_on` --> written pages
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.sharedctypes import Synchronized

from briefings.build import gc_policy
from briefings.build.processes import can_fork, open_pool, process_context, wait_for
from briefings.build.render_job import RenderJob, RenderOn, RenderWorker, WrittenPage
from briefings.content import work_board
from briefings.pages import Page

# A new article's pages over two processes: 2.70 to 2.52 s, within noise.
MIN_PAGES_PER_WORKER = 150
# Where a process can't be forked, it takes seconds to start it and to send it the archive.
MIN_PAGES_PER_SPAWNED_WORKER = 1500
BATCH = 50
# Fewer, larger batches keep pages of one time in one process, which renders shared parts once;
# with sixteen per process none is waited for long at the end.
BATCHES_PER_PROCESS = 16
DATE = re.compile(r"\d{4}/\d{2}(?:/\d{2})?")


def render_pages(
    pages: Sequence[Page], job: RenderJob, jobs: int, render_on: RenderOn | None = None
) -> Iterator[WrittenPage]:
    """Render pages into their files below `job.folder`, by at most `jobs` processes, in any order.

    With `render_on`, that renders all pages instead, unless they are too few to be worth it.
    Raises what rendering raises, and PublishError when a process was killed.
    """
    is_forked = render_on is not None or can_fork()
    fewest = MIN_PAGES_PER_WORKER if is_forked else MIN_PAGES_PER_SPAWNED_WORKER
    processes = min(jobs, 1 + len(pages) // fewest)
    if render_on and len(pages) >= fewest:
        yield from render_on(divide(pages, BATCH), job)
    elif processes == 1:
        yield from _render_here(divide(pages, BATCH), job)
    else:
        size = max(BATCH, len(pages) // (processes * BATCHES_PER_PROCESS))
        yield from _render_over(processes, divide(pages, size), job)


def divide(pages: Sequence[Page], size: int) -> list[Sequence[Page]]:
    """Divide pages into batches of at most `size`, pages of one time together."""
    # They show the same claims and articles, which each process prepares once: 39.3 s of CPU for
    # 10,000 articles instead of 41.9.
    ordered = sorted(pages, key=_time_of)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _time_of(page: Page) -> str:
    """Return the day or month in a page's address; "" sorts first, for those of the latest."""
    date = DATE.search(page.url)
    return date[0] if date else ""


def _render_here(batches: Sequence[Sequence[Page]], job: RenderJob) -> Iterator[WrittenPage]:
    worker = RenderWorker(job)
    with gc_policy.frozen():
        for batch in batches:
            yield from worker.render(batch)
            gc_policy.collect_young()


def _render_over(
    processes: int, batches: Sequence[Sequence[Page]], job: RenderJob
) -> Iterator[WrittenPage]:
    """Render here and in a pool, each process taking the next batch until none is left.

    This process has what each other one gets a copy of, so it renders too: that takes 100 MiB less
    than one process more in the pool.
    """
    taken = process_context().Value("l", 0)
    with open_pool(processes - 1, _start_worker, (job, batches, taken)) as pool:
        # A task renders whichever batch is next, so that this process can take some, too; tasks
        # that are left over then return nothing.
        futures = deque(pool.submit(_render_next) for _ in batches)
        worker = RenderWorker(job)
        for batch in _take(batches, taken):
            # In parts, so that garbage and what the pool has written don't pile up meanwhile.
            for start in range(0, len(batch), BATCH):
                yield from worker.render(batch[start : start + BATCH])
                gc_policy.collect_young()
                while futures and futures[0].done():
                    yield from futures.popleft().result()
        for future in futures:
            yield from wait_for(future)


def _take(batches: Sequence[Sequence[Page]], taken: Synchronized[int]) -> Iterator[Sequence[Page]]:
    """Yield batches that no other process has taken; `taken` counts those of all processes."""
    while True:
        with taken.get_lock():
            number = taken.value
            taken.value += 1
        if number >= len(batches):
            return
        yield batches[number]


_worker: RenderWorker
_next: Iterator[Sequence[Page]]


def _start_worker(
    job: RenderJob, batches: Sequence[Sequence[Page]], taken: Synchronized[int]
) -> None:
    global _worker, _next
    gc_policy.keep_all()
    _worker, _next = RenderWorker(job), _take(batches, taken)


def _render_next() -> list[WrittenPage]:
    """Render one more batch; nothing once all are taken."""
    written = [page for batch in islice(_next, 1) for page in _worker.render(batch)]
    gc_policy.collect_young()
    work_board.note("")
    return written
