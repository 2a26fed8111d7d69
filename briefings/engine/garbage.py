"""When to look for garbage: a build keeps nearly all that it makes, and rendering little of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """All that is made within is kept: to look for garbage in it would take as long again."""
    enabled = gc.isenabled()
    gc.disable()
    if gc.get_freeze_count():  # by an earlier build of a preview
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
