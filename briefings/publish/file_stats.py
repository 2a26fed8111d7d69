"""How the files of a published tree were left: by its size and time, a file is known unread.

A file that has another size or time than was recorded of it has been touched since, or was
replaced, be its time later or earlier: `rsync -t` and `cp -p` bring along old ones. It is read, and
known by its digest. Linking and renaming, which publishing is made of, change neither.

The records of a tree lie in the cache, by the digest of its manifest (`read_manifest_digest`):

    <digest of the rest> <size and time of each file, in the list's order, 8 bytes each>
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE, digest_bytes, digest_file

UNKNOWN = -1
SECOND = 1_000_000_000
MOST_RECORDS = 8
"""Trees of which records are kept: a site and its spare, a preview and its own, and their last."""
FRESH = 2 * SECOND
"""Within this, a file may be changed once more without a change of its time."""

# Size in bytes, time of last change in nanoseconds.
Stamp = tuple[int, int]
# Of the files of a list, in its order.
Recorded = tuple[Iterable[int], Iterable[int]]
NOTHING: Recorded = (repeat(UNKNOWN), repeat(UNKNOWN))


@dataclass(frozen=True, slots=True)
class Examined:
    """Which listed files are `spoilt`, and how those are, by their path, that were read and are
    right though they aren't as was recorded."""

    spoilt: set[str] = field(default_factory=set)
    seen: dict[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamps:
    """The records in a folder, by the seals of trees."""

    folder: Path

    def read(self, seal: bytes) -> Recorded:
        """What is recorded of the tree with this seal, if anything."""
        file = self._file(seal)
        try:
            content = file.read_bytes() if file.is_file() else b""  # a pipe would be waited for
        except OSError:
            return NOTHING
        body = content[DIGEST_SIZE:]
        if content[:DIGEST_SIZE] != digest_bytes(seal + body) or len(body) % 16:
            return NOTHING
        numbers = array("q", body)
        half = len(numbers) // 2
        return numbers[:half], numbers[half:]

    def recorded(self, seal: bytes, listed: Iterable[str]) -> dict[str, Stamp]:
        """The same, by path."""
        sizes, times = self.read(seal)
        return {path: (size, at) for path, size, at in zip(listed, sizes, times, strict=False)}

    def write(self, seal: bytes, files: Iterable[str], known: Mapping[str, Stamp]) -> None:
        """Record a tree's files; those that aren't known will be read. Older records are removed.

        It is no harm if that fails.
        """
        unknown = (UNKNOWN, UNKNOWN)
        found = [known.get(path, unknown) for path in sorted(files)]
        body = array("q", chain((size for size, _ in found), (at for _, at in found))).tobytes()
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            records = sorted(self.folder.iterdir(), key=lambda file: file.lstat().st_mtime_ns)
            for file in records[: 1 - MOST_RECORDS]:
                file.unlink()
            part = self.folder / f"part-{os.getpid()}"
            part.write_bytes(digest_bytes(seal + body) + body)
            part.replace(self._file(seal))

    def _file(self, seal: bytes) -> Path:
        return self.folder / digest_bytes(seal).hex()


def stamp(root: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """How some files of a tree are now."""
    found = {}
    for path in paths:
        status = os.lstat(f"{root}/{path}")
        found[path] = status.st_size, status.st_mtime_ns
    return found


def examine(root: Path, files: Mapping[str, bytes], recorded: Recorded) -> Examined:
    """Look which of the listed files are still in the tree `root` as they were written."""
    fresh = time.time_ns() - FRESH
    prefix = f"{root}{os.sep}"
    found = Examined()
    sizes, times = (chain(of, repeat(UNKNOWN)) for of in recorded)
    for path, size, at in zip(files, sizes, times, strict=False):
        try:
            status = os.lstat(prefix + path)
        except (FileNotFoundError, NotADirectoryError):
            found.spoilt.add(path)
            continue
        changed = status.st_mtime_ns
        is_regular = stat.S_ISREG(status.st_mode)
        # Archives of files may keep whole seconds.
        if is_regular and status.st_size == size and (changed == at or changed == at - at % SECOND):
            continue
        if not is_regular or digest_file(Path(prefix + path)) != files[path]:
            found.spoilt.add(path)
        elif max(changed, status.st_ctime_ns) < fresh:
            found.seen[path] = status.st_size, changed
    return found
