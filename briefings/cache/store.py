"""What one build keeps for the next: shelves of typed entries, an entry a row of one SQLite file.

    value --encode--> row --digest--> total of its shelf --keyed digest--> index

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
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from briefings.cache.digest import DIGEST_SIZE, digest_bytes
from briefings.cache.protocol import Shelf
from briefings.cache.serialization import DECODE_ERRORS, decode, decoder, encode
from briefings.cache.signing_key import sign, verify
from briefings.cache.sqlite_file import DamagedError, SqliteFile, remove

T = TypeVar("T")

Total = tuple[bytes, int]
"""The sum of the digests of a shelf's rows, modulo `MODULUS`, and their number."""
MODULUS = 1 << 8 * DIGEST_SIZE
EMPTY: Total = (bytes(DIGEST_SIZE), 0)
INDEX = ("", b"")

UNICODE = "surrogatepass"
"""How keys are encoded: they may be file names that aren't UTF-8."""

READ = "SELECT key, value FROM entries WHERE shelf = ?"
READ_ONE = "SELECT value FROM entries WHERE shelf = ? AND key = ?"
WRITE = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)"
REMOVE = "DELETE FROM entries WHERE shelf = ? AND key = ?"
CLEAR = "DELETE FROM entries WHERE shelf = ?"


