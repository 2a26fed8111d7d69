"""Recorded sizes and modification times of published files: one that has both still isn't read.

A file with another size or time than recorded is read, and compared by its digest; be the time
later or earlier, since `rsync -t` and `cp -p` bring old ones along. So a restored tree is read
rather than rewritten. The time of the last status change (ctime) would also reveal `touch -r`, but
each publish changes it for every file, by linking. The records lie in the cache folder, one file a
manifest:

    <digest of the rest> <size and time of each file, in the manifest's order, 8 bytes each>

Races:
1. A file is changed while it is being read or just before: its time may stay the same if it changes
   again at once. So a time is recorded only once it is `SETTLED_AFTER` old.
2. A file is changed between being checked and being published: what was seen when it was checked
   is recorded, so that the next build notices.
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

from briefings.cache.digest import DIGEST_SIZE, Digest, digest_bytes, digest_file

UNKNOWN = -1
SECOND = 1_000_000_000
MOST_RECORDS = 8
"""Trees with records: the site, the preview, their standby trees, and the previous ones of each."""
SETTLED_AFTER = 2 * SECOND

FileStat = tuple[int, int]
"""Size in bytes, time of the last change in nanoseconds."""
Columns = tuple[Iterable[int], Iterable[int]]
"""Sizes and times, in a manifest's order; endless columns of UNKNOWN if nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Check:
    """Which files of a manifest are `modified`, and the new stats of those `reread` and intact."""

    modified: set[str] = field(default_factory=set)
    reread: dict[str, FileStat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatRecords:
    """The records in a folder, by manifest digest."""

    folder: Path

    def read(self, manifest_digest: bytes) -> Columns:
        """Return what is recorded of the tree with this manifest; damaged records count as none."""
        file = self._file(manifest_digest)
        try:
            content = file.read_bytes() if file.is_file() else b""  # a pipe would block
        except OSError:
            content = b""
        body = content[DIGEST_SIZE:]
        # Digested with the manifest's digest, so records of another tree count as damaged, too.
        if content[:DIGEST_SIZE] != digest_bytes(manifest_digest + body) or len(body) % 16:
            return repeat(UNKNOWN), repeat(UNKNOWN)
        numbers = array("q", body)
        half = len(numbers) // 2
        return numbers[:half], numbers[half:]

    def write(
        self, manifest_digest: bytes, files: Iterable[str], stats: Mapping[str, FileStat]
    ) -> None:
        """Record the stats of a tree's files; those without are read by the next check.

        The oldest records are removed. Errors are ignored: then all files are read.
        """
        unknown = (UNKNOWN, UNKNOWN)
        found = [stats.get(path, unknown) for path in sorted(files)]
        body = array("q", chain((size for size, _ in found), (at for _, at in found))).tobytes()
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            records = sorted(self.folder.iterdir(), key=lambda file: file.lstat().st_mtime_ns)
            for file in records[: 1 - MOST_RECORDS]:
                file.unlink()
            part = self.folder / f"part-{os.getpid()}"
            part.write_bytes(digest_bytes(manifest_digest + body) + body)
            part.replace(self._file(manifest_digest))

    def _file(self, manifest_digest: bytes) -> Path:
        return self.folder / digest_bytes(manifest_digest).hex()


def stat_files(root: Path, paths: Iterable[str]) -> dict[str, FileStat]:
    """Return the present stats of files of the tree `root`. Raises OSError."""
    found = {}
    for path in paths:
        status = os.lstat(f"{root}/{path}")
        found[path] = status.st_size, status.st_mtime_ns
    return found


def check_files(root: Path, files: Mapping[str, Digest], recorded: Columns) -> Check:
    """Find which of these files of the tree `root` aren't as written. Raises OSError."""
    settled = time.time_ns() - SETTLED_AFTER
    prefix = f"{root}{os.sep}"
    check = Check()
    sizes, times = (chain(column, repeat(UNKNOWN)) for column in recorded)
    for path, size, at in zip(files, sizes, times, strict=False):
        try:
            status = os.lstat(prefix + path)
        except (FileNotFoundError, NotADirectoryError):
            check.modified.add(path)
            continue
        changed = status.st_mtime_ns
        is_regular = stat.S_ISREG(status.st_mode)
        # Some archives of files keep whole seconds only.
        if is_regular and status.st_size == size and (changed == at or changed == at - at % SECOND):
            continue
        # A pipe would block, and a symlink could lead to any file: neither is read.
        if not is_regular or digest_file(Path(prefix + path)) != files[path]:
            check.modified.add(path)
        # The ctime, too: it can't be set back, as the mtime of a file that was just written can.
        elif max(changed, status.st_ctime_ns) < settled:
            check.reread[path] = status.st_size, changed
    return check
