"""Opening the cache's SQLite file safely, since somebody else may have made it.

SQLite executes what a schema says (views, triggers, generated columns), follows links, and plays
back a rollback journal, which may even name another file to remove. We write none of these.
"""

from __future__ import annotations

import errno
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

JOURNAL = "-journal"
SUFFIXES = ("", JOURNAL, "-wal", "-shm")
TABLE = (
    "TABLE entries (shelf TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY (shelf, key)) WITHOUT ROWID"
)
# Compared as text: a view, trigger or generated column would run what a forged file says.
SCHEMA = [("entries", f"CREATE {TABLE}")]
MAX_VALUE = 1 << 28
"""Bytes that SQLite may allocate for one value."""
READ_SCHEMA = "SELECT name, sql FROM sqlite_schema ORDER BY name"
OPENING = (
    "PRAGMA page_size = 16384",
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


def is_unsafe(file: Path) -> bool:
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
