"""What is asked of SQLite for the cache's file, which somebody else may have made.

SQLite runs what a schema says (views, triggers, computed columns), follows links, and removes a
file that a journal names as the one above it. None of that is ever of our making.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

SUFFIXES = ("", "-journal", "-wal", "-shm")
TABLE = (
    "TABLE chunks (shelf TEXT, number INTEGER, value BLOB NOT NULL, PRIMARY KEY (shelf, number))"
)
# A view, a trigger or a computed column would have SQLite do what a forged file says.
SCHEMA = [("chunks", f"CREATE {TABLE}"), ("sqlite_autoindex_chunks_1", None)]
LARGEST = 1 << 28
"""Bytes of one value that SQLite will make room for."""
# By this, a journal names another file, which SQLite may remove. One of ours never does.
NAMES_OTHER = bytes.fromhex("d9d505f920a163d7")
READ_SCHEMA = "SELECT name, sql FROM sqlite_schema ORDER BY name"
OPENING = (
    "PRAGMA page_size = 16384",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # From the first lock on, no other process gets in until this one closes the file.
    "PRAGMA locking_mode = EXCLUSIVE",
    "BEGIN EXCLUSIVE",
    # Something is written at once, to learn whether anything can be.
    "PRAGMA user_version = 1",
    TABLE.replace("TABLE", "CREATE TABLE IF NOT EXISTS", 1),
    "COMMIT",
)
# What is not the file's own fault, and must not cost it.
CIRCUMSTANCES = {
    sqlite3.SQLITE_BUSY: (errno.EBUSY, "another build is using it"),
    sqlite3.SQLITE_LOCKED: (errno.EBUSY, "another build is using it"),
    sqlite3.SQLITE_FULL: (errno.ENOSPC, "no space left on device"),
    sqlite3.SQLITE_CANTOPEN: (errno.EACCES, "can't be opened"),
    sqlite3.SQLITE_NOMEM: (errno.ENOMEM, "out of memory"),
}


def leads_elsewhere(file: Path) -> bool:
    """Whether a cache's file, or what lies beside it, leads SQLite to a file elsewhere, as links
    do, or has it wait for ever, as pipes do."""
    for suffix in SUFFIXES:
        with suppress(FileNotFoundError):
            kind = stat.S_IFMT(file.with_name(file.name + suffix).lstat().st_mode)
            if kind not in (stat.S_IFREG, stat.S_IFDIR):
                return True
    try:
        with file.with_name(f"{file.name}-journal").open("rb") as journal:
            size = journal.seek(0, os.SEEK_END)
            journal.seek(max(0, size - len(NAMES_OTHER)))
            return journal.read() == NAMES_OTHER
    except FileNotFoundError:
        return False
