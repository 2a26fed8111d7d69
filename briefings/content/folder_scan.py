"""Scan the content folder: the files to read, and what isn't allowed there.

No file is opened, and neither a symlink nor a FIFO is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from briefings.content import leftovers, suggestions
from briefings.content.files import (
    FOLDERS,
    MEDIA,
    PUBLISHED,
    SYMLINK,
    File,
    Stat,
    explain,
    stat_of,
)
from briefings.content.media import file_types
from briefings.model import Problem
from briefings.model.addresses import find_refusal
from briefings.model.folding import compose

NESTED = ("articles", *PUBLISHED)
WELL_KNOWN = ".well-known"
"""Where RFC 9116 has a site's `security.txt`."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The content folder's files, in path order.

    top: the folder's own path
    files: texts
    media, assets: files that are published unchanged; assets are those beside the site's own pages
    problems: about what isn't allowed
    refused: Markdown files among that; other files may still refer to them
    closed: folders with refused entries whose ids are unknown, so that any reference may be right
    """

    top: str
    files: tuple[File, ...]
    media: tuple[File, ...]
    assets: tuple[File, ...]
    problems: tuple[Problem, ...]
    refused: tuple[File, ...]
    closed: frozenset[str]

    @property
    def all(self) -> Iterator[File]:
        return chain(self.files, self.media, self.assets)

    @property
    def media_names(self) -> tuple[str, ...]:
        """The paths of media relative to the content folder."""
        above = "" if self.top == "." else f"{self.top}/"
        return tuple([file.path.removeprefix(above) for file in self.media])


def path_of(root: Path, project: Path) -> str:
    """Return the content folder's path as an editor sees it, relative to the project."""
    if root.is_relative_to(project):
        return root.relative_to(project).as_posix()
    return root.name


def scan(
    root: Path, project: Path, docs: Path | None = None, added: frozenset[str] = frozenset()
) -> Scan:
    """List the content folder, without leftovers of editors and operating systems.

    `docs` is the folder of the site's own pages, if it lies elsewhere; `added` are suffixes of
    files to publish besides the usual ones.
    """
    top = path_of(root, project)
    pages = "pages" if top == "." else f"{top}/pages"
    folders = [(str(root), top, "")]
    if docs is not None and not docs.is_relative_to(root):
        pages = os.path.relpath(docs, project).replace(os.sep, "/")
        folders.append((str(docs), pages, "pages"))
    found = _Found(top, pages, added)
    while folders:
        folders += found.scan_folder(*folders.pop())
    return found.result()


@dataclass(slots=True)
class _Found:
    """A scan in progress; `pages` is the path of the folder of the site's own pages."""

    top: str
    pages: str
    added: frozenset[str]
    texts: list[File] = field(default_factory=list)
    media: list[File] = field(default_factory=list)
    assets: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[File] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    def result(self) -> Scan:
        for files in (self.texts, self.media, self.assets):
            files.sort(key=lambda file: file.path)
        return Scan(
            *(self.top, tuple(self.texts), tuple(self.media), tuple(self.assets)),
            *(tuple(self.problems), tuple(self.refused), frozenset(self.closed)),
        )

    def scan_folder(self, location: str, path: str, folder: str) -> list[tuple[str, str, str]]:
        """Add the entries of one folder; return its sub-folders, each as these parameters.

        `folder` is the one of `FOLDERS` that it lies in, empty for the content folder itself.
        """
        try:
            with os.scandir(location) as scanned:
                # `scandir` gives entries in the file system's order, which differs between
                # machines.
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(explain(path, error))
            self.closed.update([folder] if folder else FOLDERS)
            return []
        folders: list[tuple[str, str, str]] = []
        for entry in entries:
            # A medium's path is its address, which must be the same on file systems that decompose
            # names (NFD).
            name = compose(entry.name) if folder == MEDIA else entry.name
            below = name if path == "." else f"{path}/{name}"
            is_text = name.endswith(file_types.MARKDOWN if folder == "pages" else ".md")
            # Most files are articles with plain names: they skip the check for leftovers.
            is_plain = is_text and name[0].isalnum() and "_" not in name and name.count(".") == 1
            if not is_plain and _is_ignored(entry, folder):
                continue
            message, hint = _refusal(entry, folder)
            is_folder = not message and entry.is_dir(follow_symlinks=False)
            if folder in PUBLISHED and not (message or is_folder or (is_text and folder != MEDIA)):
                message, hint = self._refuse_type(name, below, folder)
            if is_folder:
                folders.append((entry.path, below, folder or name))
            elif message:
                if not path.endswith(f"/{WELL_KNOWN}"):
                    self._refuse(Problem(below, 1, 1, message, hint), entry, name, folder)
            elif folder == MEDIA:
                self.media.append(File(folder, below, entry.path, _stat(entry)))
            elif folder and is_text:
                self.texts.append(File(folder, below, entry.path, _stat(entry)))
            elif folder == "pages":
                self.assets.append(File(folder, below, entry.path, _stat(entry)))
        return folders

    def _refuse_type(self, name: str, path: str, folder: str) -> tuple[str, str]:
        """Return why a file that isn't a text isn't published, and the remedy; empty if it is."""
        message, hint = file_types.refuse(name, folder, self.added)
        if not message:
            return "", ""
        return find_refusal(_address_of(path, folder, self.top, self.pages)) or (message, hint)

    def _refuse(self, problem: Problem, entry: os.DirEntry[str], name: str, folder: str) -> None:
        self.problems.append(problem)
        is_text = name.endswith(file_types.MARKDOWN if folder == "pages" else ".md")
        if folder and folder != MEDIA and is_text:
            self.refused.append(File(folder, problem.path, entry.path))
        else:
            self.closed.add(folder or suggestions.find_nearest(name, FOLDERS) or "")


def find_medium(root: Path, path: str) -> Path:
    """Find a medium below the content folder; its name on disk may be decomposed (NFD)."""
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


def _address_of(path: str, folder: str, top: str, pages: str) -> str:
    """Return where a file would be published, relative to the site's root."""
    above = pages if folder == "pages" else "" if top == "." else top
    return path.removeprefix(above).lstrip("/")


def _is_ignored(entry: os.DirEntry[str], folder: str) -> bool:
    """Return whether an entry is a leftover, or hidden: MkDocs publishes none of those but one."""
    name = entry.name
    if name.startswith("."):
        return not (folder == "pages" and name == WELL_KNOWN)
    if name.lower() in leftovers.FOLDERS:
        return entry.is_dir(follow_symlinks=False)
    return leftovers.is_leftover(name) and not entry.is_dir(follow_symlinks=False)


def _stat(entry: os.DirEntry[str]) -> Stat | None:
    """Return a file's stat; None if it doesn't identify the file (Windows has no inodes here)."""
    try:
        # `lstat` relative to an open folder was tried, and was no faster.
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return stat_of(status) if status.st_ino else None


def _refusal(entry: os.DirEntry[str], folder: str) -> tuple[str, str]:
    """Return why an entry isn't allowed, and the remedy; empty if it is."""
    if not entry.name.isprintable():
        return "a file name with unprintable characters", "rename the file"
    if entry.is_symlink():
        return SYMLINK
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
        return f"unknown folder '{name}'", suggestions.did_you_mean(
            name, FOLDERS, suggestions.one_of(FOLDERS)
        )
    if not is_folder and name.endswith(".md") and name != "README.md":
        return "a file outside the folders of content", "articles go into 'articles'"
    return "", ""
