"""What one build hands to the next: named shelves of plain values, in one SQLite file.

    shelf (a mapping) --chunks--> bytes --digests--> index --sealed--> file

A shelf is read whole and written by its changes; it lies in chunks of some hundred entries, few
enough to read quickly and small enough to write. The index, a row of its own, holds the digest of
every chunk and is preceded by its own, keyed with the version. So a file with a wrong byte, parts
of different ages, or a part missing is known for what it is, whatever made it so, and is thrown
away, as one of another version is. That is why nothing here waits for the disk: a power failure
may cost the cache, but can't make it wrong.

Digests keep damage out, not forgery: the file may have come with a clone, or from a CI's cache
that others can write. So values are plain ones (`plain_values`), the schema is compared
before anything runs that it names (`sqlite_file`), and what will be run as code
(`write_sealed`) carries an authentication code that only who has the key can make.
"""

from __future__ import annotations

import errno
import hmac
import sqlite3
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from briefings.cache import plain_values
from briefings.cache.sqlite_file import (
    CIRCUMSTANCES,
    LARGEST,
    OPENING,
    READ_SCHEMA,
    SCHEMA,
    SUFFIXES,
    leads_elsewhere,
)

SIZE = 16
# Entries of a chunk when a shelf is laid out, and on average before it is laid out anew.
FEW, MANY = 128, 512
SECONDS = 10.0
INDEX = ("", 0)


class _DamagedError(Exception):
    """What was read is not what was written."""


@contextmanager
def open_cache(file: Path, version: bytes, key: bytes | None = None) -> Iterator[Cache]:
    """The cache in `file`, which need not exist; empty if it isn't one, or not of this version.

    With no `key`, nothing is kept that is to be sealed. Only one process at a time has it; another
    waits for some seconds. Raises OSError when it can't be had, here and from every method.
    """
    cache = Cache(file, version, key)
    try:
        yield cache
    finally:
        cache.close()


