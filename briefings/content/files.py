"""Read and copy files of the content folder; nothing else in this package opens them.

A file may be changed, or replaced by a symlink or a FIFO, during a build. So each is opened once,
by descriptor, without following symlinks or waiting for a writer, and is published only if it has
the digest that it had when it was checked.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefings.cache.digest import start_digest
from briefings.content.diagnostics import Lines
from briefings.content.media import file_types
from briefings.model import Problem

FOLDERS = ("articles", "briefings", "regions", "actors", "sources", "pages", "media")
MEDIA = "media"
PUBLISHED = ("pages", MEDIA)
LIMIT = 1 << 20
"""Bytes of a text."""
LARGEST = 1 << 30
"""Bytes of a file that is published unchanged."""
CHUNK = 1 << 20
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that XML 1.0, and so a feed, can't contain, and the C1 controls."""

NO_FOLLOW, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
# Windows would translate line ends without O_BINARY, and the digest would be of another text.
OPENING = os.O_RDONLY | NO_FOLLOW | NO_WAIT | getattr(os, "O_BINARY", 0)

CHANGED = "changed while the site was being built", "build again"
SYMLINK = (
    "a symlink",
    "put the file itself here: nothing outside the content folder is read",
)

Stat = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode: while they are the same, so is the file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    folder: one of `FOLDERS`
    path: relative to the project, as in records and problems
    location: where it is on disk
    """

    folder: str
    path: str
    location: str
    stat: Stat | None = None

    @property
    def is_asset(self) -> bool:
        """Whether the file is published unchanged."""
        if self.folder == MEDIA:
            return True
        return self.folder == "pages" and not self.path.endswith(file_types.MARKDOWN)

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, cut off above `LIMIT`, their digest, and the stat from before reading."""

    data: bytes
    digest: bytes
    stat: Stat


def stat_of(status: os.stat_result) -> Stat:
    # With the inode: many editors save by renaming a new file over the old one.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def read(file: File) -> str | Problem:
    """Return a file's text, with LF line ends and without a byte order mark, or a problem."""
    content = read_bytes(file)
    return content if isinstance(content, Problem) else decode(file.path, content.data)


def read_bytes(file: File) -> Content | Problem:
    """Return a file's content, or why it can't be read."""
    chunks: list[bytes] = []
    taken = _take(file, chunks)
    if isinstance(taken, Problem):
        return taken
    return Content(b"".join(chunks), *taken)


def read_digest(file: File) -> tuple[bytes, Stat] | Problem:
    """Return the digest of a file of any size, and its stat when it was read."""
    return _take(file, None)


def decode(path: str, data: bytes) -> str | Problem:
    """Decode a text: UTF-8 with any line ends, LF in the result."""
    if len(data) > LIMIT:
        return Problem(path, 1, 1, "larger than 1 MiB", "split it, or cut it down")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(path, data, error.start)
    text = text.removeprefix("\ufeff")
    # YAML ends a line at a lone CR as well, so lines are counted with it.
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        line, column = Lines(text).place(match.start())
        message = f"a control character (U+{ord(match[0]):04X})"
        return Problem(path, line, column, message, "remove it")
    return text


def copy_asset(path: str, source: Path, target: Path, expected: bytes) -> Problem | None:
    """Copy a file to `target`, or return a problem if its digest isn't the `expected` one.

    `path` names the file in the problem. Raises OSError if the target can't be written.
    """
    digest = start_digest()
    with ExitStack() as stack:
        try:
            descriptor, status = stack.enter_context(opened(str(source)))
        except (OSError, IrregularError) as error:
            return explain(path, error)
        written = stack.enter_context(target.open("wb"))
        # A file that grows while it is copied ends here; its digest differs then.
        left = min(status.st_size, LARGEST)
        while left >= 0 and (chunk := os.read(descriptor, CHUNK)):
            digest.update(chunk)
            written.write(chunk)
            left -= len(chunk)
    return None if digest.digest() == expected else Problem(path, 1, 1, *CHANGED)


@contextmanager
def opened(location: str) -> Iterator[tuple[int, os.stat_result]]:
    """Open a regular file; yield its descriptor and its stat.

    Whatever replaces the file meanwhile is neither read nor waited for. Raises IrregularError, and
    OSError.
    """
    descriptor = os.open(location, OPENING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise IrregularError
        yield descriptor, status
    finally:
        os.close(descriptor)


class IrregularError(Exception):
    """A FIFO, a device or a folder where there should be a file."""


def explain(path: str, error: OSError | IrregularError) -> Problem:
    """Return the problem of a file that can't be read."""
    if isinstance(error, IrregularError):
        return Problem(path, 1, 1, "not a regular file", "replace it by a file")
    # What O_NOFOLLOW says of a symlink: https://man7.org/linux/man-pages/man2/open.2.html
    if error.errno == errno.ELOOP:
        return Problem(path, 1, 1, *SYMLINK)
    return _unreadable(path, error)


def _take(file: File, chunks: list[bytes] | None) -> tuple[bytes, Stat] | Problem:
    """Read a file: a text into `chunks`, no further than `LIMIT`. Return its digest and its stat.

    The stat is taken first, so that a write during the read makes it differ.
    """
    digest = start_digest()
    try:
        with opened(file.location) as (descriptor, status):
            # `os.read` allocates as much as it may read, and most texts have a few KB.
            size = min(status.st_size, LIMIT) + 1
            left = LIMIT
            while left >= 0 and (chunk := os.read(descriptor, size)):
                digest.update(chunk)
                if chunks is not None:
                    chunks.append(chunk)
                    left -= len(chunk)
    except (OSError, IrregularError) as error:
        return explain(file.path, error)
    return digest.digest(), stat_of(status)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "unknown error").lower()
    return Problem(
        path, 1, 1, f"can't be read: {reason}", "check that it exists and its permissions"
    )


def _undecodable(path: str, data: bytes, offset: int) -> Problem:
    before = data[:offset].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    line, column = Lines(before.replace("\r", "\n")).place(len(before))
    return Problem(path, line, column, "not UTF-8", "save the file in UTF-8")
