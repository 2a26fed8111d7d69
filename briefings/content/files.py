"""The content folder as it lies on disk: which files there are, and their text.

`scan` lists, `read` opens; neither follows a symlink nor waits for a FIFO. Nothing else in this
package reads the content folder.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

from briefings.content import hints
from briefings.content.finding import Lines
from briefings.model import Problem
from briefings.model.folding import compose

FOLDERS = ("articles", "briefings", "regions", "actors", "sources", "pages", "media")
NESTED = ("articles", "pages", "media")
LIMIT = 1 << 20
SIZE = 16
# What XML 1.0 can't carry (so no feed could), and the C1 controls.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


NO_FOLLOW, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
OPENING = os.O_RDONLY | NO_FOLLOW | NO_WAIT | getattr(os, "O_BINARY", 0)

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


@dataclass(frozen=True, slots=True)
class Scan:
    """What the content folder holds, in path order; `top` is its own path.

    Some of what was refused is still named elsewhere: `refused` are Markdown files by their
    place, `closed` the folders that hold something of which not even the ids are known.
    """

    top: str
    files: tuple[File, ...]
    media: tuple[File, ...]
    problems: tuple[Problem, ...]
    refused: tuple[File, ...]
    closed: frozenset[str]

    @property
    def media_names(self) -> tuple[str, ...]:
        """The paths of media relative to the content folder."""
        above = "" if self.top == "." else f"{self.top}/"
        return tuple([file.path.removeprefix(above) for file in self.media])


def path_of(root: Path, project: Path) -> str:
    """The content folder as an editor sees it from the project's root."""
    if root.is_relative_to(project):
        return root.relative_to(project).as_posix()
    return root.name


def scan(root: Path, project: Path) -> Scan:
    """List the content folder; names that begin with a dot are not content."""
    top = path_of(root, project)
    texts: list[File] = []
    media: list[File] = []
    problems: list[Problem] = []
    refused: list[File] = []
    closed: set[str] = set()
    folders = [(str(root), top, "")]
    while folders:
        location, path, folder = folders.pop()
        try:
            with os.scandir(location) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(path, error))
            closed.update([folder] if folder else FOLDERS)
            continue
        for entry in found:
            if entry.name.startswith("."):
                continue
            # A medium's path is its address, which is one however a disk spells it.
            name = compose(entry.name) if folder == "media" else entry.name
            below = name if path == "." else f"{path}/{name}"
            message, hint = _refusal(entry, folder)
            if message:
                problems.append(Problem(below, 1, 1, message, hint))
                if folder and folder != "media" and entry.name.endswith(".md"):
                    refused.append(File(folder, below, entry.path))
                else:
                    closed.add(folder or hints.find_nearest(entry.name, FOLDERS) or "")
            elif entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, below, folder or entry.name))
            elif folder and (folder == "media" or entry.name.endswith(".md")):
                files = media if folder == "media" else texts
                files.append(File(folder, below, entry.path, _stat(entry)))
    texts.sort(key=lambda file: file.path)
    media.sort(key=lambda file: file.path)
    return Scan(top, tuple(texts), tuple(media), tuple(problems), tuple(refused), frozenset(closed))


def find_medium(root: Path, path: str) -> Path:
    """Where a medium lies below the content folder; its name there may be decomposed (NFD)."""
    place = root / path
    if path.isascii() or place.exists():
        return place
    place = root
    for part in path.split("/"):
        forms = [part, normalize("NFD", part)]
        if not (place / part).exists() and not (place / forms[1]).exists():
            with os.scandir(place) as entries:
                forms += [entry.name for entry in entries if compose(entry.name) == part]
        place /= next((form for form in forms if (place / form).exists()), part)
    return place


def _stat(entry: os.DirEntry[str]) -> Stat | None:
    """What a file is as it lies there; None where that can't be told (Windows has no inodes)."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return _stat_of(status) if status.st_ino else None


def _stat_of(status: os.stat_result) -> Stat:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _refusal(entry: os.DirEntry[str], folder: str) -> tuple[str, str]:
    """Why an entry of the content folder can't be there, and the remedy; empty if it can."""
    if not entry.name.isprintable():
        return "a file name with unprintable characters", "rename the file"
    if entry.is_symlink():
        return "a symlink", "put the file itself here: nothing outside the content folder is read"
    is_folder = entry.is_dir(follow_symlinks=False)
    if not is_folder and not entry.is_file(follow_symlinks=False):
        return "not a regular file", "remove it: only files and folders belong here"
    if not folder:
        return _refusal_at_top(entry.name, is_folder)
    if folder not in NESTED and is_folder:
        return f"a folder in '{folder}'", f"put its files into '{folder}' itself"
    if folder not in ("pages", "media") and not is_folder and not entry.name.endswith(".md"):
        return "not a Markdown file", "name it *.md; pictures and other files go into 'media'"
    return "", ""


def _refusal_at_top(name: str, is_folder: bool) -> tuple[str, str]:
    if is_folder and name not in FOLDERS:
        return f"unknown folder '{name}'", hints.did_you_mean(name, FOLDERS, hints.one_of(FOLDERS))
    if not is_folder and name.endswith(".md") and name != "README.md":
        return "a file outside the folders of content", "articles go into 'articles'"
    return "", ""


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


def digest_bytes(content: bytes) -> bytes:
    """The digest that a file with this content has."""
    return blake2b(content, digest_size=SIZE).digest()


def _take(file: File, chunks: list[bytes] | None) -> tuple[bytes, Stat] | Problem:
    """Read a file, its text into `chunks` and no further than `LIMIT`; its digest and its state.

    The state is taken first: what is written while the file is read, changes it.
    """
    digest = blake2b(digest_size=SIZE)
    try:
        descriptor = os.open(file.location, OPENING)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Problem(file.path, 1, 1, "not a regular file", "replace it by a file")
            size = min(status.st_size, LIMIT) + 1
            left = LIMIT
            while left >= 0 and (chunk := os.read(descriptor, size)):
                digest.update(chunk)
                if chunks is not None:
                    chunks.append(chunk)
                    left -= len(chunk)
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unreadable(file.path, error)
    return digest.digest(), _stat_of(status)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "unknown error").lower()
    return Problem(
        path, 1, 1, f"can't be read: {reason}", "check that it exists and its permissions"
    )


def _undecodable(path: str, data: bytes, offset: int) -> Problem:
    before = data[:offset].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    line, column = Lines(before.replace("\r", "\n")).place(len(before))
    return Problem(path, line, column, "not UTF-8", "save the file in UTF-8")
