"""What one build keeps for the next: shelves of typed entries, an entry a row of one SQLite file.

    value --encode--> row --digest--> total of its shelf --sealed--> index

A shelf is read whole and written by its changes. Its total is the sum of the digests of its rows,
so a write updates it from the rows that it replaces alone. The totals of all shelves lie in one
row, the index, after a digest that is keyed with the version. So a row that is damaged, missing or
of another age changes a total, and the whole cache is discarded, as one of another version is. A
digest before each value was rejected: it finds neither a missing row nor an older one, which is
what a power failure leaves, since nothing here waits for the disk.

Digests detect damage, not forgery: the file may come with a clone, or from a CI cache that others
can write. So values are decoded by their types (`serialization`), the schema is compared before
anything runs that it names (`sqlite_file`), and what will be run as code (`write_signed`) carries
an authentication code that takes this user's key (`signing_key`). With a secret in the version,
totals can't be forged either: rows are digested with the same key.
"""

from __future__ import annotations

import errno
import hmac
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from briefings.cache.digest import DIGEST_SIZE, digest_bytes
from briefings.cache.protocol import Shelf
from briefings.cache.serialization import decode, encode
from briefings.cache.sqlite_file import (
    ENVIRONMENT_ERRORS,
    MAX_VALUE,
    OPENING,
    READ_SCHEMA,
    SCHEMA,
    SUFFIXES,
    is_unsafe,
)

T = TypeVar("T")

