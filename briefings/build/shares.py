"""Tasks in an order of their own, shared out so that each process does some that are neighbours.

Neighbours need much the same: so each process makes it but once, and touches less of what it
shares with the others, of which it would get a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from multiprocessing.context import BaseContext


class Shares:
    """Tells each of some processes which tasks are its own, by number."""

    def __init__(self, tasks: int, processes: int, context: BaseContext) -> None:
        self._lock = context.Lock()
        self._joined = context.RawValue("i", 0)
        bounds = [tasks * number // processes for number in range(processes + 1)]
        self._starts = context.RawArray("l", bounds[:-1])
        self._ends = context.RawArray("l", bounds[1:])

    def join(self) -> Iterator[int]:
        """The tasks of one more process, each taken when it is asked for: once it has none left,
        the last one of who has most, until all are taken."""
        with self._lock:
            number: int = self._joined.value
            self._joined.value += 1
        return iter(partial(self._take, number), None)

    def _take(self, number: int) -> int | None:
        with self._lock:
            if self._starts[number] < self._ends[number]:
                first: int = self._starts[number]
                self._starts[number] += 1
                return first
            left = [end - start for start, end in zip(self._starts, self._ends, strict=True)]
            most = max(range(len(left)), key=left.__getitem__)
            if not left[most]:
                return None
            self._ends[most] -= 1
            last: int = self._ends[most]
            return last
