"""File cache: parse results of the previous run, reused while a file's stat or digest matches.

Stats are trusted only as git's index trusts them ("racily clean" entries): a file that was just
written when it was read may be written again within the same tick of the file system's clock, with
the same size. The stat of so fresh a file isn't stored, and the next run reads it to compare
digests.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf, Store
from briefings.cache.serialization import encode
from briefings.content import files
from briefings.content.cached_file import CachedFile
from briefings.content.files import File, Stat
from briefings.content.folder_scan import Scan
from briefings.content.parse_result import Parsed
from briefings.model import Problem

if TYPE_CHECKING:
    from briefings.content.file_reader import Outcome

FRESH = 2_000_000_000
"""Nanoseconds: FAT has the coarsest modification times in use, two seconds."""

CachedStat: TypeAlias = tuple[Stat, bytes]
"""A file's stat and its digest."""

CachedWarnings: TypeAlias = tuple[bytes, tuple[tuple[int, int, str, str], ...]]
"""A file's digest; then line, column, message and hint of each warning about it."""

STATS: Shelf[CachedStat] = Shelf("content stats", CachedStat)
ENTRIES: Shelf[CachedFile] = Shelf("content files", CachedFile)
WARNINGS: Shelf[CachedWarnings] = Shelf("content warnings", CachedWarnings)
SNAPSHOT: Shelf[bytes] = Shelf("content snapshot", bytes)
SETTINGS: Shelf[bytes] = Shelf("content settings", bytes)
"""The settings that the entries were made with."""


class FileCache:
    """What one load knows of each file, by path, and what it leaves for the next run.

    `digests` are those of files that could be read, `entries` the parse results of files without a
    fault. Without a cache, every file is read and parsed.
    """

    def __init__(self, cache: Store | None, settings: bytes) -> None:
        """`settings` are all that an entry depends on besides its file's text and path."""
        self._cache = cache
        self._settings = settings
        self._started = time.time_ns()
        self._stats: dict[str, CachedStat] = cache.read(STATS) if cache else {}
        self._new_stats: dict[str, CachedStat] = {}
        self._warnings: dict[str, CachedWarnings] = cache.read(WARNINGS) if cache else {}
        self.digests: dict[str, bytes] = {}
        self.entries: dict[str, CachedFile] = {}

    @property
    def previous(self) -> Mapping[str, CachedFile]:
        """Entries of the previous run; none if it had other settings."""
        return self._stored[0]

    @cached_property
    def _stored(self) -> tuple[Mapping[str, CachedFile], Collection[str]]:
        """Entries of the previous run, and the paths of all entries that are stored."""
        # Not read before it is needed: 0.5 s of a build without a change, at 10,000 articles.
        entries = self._cache.read(ENTRIES) if self._cache else {}
        settings = self._cache.read(SETTINGS).get("") if self._cache else None
        return (entries if settings == self._settings else {}), entries.keys()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Warnings about the files as they are now, sorted by place."""
        return tuple(
            sorted(
                Problem(path, line, column, message, hint, "warning")
                for path, (digest, places) in self._warnings.items()
                if self.digests.get(path) == digest
                for line, column, message, hint in places
            )
        )

    def is_unchanged(self, scan: Scan) -> bool:
        """Return whether all files are as they were when a run with these settings found no
        problem."""
        stored = self._cache.read(SNAPSHOT).get("") if self._cache else None
        if not stored or scan.problems:
            return False
        are_readable = all(not isinstance(self._digest(file), Problem) for file in scan.all)
        return are_readable and self._snapshot() == stored

    def find_changed(self, scan: Scan) -> list[File]:
        """Take over the entries of unchanged files; return the files that have to be parsed."""
        changed: list[File] = []
        for file in scan.all:
            entry = self.previous.get(file.path)
            if entry is not None and self._digest(file) == entry.digest:
                self.entries[file.path] = entry
            else:
                changed.append(file)
        return changed

    def add(self, file: File, outcome: Outcome) -> None:
        """Add what reading a changed file resulted in."""
        path = file.path
        if outcome.stat is not None:
            self._add_digest(path, outcome.digest, outcome.stat)
            places = tuple((w.line, w.column, w.message, w.hint) for w in outcome.warnings)
            self._warnings.pop(path, None)
            if places:
                self._warnings[path] = outcome.digest, places
        if not isinstance(outcome.result, Parsed):
            self.entries[path] = outcome.result

    def write(self) -> None:
        """Store entries and warnings of the files as they are now, and their stats."""
        if self._cache is None:
            return
        previous, stored = self._stored
        entries = {
            path: entry for path, entry in self.entries.items() if previous.get(path) is not entry
        }
        removed = stored - self.entries.keys()
        if entries or removed:
            # Entries beside the settings of another run would be believed.
            with self._cache.transaction():
                self._cache.write(ENTRIES, entries, removed)
                self._cache.write(SETTINGS, {"": self._settings})
        stored_warnings = self._cache.read(WARNINGS)
        valid = {
            path: entry
            for path, entry in self._warnings.items()
            if self.digests.get(path) == entry[0]
        }
        changed = {
            path: entry for path, entry in valid.items() if stored_warnings.get(path) != entry
        }
        self._cache.write(WARNINGS, changed, stored_warnings.keys() - valid.keys())
        self.write_stats()

    def write_stats(self) -> None:
        """Store the stats of files that were read."""
        if self._cache is not None:
            self._cache.write(STATS, self._new_stats, self._stats.keys() - self.digests.keys())

    def write_snapshot(self, problems: Iterable[Problem]) -> None:
        """Store that these files have no problem; or, with problems, that they have."""
        if self._cache is not None:
            self._cache.write(SNAPSHOT, {"": b"" if problems else self._snapshot()})

    def _snapshot(self) -> bytes:
        """One digest of the settings and of all files."""
        return digest_bytes(encode((self._settings, sorted(self.digests.items()))))

    def _digest(self, file: File) -> bytes | Problem:
        """A file's digest: the stored one while its stat matches, else from reading the file."""
        digest = self.digests.get(file.path)
        if digest is not None:
            return digest
        stored = self._stats.get(file.path)
        if stored is not None and stored[0] == file.stat:
            self.digests[file.path] = stored[1]
            return stored[1]
        found = files.read_digest(file)
        if isinstance(found, Problem):
            return found
        self._add_digest(file.path, *found)
        return found[0]

    def _add_digest(self, path: str, digest: bytes, stat: Stat) -> None:
        """Add a file's digest, and its stat unless the file is fresh (see above)."""
        self.digests[path] = digest
        # The ctime, too: `cp -p` and `rsync` set the mtime to what they like.
        if max(stat[1], stat[2]) < self._started - FRESH:
            self._new_stats[path] = stat, digest
