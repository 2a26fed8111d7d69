"""How far a build is: a bar on a terminal, plain lines elsewhere, nothing for a short build."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TextIO, TypeVar

import click

log = logging.getLogger("mkdocs.plugins.briefings")

T = TypeVar("T")

SHORT = 2.0
"""Seconds before anything is shown."""
PAUSE = 10.0
"""Seconds between two lines where there is no terminal."""


def track(
    items: Iterable[T],
    total: int,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[T]:
    """Hand on `total` items, and tell on `stream` (standard error) how many have come."""
    out = stream or sys.stderr
    start = said = clock()
    with ExitStack() as shown:
        bar = None
        for count, item in enumerate(items, start=1):
            yield item
            now = clock()
            if bar:
                bar.update(1)
            elif now - start < SHORT:
                continue
            elif out.isatty():
                bar = shown.enter_context(click.progressbar(length=total, label="Pages", file=out))
                bar.update(count)
            elif now - said >= PAUSE:
                log.info("%s of %s pages", f"{count:,}", f"{total:,}")
                said = now
