"""Tasks in an order of their own, shared out so that each process does some that are neighbours.

Neighbours need much the same: so each process makes it but once, and touches less of what it
shares with the others, of which it would get a copy.
"""

from __future__ import annotations

from multiprocessing.context import BaseContext


class Shares:
    """Tells each of some processes which task is its next one, by number."""

    def __init__(self, tasks: int, processes: int, context: BaseContext) -> None:
        self._lock = context.Lock()
        self._joined = context.RawValue("i", 0)
        bounds = [tasks * number // processes for number in range(processes + 1)]
        self._starts = context.RawArray("l", bounds[:-1])
        self._ends = context.RawArray("l", bounds[1:])

    def join(self) -> int:
        """The number of a process, which it gives whenever it takes a task."""
        with self._lock:
            number: int = self._joined.value
            self._joined.value += 1
        return number

    def take(self, number: int) -> int:
        """The next task of a process; once it has none left, the last one of who has most.

        Raises IndexError when all are taken.
        """
        with self._lock:
            if self._starts[number] < self._ends[number]:
                first: int = self._starts[number]
                self._starts[number] += 1
                return first
            left = [end - start for start, end in zip(self._starts, self._ends, strict=True)]
            most = max(range(len(left)), key=left.__getitem__)
            if not left[most]:
                raise IndexError("no task is left")
            self._ends[most] -= 1
            last: int = self._ends[most]
            return last
