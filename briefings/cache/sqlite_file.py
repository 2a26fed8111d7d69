"""The cache's SQLite file, opened so that one that somebody else made can do no harm.

SQLite executes what a schema says (views, triggers, generated columns), follows links, and plays
back a rollback journal, which may even name another file to remove. We write none of these.
"""

from __future__ import annotations

import errno
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process that has the file open."""
MAX_VALUE = 1 << 28
"""Bytes that SQLite may allocate for one value."""

JOURNAL = "-journal"
SUFFIXES = ("", JOURNAL, "-wal", "-shm")
TABLE = (
    "TABLE entries (shelf TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY (shelf, key)) WITHOUT ROWID"
)
# Compared as text: a view, trigger or generated column would run what a forged file says.
SCHEMA = [("entries", f"CREATE {TABLE}")]
READ_SCHEMA = "SELECT name, sql FROM sqlite_schema ORDER BY name"
OPENING = (
    # A row of more than a quarter of a page overflows into pages of its own: 16 KiB make a cache of
    # 3,000 articles 20.3 MB instead of 17.4, and writing it takes half as long again.
    "PRAGMA page_size = 32768",
    # Set before the first access in WAL mode: no other process gets in until this one closes the
    # file, and no shared memory is needed, so any file system will do.
    "PRAGMA locking_mode = EXCLUSIVE",
    # Closing the file checkpoints and removes the WAL, so that a copy of the one file is complete.
    "PRAGMA journal_mode = WAL",
    # A power failure may cost the cache, but digests keep it from being wrong: nothing is synced.
    "PRAGMA synchronous = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "BEGIN EXCLUSIVE",
    # Write at once, to learn whether the file can be written.
    "PRAGMA user_version = 2",
    TABLE.replace("TABLE", "CREATE TABLE IF NOT EXISTS", 1),
    "COMMIT",
)
# Errors that aren't the file's fault, and must not cost it.
ENVIRONMENT_ERRORS = {
    sqlite3.SQLITE_BUSY: (errno.EBUSY, "another build is using it"),
    sqlite3.SQLITE_LOCKED: (errno.EBUSY, "another build is using it"),
    sqlite3.SQLITE_FULL: (errno.ENOSPC, "no space left on device"),
    sqlite3.SQLITE_CANTOPEN: (errno.EACCES, "can't be opened"),
    sqlite3.SQLITE_NOMEM: (errno.ENOMEM, "out of memory"),
}


class DamagedError(Exception):
    """What was read is not what was written."""


class SqliteFile:
    """A connection to the table `entries (shelf, key, value)` in a file, which is created.

    Every method raises OSError for an error of the environment, DamagedError for any other.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        if _is_unsafe(file):
            raise DamagedError
        with self._translated():
            # `isolation_level=None`: `sqlite3` begins no transactions of its own.
            self._connection = sqlite3.connect(file, LOCK_TIMEOUT, isolation_level=None)
        try:
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
            for statement in OPENING:
                self.run(statement)
            if self.run(READ_SCHEMA) != SCHEMA:
                raise DamagedError
        except BaseException:
            self.close()
            raise

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return [*self.iterate(statement, values)]

    def iterate(self, statement: str, values: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
        """Run a statement and yield its rows one by one."""
        with self._translated():
            yield from self._connection.execute(statement, values)

    def run_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._translated():
            self._connection.executemany(statement, rows)

    def rollback(self) -> None:
        self._connection.rollback()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            # Extended codes, such as SQLITE_BUSY_RECOVERY, have the primary one in their low byte.
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in ENVIRONMENT_ERRORS:
                number, message = ENVIRONMENT_ERRORS[code]
                raise OSError(number, message, str(self._file)) from error
            raise DamagedError from error
        except UnicodeDecodeError as error:
            # Of a message of SQLite that quotes the file.
            raise DamagedError from error


def remove(file: Path) -> None:
    """Remove a file, and what SQLite may have left beside it."""
    for suffix in SUFFIXES:
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _is_unsafe(file: Path) -> bool:
    """Whether SQLite, opening this file, could be led to another one or blocked.

    A link leads elsewhere, a pipe blocks, and a rollback journal, which a WAL database never has,
    may overwrite pages and name another file to remove.
    """
    for suffix in SUFFIXES:
        with suppress(FileNotFoundError):
            kind = stat.S_IFMT(file.with_name(file.name + suffix).lstat().st_mode)
            if kind not in (stat.S_IFREG, stat.S_IFDIR):
                return True
    return file.with_name(file.name + JOURNAL).is_file()