class Cache:
    """Shelves by name. What one holds was written to it last; but it may have lost all it had.
    `had_any` tells whether there was anything in them at the beginning.

    Once a part turns out to be damaged, nothing is written any more: what is known of others may
    have been read before, and a change alone is of no use without the rest.
    """

    def __init__(self, file: Path, version: bytes, key: bytes | None = None) -> None:
        self._file = file
        writer = f"{sys.implementation.cache_tag} plain ".encode()
        self._key = blake2b(writer + version).digest()
        self._seal = key and blake2b(writer + version, key=key).digest()
        # The digest and the number of entries of each chunk, by shelf.
        self._index: dict[str, list[tuple[bytes, int]]] = {}
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except _DamagedError:
            self._renew()
        self.had_any = bool(self._index)

    def read(self, shelf: str) -> dict[str, Any]:
        """All entries of a shelf."""
        try:
            return self._entries(shelf)
        except _DamagedError:
            self.discard()
            return {}

    def read_sealed(self, shelf: str) -> dict[str, bytes]:
        """Those entries of a shelf that were written with this key, by a program of this version,
        and under their name."""
        return {
            name: value[SIZE:]
            for name, value in self.read(shelf).items()
            if isinstance(value, bytes) and self._is_sealed(shelf, name, value)
        }

    def write_sealed(self, shelf: str, changed: Mapping[str, bytes]) -> None:
        """Add or change some entries of a shelf that are to be believed by who has the key only."""
        if self._seal:
            sealed = {name: self._code(shelf, name, of) + of for name, of in changed.items()}
            self.write(shelf, sealed)

    def mark(self, *shelves: str) -> bytes | None:
        """A digest of what these shelves hold, by which it is known again; None if one has none."""
        chunks = [self._index.get(shelf) for shelf in shelves]
        return self._digest(plain_values.dumps(chunks)) if all(chunks) else None

    def write(self, shelf: str, changed: Mapping[str, Any], removed: Iterable[str] = ()) -> None:
        """Add or change some entries of a shelf, and remove some; the others stay."""
        gone = set(removed).difference(changed)
        if (changed or gone) and self._connection is not None:
            with self.transaction():
                self._write(shelf, changed, gone)

    def replace(self, shelf: str, entries: Mapping[str, Any]) -> None:
        """Put these entries in the place of all that the shelf holds."""
        if self._connection is not None:
            with self.transaction():
                self._replace(shelf, entries)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written within comes to last as one, or not at all if it ends by an error.

        If the file turns out to be damaged, it is removed, and nothing is written any more.
        """
        if self._connection is None or self._connection.in_transaction:
            try:
                yield
            except _DamagedError:
                self.discard()
            return
        index = {shelf: list(chunks) for shelf, chunks in self._index.items()}
        try:
            self._run("BEGIN")
            yield
            payload = plain_values.dumps(self._index)
            self._put(*INDEX, self._digest(payload, self._key) + payload)
            self._run("COMMIT")
        except _DamagedError:
            self.discard()
        except BaseException:
            if self._connection is not None:
                self._index = index
                self._connection.rollback()
            raise

    def close(self) -> None:
        """Let go of the file; from now on this is an empty cache that forgets what it is told."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._index = {}

    def discard(self) -> None:
        """Remove the file: this cache is empty from now on, and so is the next build's."""
        self.close()
        for suffix in SUFFIXES:
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _open(self) -> None:
        if leads_elsewhere(self._file):
            raise _DamagedError
        with self._judged():
            self._connection = sqlite3.connect(self._file, SECONDS, isolation_level=None)
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        for statement in OPENING:
            self._run(statement)
        if self._run(READ_SCHEMA) != SCHEMA:
            raise _DamagedError
        value = self._get(*INDEX)
        if value is not None:
            payload = value[SIZE:]
            if self._digest(payload, self._key) != value[:SIZE]:
                raise _DamagedError
            self._index = _read_index(payload)

    def _renew(self) -> None:
        self.discard()
        try:
            self._open()
        except _DamagedError as error:
            raise OSError(errno.EIO, "can't be written", str(self._file)) from error

    def _entries(self, shelf: str) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for number in range(len(self._index.get(shelf, ()))):
            entries.update(self._chunk(shelf, number))
        return entries

    def _chunk(self, shelf: str, number: int) -> dict[str, Any]:
        value = self._get(shelf, number)
        if value is None or self._digest(value) != self._index[shelf][number][0]:
            raise _DamagedError
        entries = _loads(value)
        if not isinstance(entries, dict):
            raise _DamagedError
        return entries

    def _write(self, shelf: str, changed: Mapping[str, Any], gone: Iterable[str]) -> None:
        chunks = self._index.get(shelf, [])
        if not chunks or sum(count for _, count in chunks) + len(changed) > MANY * len(chunks):
            entries = {**self._entries(shelf), **changed}
            for key in gone:
                entries.pop(key, None)
            self._replace(shelf, entries)
            return
        touched: dict[int, list[str]] = defaultdict(list)
        for key in (*changed, *gone):
            touched[_place(key, len(chunks))].append(key)
        for number, keys in touched.items():
            entries = self._chunk(shelf, number)
            for key in keys:
                if key in changed:
                    entries[key] = changed[key]
                else:
                    entries.pop(key, None)
            chunks[number] = self._put_chunk(shelf, number, entries)

    def _replace(self, shelf: str, entries: Mapping[str, Any]) -> None:
        parts: list[dict[str, Any]] = [{} for _ in range(-(-len(entries) // FEW))]
        for key, value in entries.items():
            parts[_place(key, len(parts))][key] = value
        self._run("DELETE FROM chunks WHERE shelf = ?", (shelf,))
        self._index[shelf] = [self._put_chunk(shelf, n, part) for n, part in enumerate(parts)]

    def _put_chunk(self, shelf: str, number: int, entries: dict[str, Any]) -> tuple[bytes, int]:
        value = plain_values.dumps(entries)
        self._put(shelf, number, value)
        return self._digest(value), len(entries)

    def _put(self, shelf: str, number: int, value: bytes) -> None:
        self._run("INSERT OR REPLACE INTO chunks VALUES (?, ?, ?)", (shelf, number, value))

    def _get(self, shelf: str, number: int) -> bytes | None:
        statement = "SELECT value FROM chunks WHERE shelf = ? AND number = ?"
        rows = self._run(statement, (shelf, number))
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        with self._judged():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _judged(self) -> Iterator[None]:
        """An error of SQLite as what it means: the circumstances, or a damaged file."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in CIRCUMSTANCES:
                number, message = CIRCUMSTANCES[code]
                raise OSError(number, message, str(self._file)) from error
            raise _DamagedError from error
        except UnicodeDecodeError as error:
            # Of a message of SQLite that quotes the file.
            raise _DamagedError from error

    def _is_sealed(self, shelf: str, name: str, value: bytes) -> bool:
        code = self._code(shelf, name, value[SIZE:])
        return bool(code) and hmac.compare_digest(code, value[:SIZE])

    def _code(self, shelf: str, name: str, value: bytes) -> bytes:
        """The authentication code of an entry; empty without a key."""
        return (
            self._digest(plain_values.dumps((shelf, name, value)), self._seal)
            if self._seal
            else b""
        )

    @staticmethod
    def _digest(value: bytes, key: bytes = b"") -> bytes:
        return blake2b(value, digest_size=SIZE, key=key).digest()


def _read_index(payload: bytes) -> dict[str, list[tuple[bytes, int]]]:
    try:
        return {
            str(shelf): [(bytes(digest), int(count)) for digest, count in chunks]
            for shelf, chunks in _loads(payload).items()
        }
    except (AttributeError, TypeError, ValueError) as error:
        raise _DamagedError from error


def _loads(value: bytes) -> Any:
    try:
        return plain_values.loads(value)
    except ValueError as error:
        raise _DamagedError from error


def _place(key: str, chunks: int) -> int:
    """The number of the chunk that an entry lies in."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % chunks
