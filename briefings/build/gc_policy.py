"""GC policy: builds create long-lived objects, so cyclic GC is off except between render batches.

Loading and planning keep nearly all that they create: to collect there takes as long again, and
finds nothing. Rendering creates cyclic garbage (Markdown's trees), so it collects the youngest
generation between batches, and what existed before is frozen: not looked at, and not copied by the
collector's marks from a forked process's shared pages.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

BUILDS_PER_COLLECTION = 100
"""Builds of one process between two full collections: each leaves some thousand objects."""

MAX_YOUNG = 300_000
"""New objects after which a collection pays; each page creates about ten."""


@contextmanager
def paused(builds: int = 0) -> Iterator[None]:
    """Turn cyclic GC off for a build; `builds` is how many this process has made before."""
    enabled = gc.isenabled()
    gc.disable()  # saves 0.6 s of a warm build of 10,000 articles, with the heap frozen
    # Not before each build, since a preview's edit would wait for it.
    if builds and builds % BUILDS_PER_COLLECTION == 0:
        gc.unfreeze()
        gc.collect()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def free_memory() -> None:
    """Return freed memory to the system, after a load: some 10 MB with 10,000 articles.

    Python keeps thousands of freed small objects for reuse, each of which may hold a whole arena
    of 1 MiB; a collection clears these free lists. It takes no time while all objects are frozen.
    """
    gc.freeze()
    gc.collect()
    gc.unfreeze()


@contextmanager
def frozen() -> Iterator[None]:
    """Exclude the objects that exist now from collections."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def keep_all() -> None:
    """In a process that renders and ends: collect by `collect_young` only, among new objects."""
    gc.disable()
    gc.freeze()


def collect_young() -> None:
    """Collect new objects, if there may be much garbage among them."""
    # After each batch, it took 0.14 s more CPU at 1,000 articles.
    if gc.get_count()[0] > MAX_YOUNG:
        gc.collect(0)
