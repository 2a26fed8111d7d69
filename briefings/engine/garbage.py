"""When to look for garbage: a build keeps nearly all that it makes, and rendering little of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 100
"""Builds of a preview from one look for garbage to the next: each leaves some thousand objects."""


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
def collected() -> Iterator[None]:
    """Garbage is looked for again, but not in what is there already."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if not enabled:
            gc.disable()
