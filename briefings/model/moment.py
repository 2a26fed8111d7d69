"""A point in time as an editor gives it: to the minute, or by its day alone."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Moment(NamedTuple):
    """An aware time in the site's timezone; `timed` is false where only its day is known."""

    at: dt.datetime
    timed: bool

    @property
    def day(self) -> dt.date:
        return self.at.date()

    def is_before(self, other: Moment) -> bool:
        """Return whether it is earlier; days are compared where one of the two is a bare date."""
        if self.timed and other.timed:
            # Python compares times of one zone by its clock, which shows one hour a year twice.
            return self.at.timestamp() < other.at.timestamp()
        return self.day < other.day

    def isoformat(self) -> str:
        """ISO 8601: a time only where one is known."""
        return self.at.isoformat() if self.timed else self.day.isoformat()
