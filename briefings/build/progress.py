"""Progress of rendering: a bar on a terminal, log lines elsewhere, nothing for a short build."""

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

QUIET_SECONDS = 2.0
"""Nothing is shown before that."""
LOG_INTERVAL = 10.0
"""Seconds between two log lines where there is no terminal."""


def track(
    items: Iterable[T],
    total: int,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[T]:
    """Yield `total` items, and show on `stream` (standard error) how many have come."""
    out = stream or sys.stderr
    start = logged = clock()
    with ExitStack() as shown:
        bar = None
        for count, item in enumerate(items, start=1):
            yield item
            now = clock()
            if bar:
                bar.update(1)
            elif now - start < QUIET_SECONDS:
                continue
            elif out.isatty():
                bar = shown.enter_context(click.progressbar(length=total, label="Pages", file=out))
                bar.update(count)
            elif now - logged >= LOG_INTERVAL:
                log.info("%s of %s pages", f"{count:,}", f"{total:,}")
                logged = now
