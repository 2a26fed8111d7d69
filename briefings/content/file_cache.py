"""What an earlier run made of the files that haven't changed since.

Whether a file has changed, its state on disk may tell, but only as git's index has it: a file
that was still fresh when it was read may be written once more within the same tick of its clock,
so that state isn't kept. Otherwise the file's digest tells.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from briefings.cache.protocol import Memory
from briefings.content import files, timezones
from briefings.content.dialect import Dialect
from briefings.content.files import File, Stat
from briefings.content.folder_scan import Scan
from briefings.content.serialization import Row
from briefings.model import Problem

# Nanoseconds: the coarsest file system in use, FAT, tells times to two seconds.
FRESH = 2_000_000_000
STATES, ROWS, WARNINGS = "content states", "content rows", "content warnings"
RULES = ""

State = tuple[Stat, bytes]

# The digest of the file that they are about, then line, column, message and hint of each.
Warned = tuple[bytes, tuple[tuple[int, int, str, str], ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the memory holds: rows by path, and the names of all its rows.

    `rules` are those of the timezone and the dialect; rows that were made by others are no use.
    """

    rows: Mapping[str, Row]
    names: Collection[str]
    rules: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the files of a scan, by path; those in `unknown` are to be parsed.

    `started` is the time before anything was read, in nanoseconds; `states` are new ones, `kept`
    those of an earlier run. `warned` are the warnings about files without a problem: an earlier
    run's, until a file is read anew.
    """

    kept: Mapping[str, State] = field(default_factory=dict)
    started: int = field(default_factory=time.time_ns)
    digests: dict[str, bytes] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    unknown: list[File] = field(default_factory=list)
    warned: dict[str, Warned] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings about the files as they are now, sorted by place."""
        return tuple(
            sorted(
                Problem(path, line, column, message, hint, "warning")
                for path, (digest, places) in self.warned.items()
                if self.digests.get(path) == digest
                for line, column, message, hint in places
            )
        )

    def warn(self, path: str, warnings: Iterable[Problem]) -> None:
        """Have these be all warnings about a file whose digest is known."""
        places = tuple((w.line, w.column, w.message, w.hint) for w in warnings)
        self.warned.pop(path, None)
        if places:
            self.warned[path] = self.digests[path], places

    def note(self, path: str, digest: bytes, stat: Stat) -> None:
        """Keep a file's digest, and its state if that will tell when it changes."""
        self.digests[path] = digest
        if max(stat[1], stat[2]) < self.started - FRESH:
            self.states[path] = stat, digest


def describe(zone: ZoneInfo, dialect: Dialect) -> bytes:
    """All that a file's row depends on beside its text and its path."""
    return timezones.describe(zone) + b"\0" + dialect.describe()


def read(memory: Memory | None, rules: bytes) -> Kept:
    """What is remembered for these rules."""
    if memory is None:
        return Kept({}, (), b"")
    rows = memory.read(ROWS)
    names = rows.keys() - {RULES}
    return Kept(rows if rows.pop(RULES, None) == rules else {}, names, rules)


def find_digests(scan: Scan, known: Known) -> bool:
    """Find the digests of all files, and say whether all could be read."""
    return not any(isinstance(_digest(file, known), Problem) for file in scan.all)


def find(scan: Scan, kept: Kept, known: Known) -> None:
    """Tell the files of a scan that are known from those that aren't."""
    for file in scan.all:
        row = kept.rows.get(file.path)
        if row is not None and _digest(file, known) == row[0]:
            known.rows[file.path] = row
        else:
            known.unknown.append(file)


def write(memory: Memory, kept: Kept, known: Known) -> None:
    """Remember what has become known; `known.rows` now has all files without a fault."""
    rows = {path: row for path, row in known.rows.items() if kept.rows.get(path) is not row}
    gone = kept.names - known.rows.keys()
    if rows or gone:
        memory.write(ROWS, {**rows, RULES: kept.rules}, gone)
    warned = memory.read(WARNINGS)
    current = {p: entry for p, entry in known.warned.items() if known.digests.get(p) == entry[0]}
    changed = {path: entry for path, entry in current.items() if warned.get(path) != entry}
    memory.write(WARNINGS, changed, warned.keys() - current.keys())
    write_states(memory, known)


def write_states(memory: Memory, known: Known) -> None:
    memory.write(STATES, known.states, known.kept.keys() - known.digests.keys())


def _digest(file: File, known: Known) -> bytes | Problem:
    """A file's digest, by its state or by reading it."""
    found = known.digests.get(file.path)
    if found is not None:
        return found
    state = known.kept.get(file.path)
    if state is not None and state[0] == file.stat:
        known.digests[file.path] = state[1]
        return state[1]
    taken = files.read_digest(file)
    if isinstance(taken, Problem):
        return taken
    known.note(file.path, *taken)
    return taken[0]
