"""What one build hands to the next: named shelves of plain values, in one SQLite file.

    shelf, a mapping --chunks--> marshalled bytes --SHA of each into--> the index --seal--> file

A shelf is read whole and written by its changes, so it lies in chunks of some hundred entries:
few enough rows to read quickly, small enough ones to write. The index, a row of its own, holds
the digest of every chunk and is itself preceded by a digest. So a file with a wrong byte, parts
of different ages or a part missing is known for what it is, whatever made it so, and is thrown
away as one of another version is. That is why SQLite needn't wait for the disk: after a power
failure the cache may be lost, but never wrong.

Values are what `marshal` can write: None, bool, int, float, str, bytes, and tuples, lists, dicts
and frozensets of them.
"""

from __future__ import annotations

SIZE = 16
# Entries of a chunk: about so many when a shelf is laid out, and at most so many on average.
FEW, MANY = 128, 512
WAIT = 10.0
SCHEMA = "CREATE TABLE IF NOT EXISTS chunks (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"
# Both are ours alone, so that no other program's file is taken for a cache.
PRAGMAS = (
    "PRAGMA page_size = 16384",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 1073741824",
)
