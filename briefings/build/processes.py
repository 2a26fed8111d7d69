"""Processes of this machine, for what is worth sharing out among them."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from mmap import mmap
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from briefings.build.gc_policy import frozen
from briefings.content import work_board
from briefings.publish.errors import PublishError

T = TypeVar("T")
R = TypeVar("R")

PR_SET_PDEATHSIG = 1
FEWEST_TASKS = 8
"""With fewer, a pool costs more than it saves."""

# Seconds: a signal that arrives just before a wait begins is answered when it ends, and no sooner.
LONGEST_WAIT = 0.5


class Pool:
    """Processes that tasks are shared out among."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def map(self, task: Callable[[T], R], values: Iterable[T]) -> Iterator[R]:
        """What `task` gives for each value, in order. Raises what a task raises."""
        yield from self.beside((), task, values)

    def beside(self, own: Iterable[R], task: Callable[[T], R], values: Iterable[T]) -> Iterator[R]:
        """What this process makes of its own, and meanwhile what `task` gives for each value."""
        futures = [self._executor.submit(task, value) for value in values]
        futures.reverse()
        for made in own:
            yield made
            while futures and futures[-1].done():
                yield futures.pop().result()
        while futures:
            while not wait(futures[-1:], LONGEST_WAIT).done:
                pass
            yield futures.pop().result()


@contextmanager
def open_pool(
    jobs: int, start: Callable[..., None] | None = None, shared: tuple[Any, ...] = ()
) -> Iterator[Pool]:
    """A pool of `jobs` processes, each of which calls `start` with what is `shared` first.

    They are forked where that is safe, so that what is shared needn't travel. An error ends them
    at once, Ctrl-C among them. Raises PublishError when one was ended from outside.
    """
    board = work_board.make_board() if can_fork() else None
    with frozen():
        executor = ProcessPoolExecutor(
            jobs,
            mp_context=process_context(),
            initializer=_begin,
            initargs=(os.getpid(), board, start, shared),
        )
        try:
            yield Pool(executor)
        except BrokenProcessPool as error:
            raise _died(work_board.read(board) if board else []) from error
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        finally:
            executor.shutdown()


def process_context() -> BaseContext:
    """How processes are made now."""
    return multiprocessing.get_context("fork" if can_fork() else "spawn")


def can_fork() -> bool:
    """Whether a process can be forked safely: not from one of many threads, as a preview's is."""
    return sys.platform == "linux" and threading.active_count() == 1


def _died(names: Sequence[str]) -> PublishError:
    """A process that was ended from outside says nothing; what it did, the board tells, and what
    others did that were ended with it."""
    on = f" while it worked on {' or '.join(map(repr, names))}" if names else ""
    message = f"a process of the build was ended{on}"
    return PublishError(message, "if memory was short, set fewer 'jobs', or split what is large")


def _begin(
    parent: int, board: mmap | None, start: Callable[..., None] | None, shared: tuple[Any, ...]
) -> None:
    if not end_with(parent):
        os._exit(0)
    work_board.join(board)
    if start:
        start(*shared)


@contextmanager
def beside(task: Callable[..., R], *values: object) -> Iterator[Callable[[], R | None]]:
    """Have a task done meanwhile, by a process that ends with this one, however that ends.

    Its end is awaited, but after an error. What is yielded waits for what the task returns: None
    where it failed, or where no process can be forked and nothing is done.
    """
    if not can_fork():
        yield lambda: None
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (os.getpid(), ours, theirs, task, values)
    # A daemon isn't waited for where an interrupted process ends without leaving this.
    process = context.Process(target=_attend, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        yield lambda: _receive(ours)
    except BaseException:
        process.kill()
        raise
    finally:
        ours.close()  # nobody waits any more for what it says
        process.join()


def _receive(answer: Connection) -> Any:
    with suppress(EOFError):
        return answer.recv()


def _attend(
    parent: int,
    theirs: Connection,
    answer: Connection,
    task: Callable[..., object],
    values: tuple[object, ...],
) -> None:
    theirs.close()  # else it would wait for itself to listen
    if end_with(parent):
        with suppress(OSError):  # nobody listens, or who asks finds it out for himself
            answer.send(task(*values))


def end_with(parent: int) -> bool:
    """Have this process end as soon as `parent` does (on Linux, where a killed one can't see to
    that), and not by Ctrl-C, which reaches every process of a terminal: it is the first one's to
    answer. False if the parent has ended already."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    return os.getppid() == parent


def spread_over(jobs: int | str) -> Callable[[Callable[[T], R], Sequence[T]], Iterable[R]]:
    """A `map` over as many processes; one process does it where there is little to do."""
    return partial(_spread, jobs if isinstance(jobs, int) else available_cores())


def _spread(jobs: int, task: Callable[[T], R], values: Sequence[T]) -> Iterator[R]:
    if jobs == 1 or len(values) < FEWEST_TASKS:
        yield from map(task, values)
    else:
        # The first is done here, so that the others inherit the modules that it loads.
        yield task(values[0])
        with open_pool(jobs) as pool:
            yield from pool.map(task, values[1:])


def available_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
