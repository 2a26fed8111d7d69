"""A time limit for a block of code.

It works in the main thread only, where signals are handled: that is where workers, `mkdocs build`
and `mkdocs serve` read and convert. It interrupts Python code and regular expressions (`re` checks
for signals), but no other C code.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeUpError(BaseException):
    """The time limit is reached; no `except Exception` in the interrupted code catches it."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TimeUpError in the block once it has taken this long."""
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
            # The alarm of a block around this one goes on, if there is one.
            signal.setitimer(signal.ITIMER_REAL, *timer)
    finally:
        signal.signal(signal.SIGALRM, handler)
