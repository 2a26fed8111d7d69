"""What a preview keeps of one load for the next, so that little but what has changed is made anew.

    memory --read once--> rows --unpack once--> records
                           '------digest once--> days

A shelf's entries are kept beside the mark of what it holds, and used for that mark only. A record
is used while its row is the very same one, its claims while their digests are, and a day while its
articles are the same; none is ever changed.
So a load that recollects nothing, as the first one of every process does, comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from briefings.cache.protocol import Memory
from briefings.content.files import File
from briefings.content.near_duplicates import Days
from briefings.content.parse_result import Record
from briefings.content.serialization import Row, unpack_record
from briefings.model import Article

Shelves = dict[str, tuple[bytes, dict[str, Any]]]


class Recollection:
    """The entries of shelves, records by path, and the days in which copies were looked for."""

    def __init__(self) -> None:
        self.days: Days = {}
        self._shelves: Shelves = {}
        self._zone: ZoneInfo | None = None
        self._rows: Mapping[str, Row] = {}
        self._records: dict[str, Any] = {}

    def over(self, memory: Memory) -> Memory:
        """The same memory, of which no shelf is read again while it holds the same."""
        return _Recollected(memory, self._shelves)

    def unpack(
        self, files: Iterable[File], rows: Mapping[str, Row], zone: ZoneInfo
    ) -> dict[str, Record | None]:
        """The records of those files that have a row, by path; rows are of this timezone."""
        had = self._rows if zone is self._zone else {}
        records: dict[str, Any] = {}
        for file in files:
            path = file.path
            row = rows.get(path)
            if row is None:
                continue
            before = had.get(path)
            if before is row:
                records[path] = self._records[path]
                continue
            record = records[path] = unpack_record(file.folder, row, zone)
            if before is not None and before[6] == row[6] and isinstance(record, Article):
                # By their digests, its claims are those that it had.
                claims = self._records[path].claims
                records[path] = replace(record, claims=claims)
        self._zone, self._rows, self._records = zone, rows, records
        return dict(records)


class _Recollected:
    """A memory and what it was last known to hold."""

    def __init__(self, memory: Memory, shelves: Shelves) -> None:
        self._memory = memory
        self._shelves = shelves
        self.mark = memory.mark

    def read(self, shelf: str, /) -> dict[str, Any]:
        entries = self._held(shelf)
        if entries is None:
            entries = self._memory.read(shelf)
            self._keep(shelf, entries)
        return dict(entries)

    def write(self, shelf: str, changed: Mapping[str, Any], removed: Iterable[str] = (), /) -> None:
        gone = set(removed).difference(changed)
        if not (changed or gone):
            return
        entries = self._held(shelf)
        self._shelves.pop(shelf, None)
        self._memory.write(shelf, changed, gone)
        if entries is not None:
            entries = {**entries, **changed}
            for key in gone:
                entries.pop(key, None)
            self._keep(shelf, entries)

    def _held(self, shelf: str) -> dict[str, Any] | None:
        """What the shelf holds, as far as that is known without reading it."""
        mark = self._memory.mark(shelf)
        if mark is None:
            return {}
        held = self._shelves.get(shelf)
        return held[1] if held is not None and held[0] == mark else None

    def _keep(self, shelf: str, entries: dict[str, Any]) -> None:
        """Keep what the shelf holds now, unless it has been lost."""
        mark = self._memory.mark(shelf)
        if mark is None:
            self._shelves.pop(shelf, None)
        else:
            self._shelves[shelf] = mark, entries
