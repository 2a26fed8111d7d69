"""Operations on single files and folders of a tree: link, move, remove.

Paths are strings relative to the root of their tree. Only trees that nobody reads are changed this
way, or the published one where it can't be exchanged (`briefings.publish.in_place`).
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# FAT answers EPERM, and another mount of the same file system EXDEV.
NO_HARD_LINKS = {
    errno.EPERM,
    errno.EACCES,
    errno.EMLINK,
    errno.EXDEV,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EINVAL,
}


def link(source: Path, target: Path) -> None:
    """Hard-link `target` to the file `source`, or copy it where the file system has no hard links.

    Missing folders are created. A file that exists is left as it is.
    """
    try:
        _link_or_copy(source, target)
    except FileExistsError:
        return
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _link_or_copy(source, target)


def link_all(paths: Iterable[str], source: Path, target: Path) -> None:
    """Link these files of the tree `source` into the tree `target`, which has none of them.

    A site has more folders than files, so each is created once rather than looked up for each file.
    """
    made: set[str] = set()
    for path in paths:
        make_folder(path.rpartition("/")[0], target, made)
        try:
            os.link(f"{source}/{path}", f"{target}/{path}")
        except OSError:
            link(source / path, target / path)


def relink(paths: Iterable[str], source: Path, target: Path) -> None:
    """Link these files of the tree `source` into the tree `target`, replacing older versions.

    Raises OSError where a folder is in the way.
    """
    for path in paths:
        (target / path).unlink(missing_ok=True)
        link(source / path, target / path)


def make_folder(folder: str, root: Path, made: set[str]) -> None:
    """Create a folder of the tree `root` and those above it; `made` are known to exist."""
    if folder not in made:
        if folder:
            make_folder(folder.rpartition("/")[0], root, made)
        (root / folder).mkdir(exist_ok=True)
        made.add(folder)


def move(source: Path, target: Path) -> None:
    """Rename a file, replacing another one. Missing folders are created."""
    try:
        source.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def unlink(root: Path, path: str) -> None:
    """Remove a file of the tree `root`, if it exists, and the folders that this leaves empty."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (root / path).unlink()
    prune((root / path).parent, root)


def prune(folder: Path, root: Path) -> None:
    """Remove `folder` and those above it, below `root`, up to the first that isn't empty."""
    while folder != root:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent


def discard(place: Path) -> None:
    """Remove a folder and all in it, or a file or symlink; nothing there is fine."""
    with suppress(FileNotFoundError):
        # `is_dir` follows symlinks, which `rmtree` refuses.
        if place.is_symlink() or not place.is_dir():
            place.unlink()
        else:
            shutil.rmtree(place)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        shutil.copy2(source, target)