@contextmanager
def open_cache(file: Path, version: bytes, key: bytes | None = None) -> Iterator[Cache]:
    """Open the cache in `file`, which need not exist; empty if it isn't one of this version.

    Without a `key`, signed entries are neither read nor written. One process at a time has the
    cache; another waits for `sqlite_file.LOCK_TIMEOUT`. Raises OSError if it can't be had, here and
    from every method.
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
        self._path = file
        # Compiled templates are marshalled code, which each version of Python has its own form of.
        writer = f"{sys.implementation.cache_tag} entries ".encode() + version
        self._key = blake2b(writer).digest()
        self._signing_key = blake2b(writer, key=key).digest() if key else None
        self._totals: dict[str, Total] = {}
        self._file: SqliteFile | None = None
        try:
            self._open()
        except DamagedError:
            self._replace_file()
        self.had_entries = bool(self._totals)

    def read(self, shelf: Shelf[T]) -> dict[str, T]:
        """Read all entries of a shelf."""
        try:
            return self._read(shelf)
        except DamagedError:
            self.discard()
            return {}

    def write(self, shelf: Shelf[T], changed: Mapping[str, T], removed: Iterable[str] = ()) -> None:
        """Add or change entries of a shelf, and remove some; the rest stay."""
        removed = set(removed).difference(changed)
        if changed or removed:
            with self.transaction():
                self._write(shelf.name, changed, removed)

    def replace(self, shelf: Shelf[T], entries: Mapping[str, T]) -> None:
        """Replace all entries of a shelf."""
        with self.transaction():
            self._totals[shelf.name] = EMPTY
            self._write(shelf.name, entries, ())

    def read_signed(self, shelf: Shelf[bytes]) -> dict[str, bytes]:
        """Read those entries that were written with this key, under the same version and name."""
        key = self._signing_key
        if key is None:
            return {}
        contents = {
            name: verify(key, f"{shelf.name}/{name}", signed)
            for name, signed in self.read(shelf).items()
        }
        return {name: content for name, content in contents.items() if content is not None}

    def write_signed(self, shelf: Shelf[bytes], changed: Mapping[str, bytes]) -> None:
        """Add or change entries that only somebody with the key could have written."""
        key = self._signing_key
        if key is not None:
            signed = {
                name: sign(key, f"{shelf.name}/{name}", content)
                for name, content in changed.items()
            }
            self.write(shelf, signed)

    def digest_of(self, *shelves: Shelf[Any]) -> bytes | None:
        """Digest the content of shelves; None if one of them is empty."""
        totals = [self._totals.get(shelf.name, EMPTY) for shelf in shelves]
        return digest_bytes(encode(totals)) if all(count for _, count in totals) else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is written within as one, or not at all if it ends by an exception.

        A file that turns out to be damaged is removed, and nothing is written any more.
        """
        if self._file is None or self._file.in_transaction:
            yield
            return
        totals = dict(self._totals)
        try:
            self._file.run("BEGIN")
            yield
            if self._file is not None:
                self._file.run(WRITE, (*INDEX, self._index_row(encode(self._totals))))
                self._file.run("COMMIT")
        except DamagedError:
            self.discard()
        except BaseException:
            if self._file is not None:
                self._totals = totals
                self._file.rollback()
            raise

    def close(self) -> None:
        """Close the file. From then on this cache is empty and ignores what is written."""
        if self._file is not None:
            self._file.close()
        self._file = None
        self._totals = {}

    def discard(self) -> None:
        """Remove the file: this cache is empty from then on, and so is the next build's."""
        self.close()
        remove(self._path)

    def _open(self) -> None:
        self._file = SqliteFile(self._path)
        for (row,) in self._file.run(READ_ONE, INDEX):
            if not isinstance(row, bytes) or self._index_row(row[DIGEST_SIZE:]) != row:
                raise DamagedError
            try:
                self._totals = decode(row[DIGEST_SIZE:], dict[str, Total])
            except ValueError as error:
                raise DamagedError from error

    def _replace_file(self) -> None:
        self.discard()
        try:
            self._open()
        except DamagedError as error:
            raise OSError(errno.EIO, "can't be written", str(self._path)) from error

    def _read(self, shelf: Shelf[T]) -> dict[str, T]:
        stored = self._totals.get(shelf.name, EMPTY)
        if self._file is None or stored == EMPTY:
            return {}
        entries: dict[str, T] = {}
        total, start = 0, self._start_digest(shelf.name)
        decode_value = decoder(shelf.kind)
        try:
            # Row by row, so that a shelf of 30 MB isn't in memory twice.
            for key, value in self._file.iterate(READ, (shelf.name,)):
                total += _digest_row(start, key, value)
                entries[key.decode(errors=UNICODE)] = decode_value(value)
        except DECODE_ERRORS as error:
            raise DamagedError from error
        if (_as_bytes(total), len(entries)) != stored:
            raise DamagedError
        return entries

    def _write(self, shelf: str, changed: Mapping[str, Any], removed: Iterable[str]) -> None:
        if self._file is None:
            return
        stored, count = self._totals.get(shelf, EMPTY)
        total, start = int.from_bytes(stored), self._start_digest(shelf)
        if count:
            for name in (*changed, *removed):
                key = _encode_key(name)
                for (value,) in self._file.run(READ_ONE, (shelf, key)):
                    total -= _digest_row(start, key, value)
                    count -= 1
            self._file.run_many(REMOVE, ((shelf, _encode_key(name)) for name in removed))
        else:
            # `replace` has only set the total to that of an empty shelf.
            self._file.run(CLEAR, (shelf,))

        def rows() -> Iterator[tuple[str, bytes, bytes]]:
            nonlocal total
            # In the order of the table, whose pages get as full as they can.
            for name in sorted(changed):
                key, value = _encode_key(name), encode(changed[name])
                total += _digest_row(start, key, value)
                yield shelf, key, value

        self._file.run_many(WRITE, rows())
        self._totals[shelf] = _as_bytes(total), count + len(changed)

    def _index_row(self, index: bytes) -> bytes:
        shelf, key = INDEX
        return _as_bytes(_digest_row(self._start_digest(shelf), key, index)) + index

    def _start_digest(self, shelf: str) -> blake2b:
        """Start the digest of a shelf's row; each row's is a copy, which is cheaper than keying."""
        return blake2b(shelf.encode() + b"\0", digest_size=DIGEST_SIZE, key=self._key)


def _digest_row(start: blake2b, key: bytes, value: bytes) -> int:
    digest = start.copy()
    try:
        # With the length, since two other halves might make the same bytes.
        digest.update(b"%d %b%b" % (len(key), key, value))
    except TypeError as error:  # a column that isn't bytes
        raise DamagedError from error
    return int.from_bytes(digest.digest())


def _as_bytes(total: int) -> bytes:
    return (total % MODULUS).to_bytes(DIGEST_SIZE)


def _encode_key(key: str) -> bytes:
    return key.encode(errors=UNICODE)
