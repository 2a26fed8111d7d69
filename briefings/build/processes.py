"""Pools of processes on this machine, which end with the build, however that ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from mmap import mmap
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from briefings.build import gc_policy
from briefings.content import work_board
from briefings.publish.errors import PublishError

T = TypeVar("T")
R = TypeVar("R")

PR_SET_PDEATHSIG = 1
MIN_TASKS = 8
"""With fewer, a pool costs more than it saves."""

MAX_WAIT = 0.5
"""Seconds of one wait: a signal that arrives just before it is answered only after it."""


@contextmanager
def open_pool(
    jobs: int, start: Callable[..., None] | None = None, shared: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """Open a pool of `jobs` processes, each of which first calls `start` with the `shared` values.

    They are forked where that is safe, so that `shared` isn't pickled. Any error here, Ctrl-C
    included, kills them at once. Raises PublishError when one was killed from outside.
    """
    board = work_board.make_board() if can_fork() else None
    with gc_policy.frozen():
        executor = ProcessPoolExecutor(
            jobs,
            mp_context=process_context(),
            initializer=_begin,
            initargs=(os.getpid(), board, start, shared),
        )
        try:
            yield executor
        except BrokenProcessPool as error:
            raise _killed(work_board.read(board) if board else []) from error
        except BaseException:
            # `shutdown` alone would wait for the tasks that are being worked on.
            executor.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        finally:
            executor.shutdown()


def wait_for(future: Future[R]) -> R:
    """Return a task's result, or raise its error. Unlike `result()`, it is interrupted by a signal
    that the kernel handed to another thread, within `MAX_WAIT`."""
    while not wait([future], MAX_WAIT).done:
        pass
    return future.result()


def process_context() -> BaseContext:
    return multiprocessing.get_context("fork" if can_fork() else "spawn")


def can_fork() -> bool:
    """Whether this process can be forked safely: on Linux, from a single thread."""
    # A lock that another thread holds stays locked in the forked process. On macOS, libraries of
    # the system start threads by themselves.
    return sys.platform == "linux" and threading.active_count() == 1


def _killed(names: Sequence[str]) -> PublishError:
    """Return the error for a process that was killed, which can't report by itself; `names` are the
    files and pages that the pool's processes worked on."""
    on = f" while it worked on {' or '.join(map(repr, names))}" if names else ""
    message = f"a build process was killed{on}"
    return PublishError(message, "if memory was short, set fewer 'jobs', or split what is large")


def _begin(
    parent: int, board: mmap | None, start: Callable[..., None] | None, shared: tuple[Any, ...]
) -> None:
    if not end_with(parent):
        os._exit(0)
    work_board.join(board)
    if start:
        start(*shared)


def end_with(parent: int) -> bool:
    """Have the kernel kill this process when `parent` ends, since a killed parent can't (Linux
    only), and ignore Ctrl-C: it reaches every process of a terminal, and is for the parent to
    answer. Returns False if the parent has ended already."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # It may have ended before the kernel was asked.
    return os.getppid() == parent


def spread_over(jobs: int) -> Callable[[Callable[[T], R], Sequence[T]], Iterable[R]]:
    """A `map` over `jobs` processes, in order; where there is little to do, over this one."""
    return partial(_spread, jobs)


def _spread(jobs: int, task: Callable[[T], R], values: Sequence[T]) -> Iterator[R]:
    if jobs == 1 or len(values) < MIN_TASKS:
        yield from map(task, values)
    else:
        # The first is done here, so that forked processes inherit the modules that it imports.
        yield task(values[0])
        with open_pool(jobs) as pool:
            yield from map(wait_for, [pool.submit(task, value) for value in values[1:]])


def available_cores() -> int:
    """Return the number of processors that this process may use."""
    # A container or `taskset` may allow fewer than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
