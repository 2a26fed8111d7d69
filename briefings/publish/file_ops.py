"""Single files and folders of a tree: linked, moved, removed.

All of it is done only where nobody looks, in a tree that isn't published.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

LINKLESS = {
    errno.EPERM,
    errno.EACCES,
    errno.EMLINK,
    errno.EXDEV,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EINVAL,
}


def link(source: Path, target: Path) -> None:
    """Make `target` the file `source`, by a hard link, or by a copy where there are none.

    Folders are made as needed. A file that is there is left.
    """
    try:
        _link_or_copy(source, target)
    except FileExistsError:
        return
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _link_or_copy(source, target)


def link_all(paths: Iterable[str], source: Path, target: Path) -> None:
    """Make each of these files of the tree `source` one of the tree `target`, as `link` does.

    A site has more folders than files, so each one is made but once.
    """
    made: set[str] = set()
    for path in paths:
        make_folder(path.rpartition("/")[0], target, made)
        try:
            os.link(f"{source}/{path}", f"{target}/{path}")
        except OSError:
            link(source / path, target / path)


def relink(paths: Iterable[str], source: Path, target: Path) -> None:
    """Put each of these files of the tree `source` in the place of the one of the tree `target`.

    That fails where a folder is in its place.
    """
    for path in paths:
        (target / path).unlink(missing_ok=True)
        link(source / path, target / path)


def make_folder(folder: str, root: Path, made: set[str]) -> None:
    """Make a folder of the tree `root` from the top down; those in `made` are known to be there."""
    if folder not in made:
        if folder:
            make_folder(folder.rpartition("/")[0], root, made)
        (root / folder).mkdir(exist_ok=True)
        made.add(folder)


def move(source: Path, target: Path) -> None:
    """Rename a file, in the place of another if there is one. Folders are made as needed."""
    try:
        source.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def unlink(root: Path, path: str) -> None:
    """Remove a file of the tree `root`, if it is there, and the folders that it leaves empty."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (root / path).unlink()
    prune((root / path).parent, root)


def prune(folder: Path, root: Path) -> None:
    """Remove `folder` and those above it, below `root`, as far as they are empty."""
    while folder != root:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent


def discard(folder: Path) -> None:
    """Remove a folder and all in it, or what is in its place; none is fine."""
    with suppress(FileNotFoundError):
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink()
        else:
            shutil.rmtree(folder)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in LINKLESS:
            raise
        shutil.copy2(source, target)
