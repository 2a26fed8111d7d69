"""Files in a published tree that no build wrote: a `CNAME` put there by hand, a `.git`.

They are carried from each published tree to the next, and never overwritten.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from briefings.engine.files import link, prune, unlink
from briefings.engine.manifest import NAME, digest


def find_foreign(root: Path, owned: Iterable[str]) -> list[str]:
    """The paths in the tree `root` that aren't `owned`: files, links, and empty folders.

    An empty folder's path ends with a slash.
    """
    foreign: list[str] = []
    for folder, names in _folders(owned).items():
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                found = {entry.name for entry in entries} - names
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            foreign.append(folder)
            continue
        for name in found - {NAME} if not folder else found:
            foreign += _leaves(root, f"{folder}/{name}" if folder else name)
    return sorted(foreign)


def find_conflicts(root: Path, foreign: Sequence[str], manifest: Mapping[str, bytes]) -> list[str]:
    """The foreign paths of the tree `root` where a new tree has a file, or needs a folder.

    A file that is, to the byte, what the new tree has there is none.
    """
    folders = _folders(manifest).keys() if foreign else ()
    conflicts = []
    for path in foreign:
        place = PurePosixPath(path)
        if (
            any(str(parent) in manifest for parent in place.parents)
            or path in folders
            or (str(place) in manifest and not _is(root / place, manifest[str(place)]))
        ):
            conflicts.append(path)
    return conflicts


def carry(foreign: Sequence[str], source: Path, target: Path) -> None:
    """Put what is foreign in the tree `source` into the tree `target`, too, unless it is there."""
    for path in foreign:
        place = target / path
        if path.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        elif (source / path).is_symlink():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to((source / path).readlink())
        else:
            link(source / path, place)


def drop(foreign: Sequence[str], root: Path) -> None:
    """Take what is foreign out of the tree `root`, once another tree has it."""
    for path in foreign:
        if path.endswith("/"):
            prune(root / path, root)
        else:
            unlink(root, path)


def is_replaced(root: Path, path: str) -> bool:
    """Whether something that is no file, or a link, stands where the tree once had a file."""
    try:
        return not stat.S_ISREG(os.lstat(root / path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _folders(paths: Iterable[str]) -> dict[str, set[str]]:
    """The names in each folder of a tree with these files; the tree itself is ''."""
    folders: dict[str, set[str]] = {"": set()}
    for path in paths:
        folder, _, name = path.rpartition("/")
        while folder not in folders:
            folders[folder] = {name}
            folder, _, name = folder.rpartition("/")
        folders[folder].add(name)
    return folders


def _leaves(root: Path, path: str) -> Iterator[str]:
    if (root / path).is_symlink() or not (root / path).is_dir():
        yield path
        return
    below = [entry.name for entry in (root / path).iterdir()]
    if not below:
        yield f"{path}/"
    for name in below:
        yield from _leaves(root, f"{path}/{name}")


def _is(file: Path, known: bytes) -> bool:
    return stat.S_ISREG(os.lstat(file).st_mode) and digest(file.read_bytes()) == known
