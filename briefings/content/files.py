"""Files of the content folder: opened once each, by descriptor, and their text.

Neither a symlink nor a FIFO is followed or waited for. Nothing else in this package opens them.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from briefings.cache.digest import start_digest
from briefings.content.diagnostics import Lines
from briefings.content.media import file_types
from briefings.model import Problem

FOLDERS = ("articles", "briefings", "regions", "actors", "sources", "pages", "media")
MEDIA = "media"
PUBLISHED = ("pages", MEDIA)
LIMIT = 1 << 20
LARGEST = 1 << 30
"""Bytes of a file that is published as it is."""
CHUNK = 1 << 20
# What XML 1.0 can't carry (so no feed could), and the C1 controls.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


NO_FOLLOW, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
OPENING = os.O_RDONLY | NO_FOLLOW | NO_WAIT | getattr(os, "O_BINARY", 0)

CHANGED = "changed while the site was being built", "build again"
SYMLINK = (
    "a symlink",
    "put the file itself here: nothing outside the content folder is read",
)

# Size, mtime and ctime in nanoseconds, inode: while they are the same, so is the file.
Stat = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: `folder` is one of `FOLDERS`, `path` the one that records give."""

    folder: str
    path: str
    location: str
    stat: Stat | None = None

    @property
    def is_asset(self) -> bool:
        """Whether it is published as it is."""
        if self.folder == MEDIA:
            return True
        return self.folder == "pages" and not self.path.endswith(file_types.MARKDOWN)

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, cut off once they pass `LIMIT`, and what the file was before it was read.

    `digest` is their BLAKE2b digest, 16 bytes.
    """

    data: bytes
    digest: bytes
    stat: Stat


def state_of(status: os.stat_result) -> Stat:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def read(file: File) -> str | Problem:
    """A file's text with LF line ends and without a byte order mark, or why there is none."""
    content = read_bytes(file)
    return content if isinstance(content, Problem) else decode(file.path, content.data)


def read_bytes(file: File) -> Content | Problem:
    """What a file holds, or why that can't be known."""
    chunks: list[bytes] = []
    taken = _take(file, chunks)
    if isinstance(taken, Problem):
        return taken
    return Content(b"".join(chunks), *taken)


def read_digest(file: File) -> tuple[bytes, Stat] | Problem:
    """The digest of a file of any size, and what the file was when it was read."""
    return _take(file, None)


def decode(path: str, data: bytes) -> str | Problem:
    """The text that some bytes are."""
    if len(data) > LIMIT:
        return Problem(path, 1, 1, "larger than 1 MiB", "split it, or cut it down")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(path, data, error.start)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        line, column = Lines(text).place(match.start())
        message = f"a control character (U+{ord(match[0]):04X})"
        return Problem(path, line, column, message, "remove it")
    return text


@contextmanager
def opened(location: str) -> Iterator[tuple[int, os.stat_result]]:
    """The descriptor and the state of a regular file, which is opened once and not by its name
    again: whatever takes its place meanwhile isn't read, nor waited for.

    Raises IrregularError, and OSError.
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
    """Why a file can't be read."""
    if isinstance(error, IrregularError):
        return Problem(path, 1, 1, "not a regular file", "replace it by a file")
    if error.errno == errno.ELOOP:
        return Problem(path, 1, 1, *SYMLINK)
    return _unreadable(path, error)


def _take(file: File, chunks: list[bytes] | None) -> tuple[bytes, Stat] | Problem:
    """Read a file, its text into `chunks` and no further than `LIMIT`; its digest and its state.

    The state is taken first: what is written while the file is read, changes it.
    """
    digest = start_digest()
    try:
        with opened(file.location) as (descriptor, status):
            size = min(status.st_size, LIMIT) + 1
            left = LIMIT
            while left >= 0 and (chunk := os.read(descriptor, size)):
                digest.update(chunk)
                if chunks is not None:
                    chunks.append(chunk)
                    left -= len(chunk)
    except (OSError, IrregularError) as error:
        return explain(file.path, error)
    return digest.digest(), state_of(status)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "unknown error").lower()
    return Problem(
        path, 1, 1, f"can't be read: {reason}", "check that it exists and its permissions"
    )


def _undecodable(path: str, data: bytes, offset: int) -> Problem:
    before = data[:offset].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    line, column = Lines(before.replace("\r", "\n")).place(len(before))
    return Problem(path, line, column, "not UTF-8", "save the file in UTF-8")
