"""Unmanaged files: what lies in the published folder and wasn't created by Briefings.

What lies at the top (`CNAME`, `.git`, `.well-known`) survives a publish. The folders that a build
has created are its own: what somebody puts there is gone with the next publish. Nothing is
overwritten with a page: what is in the way of one is an obstacle, and the publish is refused.

Races:
1. An unmanaged file appears, or is replaced, between `carry` and the exchange: `carry_late` moves
   it, once nobody else can change the old tree. Below an unmanaged folder, it is lost.
2. An unmanaged file disappears while it is being carried: it is skipped.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefings.cache.digest import Digest, digest_file
from briefings.model.addresses import folders_of
from briefings.publish.file_ops import discard, link
from briefings.publish.manifest import NAME
from briefings.publish.tree_state import Change


@dataclass(frozen=True, slots=True)
class UnmanagedFiles:
    """What is unmanaged at the top of a tree, while one of another manifest takes its place.

    `listed` and `planned` are the names at the top of the old manifest and of the new one.
    """

    listed: Set[str]
    planned: Set[str]

    def find(self, root: Path) -> list[str]:
        """Return the unmanaged names at the top of the old tree, which is at `root`."""
        return find_unmanaged(root, self.listed)

    def carry(self, source: Path, target: Path) -> None:
        """Link what is unmanaged in the published tree `source` into the new one."""
        for name in self.find(source):
            if name not in self.planned:
                _link(source / name, target / name)

    def carry_late(self, old: Path, target: Path) -> None:
        """Move what came, or was replaced, since `carry` from the old tree to the published one.

        Everything unmanaged is then removed from the old tree.
        """
        for name in self.find(old):
            if name not in self.planned:
                with suppress(OSError):  # a folder that was carried exists
                    (old / name).rename(target / name)
            # The old tree is the next standby tree, which has listed files only.
            discard(old / name)


def find_unmanaged(root: Path, listed: Set[str]) -> list[str]:
    """Return the names at the top of the tree `root` other than those `listed` (`top_names`)."""
    with os.scandir(root) as entries:
        return sorted({entry.name for entry in entries} - listed - {NAME})


def top_names(paths: Iterable[str]) -> set[str]:
    """Return the names of files and folders at the top of a tree with these files."""
    return {path.partition("/")[0] for path in paths}


def find_obstacle(root: Path, listed: Mapping[str, Digest], change: Change) -> str | None:
    """Return a path in the tree `root` that is unmanaged, and in the way of the change, if any.

    That is a symlink or file where a folder or another file is needed, or any file in a folder
    that a build is about to create. A file that equals the new one to the byte is in nobody's way.
    """
    folders = folders_of(listed)
    for path in sorted({*change.written, *folders_of(change.paths)} - {""}):
        try:
            mode = os.lstat(root / path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISDIR(mode):
            is_kept = path in folders and path not in change.manifest
            found = None if is_kept else _first_unlisted(root / path, root, listed)
            if found is not None:
                return found
            continue
        if not stat.S_ISREG(mode):
            return path
        if path not in listed and digest_file(root / path) != change.manifest.get(path):
            return path
    return None


def _first_unlisted(folder: Path, root: Path, listed: Mapping[str, Digest]) -> str | None:
    """Return the first file or symlink below a folder of the tree `root` that isn't listed."""
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(root).as_posix()
        if path not in listed and (place.is_symlink() or not place.is_dir()):
            return path
    return None


def _link(source: Path, target: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        # First, since `is_dir` follows it: a symlink to a folder is carried as a symlink.
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_dir():
            target.mkdir()
            for entry in list(source.iterdir()):
                _link(entry, target / entry.name)
        else:
            link(source, target)