# The sum of the digests of a shelf's rows modulo 2 ** 128, and their number.
Total = tuple[bytes, int]
NO_ROWS: Total = (bytes(DIGEST_SIZE), 0)
MODULUS = 1 << 8 * DIGEST_SIZE
LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process that has the cache open."""
INDEX = ("", b"")

# Keys may be file names that aren't UTF-8.
UNICODE = "surrogatepass"

READ = "SELECT key, value FROM entries WHERE shelf = ?"
READ_ONE = "SELECT value FROM entries WHERE shelf = ? AND key = ?"
WRITE = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)"
REMOVE = "DELETE FROM entries WHERE shelf = ? AND key = ?"
REMOVE_ALL = "DELETE FROM entries WHERE shelf = ?"


class _DamagedError(Exception):
    """What was read is not what was written."""


@contextmanager
def open_cache(file: Path, version: bytes, key: bytes | None = None) -> Iterator[Cache]:
    """Open the cache in `file`, which need not exist; empty if it isn't one of this version.

    Without a `key`, signed entries are neither read nor written. One process at a time has the
    cache; another waits for `LOCK_TIMEOUT`. Raises OSError if it can't be had, here and from every
    method.
    """
    cache = Cache(file, version, key)
    try:
        yield cache
    finally:
        cache.close()


class Cache:
    """A `Store` in a file. `had_entries` says whether it had any when it was opened.

    Once damage is found, the file is removed and nothing is written any more: entries read before
    may depend on those that are lost.
    """

    def __init__(self, file: Path, version: bytes, key: bytes | None = None) -> None:
        self._file = file
        writer = f"{sys.implementation.cache_tag} entries ".encode()
        self._key = blake2b(writer + version).digest()
        self._signing_key = key and blake2b(writer + version, key=key).digest()
        self._totals: dict[str, Total] = {}
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except _DamagedError:
            self._renew()
        self.had_entries = bool(self._totals)

    def read(self, shelf: Shelf[T]) -> dict[str, T]:
        """Read all entries of a shelf."""
        try:
            return self._read(shelf)
        except _DamagedError:
            self.discard()
            return {}

    def read_signed(self, shelf: Shelf[bytes]) -> dict[str, bytes]:
        """Read those entries that were written with this key, under the same version and name."""
        return {
            name: value[DIGEST_SIZE:]
            for name, value in self.read(shelf).items()
            if self._is_signed(shelf, name, value)
        }

    def write_signed(self, shelf: Shelf[bytes], changed: Mapping[str, bytes]) -> None:
        """Add or change entries that only somebody with the key could have written."""
        if self._signing_key:
            signed = {
                name: self._sign(shelf, name, value) + value for name, value in changed.items()
            }
            self.write(shelf, signed)

    def fingerprint(self, *shelves: Shelf[Any]) -> bytes | None:
        """Digest the content of shelves; None if one of them is empty."""
        totals = [self._totals.get(shelf.name, NO_ROWS) for shelf in shelves]
        return digest_bytes(encode(totals)) if all(count for _, count in totals) else None

    def write(self, shelf: Shelf[T], changed: Mapping[str, T], removed: Iterable[str] = ()) -> None:
        """Add or change entries of a shelf, and remove some; the rest stay."""
        gone = set(removed).difference(changed)
        if (changed or gone) and self._connection is not None:
            with self.transaction():
                self._write(shelf.name, changed, gone)

    def replace(self, shelf: Shelf[T], entries: Mapping[str, T]) -> None:
        """Replace all entries of a shelf."""
        if self._connection is not None:
            with self.transaction():
                self._totals[shelf.name] = NO_ROWS
                self._write(shelf.name, entries, ())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is written within as one, or not at all if it ends by an exception.

        A file that turns out to be damaged is removed, and nothing is written any more.
        """
        if self._connection is None or self._connection.in_transaction:
            try:
                yield
            except _DamagedError:
                self.discard()
            return
        totals = dict(self._totals)
        try:
            self._run("BEGIN")
            yield
            index = encode(self._totals)
            self._run(WRITE, (*INDEX, self._index_row(index)))
            self._run("COMMIT")
        except _DamagedError:
            self.discard()
        except BaseException:
            if self._connection is not None:
                self._totals = totals
                self._connection.rollback()
            raise

    def close(self) -> None:
        """Close the file. From then on this cache is empty and ignores what is written."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._totals = {}

    def discard(self) -> None:
        """Remove the file: this cache is empty from then on, and so is the next build's."""
        self.close()
        for suffix in SUFFIXES:
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _open(self) -> None:
        if is_unsafe(self._file):
            raise _DamagedError
        with self._translated():
            self._connection = sqlite3.connect(self._file, LOCK_TIMEOUT, isolation_level=None)
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
        for statement in OPENING:
            self._run(statement)
        if self._run(READ_SCHEMA) != SCHEMA:
            raise _DamagedError
        for (value,) in self._run(READ_ONE, INDEX):
            if not isinstance(value, bytes) or self._index_row(value[DIGEST_SIZE:]) != value:
                raise _DamagedError
            self._totals = _decode(value[DIGEST_SIZE:], dict[str, Total])

    def _renew(self) -> None:
        self.discard()
        try:
            self._open()
        except _DamagedError as error:
            raise OSError(errno.EIO, "can't be written", str(self._file)) from error

    def _read(self, shelf: Shelf[T]) -> dict[str, T]:
        total, kind = self._totals.get(shelf.name, NO_ROWS), shelf.kind
        if self._connection is None or total == NO_ROWS:
            return {}
        entries: dict[str, T] = {}
        sum_, start = 0, self._start_digest(shelf.name)
        with self._translated():
            # Row by row, so that a shelf of 30 MB isn't in memory twice.
            for key, value in self._connection.execute(READ, (shelf.name,)):
                sum_ += _digest_row(start, key, value)
                entries[key.decode(errors=UNICODE)] = _decode(value, kind)
        if (_as_bytes(sum_), len(entries)) != total:
            raise _DamagedError
        return entries

    def _write(self, shelf: str, changed: Mapping[str, Any], removed: Iterable[str]) -> None:
        total, count = self._totals.get(shelf, NO_ROWS)
        sum_, start = int.from_bytes(total), self._start_digest(shelf)
        for name in (*changed, *removed) if count else ():
            key = _encode_key(name)
            for (value,) in self._run(READ_ONE, (shelf, key)):
                sum_ -= _digest_row(start, key, value)
                count -= 1
        if count:
            self._run_many(REMOVE, ((shelf, _encode_key(name)) for name in removed))
        else:
            self._run(REMOVE_ALL, (shelf,))

        def rows() -> Iterator[tuple[str, bytes, bytes]]:
            nonlocal sum_
            # In the order of the table, whose pages get as full as they can.
            for name in sorted(changed):
                key, value = _encode_key(name), encode(changed[name])
                sum_ += _digest_row(start, key, value)
                yield shelf, key, value

        self._run_many(WRITE, rows())
        self._totals[shelf] = _as_bytes(sum_), count + len(changed)

    def _index_row(self, index: bytes) -> bytes:
        return _as_bytes(_digest_row(self._start_digest(INDEX[0]), INDEX[1], index)) + index

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        with self._translated():
            return self._connection.execute(statement, values).fetchall()

    def _run_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._connection is not None:
            with self._translated():
                self._connection.executemany(statement, rows)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Translate errors of SQLite: OSError for the environment's, damage for all others."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in ENVIRONMENT_ERRORS:
                number, message = ENVIRONMENT_ERRORS[code]
                raise OSError(number, message, str(self._file)) from error
            raise _DamagedError from error
        except UnicodeDecodeError as error:
            # Of a key, or of a message of SQLite that quotes the file.
            raise _DamagedError from error

    def _is_signed(self, shelf: Shelf[bytes], name: str, value: bytes) -> bool:
        code = self._sign(shelf, name, value[DIGEST_SIZE:])
        return bool(code) and hmac.compare_digest(code, value[:DIGEST_SIZE])

    def _sign(self, shelf: Shelf[bytes], name: str, value: bytes) -> bytes:
        """The authentication code of an entry; empty without a key."""
        if not self._signing_key:
            return b""
        message = encode((shelf.name, _encode_key(name), value))
        return blake2b(message, digest_size=DIGEST_SIZE, key=self._signing_key).digest()

    def _start_digest(self, shelf: str) -> blake2b:
        """What the digests of a shelf's rows go on from: a copy is cheaper than a keyed start."""
        return blake2b(shelf.encode() + b"\0", digest_size=DIGEST_SIZE, key=self._key)


def _digest_row(start: blake2b, key: bytes, value: bytes) -> int:
    digest = start.copy()
    try:
        digest.update(b"%d %b%b" % (len(key), key, value))
    except TypeError as error:  # a column that isn't bytes
        raise _DamagedError from error
    return int.from_bytes(digest.digest())


def _as_bytes(sum_: int) -> bytes:
    return (sum_ % MODULUS).to_bytes(DIGEST_SIZE)


def _encode_key(key: str) -> bytes:
    return key.encode(errors=UNICODE)


def _decode(value: bytes, kind: Any) -> Any:
    try:
        return decode(value, kind)
    except ValueError as error:
        raise _DamagedError from error
