"""When to look for garbage: a build keeps nearly all that it makes, and rendering little of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 100
"""Builds of a preview from one look for garbage to the next: each leaves some thousand objects."""

# New objects after which there may be much garbage among them: each page leaves about ten.
MOST_UNSEEN = 300_000


@contextmanager
def uncollected(builds: int = 0) -> Iterator[None]:
    """All that is made within is kept: to look for garbage in it would take as long again.

    `builds` is how many this process has made before.
    """
    enabled = gc.isenabled()
    gc.disable()
    if builds and builds % PATIENCE == 0:
        gc.unfreeze()
        gc.collect()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """In what is there already, no garbage is looked for."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def collect() -> None:
    """Look for garbage, if there may be much of it by now."""
    if gc.get_count()[0] > MOST_UNSEEN:
        gc.collect(0)
