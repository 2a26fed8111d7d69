"""A limit for the time that some work takes.

It holds in a process's main thread only, where signals arrive: that is where workers, `mkdocs
build` and `mkdocs serve` read and convert. It ends what runs Python, regular expressions among it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeUpError(BaseException):
    """Passes through any `except Exception` of what is ended."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TimeUpError within, once that has taken so long."""
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeUpError

    handler = signal.signal(signal.SIGALRM, stop)
    try:
        timer = signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, *timer)
    finally:
        signal.signal(signal.SIGALRM, handler)
