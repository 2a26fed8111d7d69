"""Files in a published tree that no build wrote: a `CNAME` put there by hand, a `.git`.

They are carried from each published tree to the next, and never overwritten. To find them without
looking into each folder, a folder that has a build's files alone is sealed: it gets a time of last
change that no folder has by itself, and loses it as soon as anything is put in or taken out.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from briefings.cache.digest import digest_file
from briefings.publish.file_ops import discard, link, prune, unlink
from briefings.publish.manifest import NAME

SEAL = 946_684_800 * 10**9


def find_foreign(root: Path, owned: Collection[str], folders: set[str] | None = None) -> list[str]:
    """The paths in the tree `root` that aren't `owned`: files, links, and empty folders.

    An empty folder's path ends with a slash. `folders` may be those of the owned (`folders_of`).
    """
    folders = folders_of(owned) if folders is None else folders
    foreign: list[str] = []
    opened: list[str] = []
    prefix = f"{root}/"
    for folder in folders:
        try:
            status = os.lstat(prefix + folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not stat.S_ISDIR(status.st_mode):
            foreign.append(folder)
        elif status.st_mtime_ns != SEAL:
            opened.append(folder)
    known = folders.union(owned) if opened else folders
    for folder in opened:
        above = f"{folder}/" if folder else ""
        with os.scandir(prefix + folder) as entries:
            found = {above + entry.name for entry in entries} - known
        for path in found - {NAME}:
            foreign += _leaves(root, path)
    return sorted(foreign)


def has_links(root: Path, paths: Iterable[str]) -> bool:
    """Whether a folder of these files in the tree `root` is a link: what is written there would go
    elsewhere. A seal tells nothing of it in a tree that was restored, times and all."""
    return any((root / folder).is_symlink() for folder in folders_of(paths))


def seal(root: Path, paths: Iterable[str]) -> None:
    """Seal the folders of these files in the tree `root`, which has no foreign ones yet."""
    for folder in folders_of(paths):
        with suppress(FileNotFoundError):
            os.utime(f"{root}/{folder}", ns=(SEAL, SEAL))


def find_conflicts(root: Path, foreign: Sequence[str], manifest: Mapping[str, bytes]) -> list[str]:
    """The foreign paths of the tree `root` where a new tree has a file, or needs a folder.

    An empty folder is none, nor is a file that is, to the byte, what the new tree has there.
    """
    files = [path for path in foreign if not path.endswith("/")]
    folders = folders_of(manifest) if files else set()
    conflicts = []
    for path in files:
        below = any(str(parent) in manifest for parent in PurePosixPath(path).parents)
        known = manifest.get(path)
        if below or path in folders or (known and not _is(root / path, known)):
            conflicts.append(path)
    return conflicts


def find_others(foreign: Iterable[str], source: Path, target: Path) -> list[str]:
    """Those of the foreign paths of the tree `source` that aren't the same in the tree `target`."""
    return [path for path in foreign if not _is_same(source / path, target / path)]


def carry(foreign: Sequence[str], source: Path, target: Path) -> None:
    """Put what is foreign in the tree `source` into the tree `target`, in place of an older form.

    What is gone from `source` by now is left out.
    """
    for path in foreign:
        if not os.path.lexists(source / path):
            continue
        place = target / path
        if path.endswith("/"):
            with suppress(FileExistsError, NotADirectoryError):
                place.mkdir(parents=True)
            continue
        if place.is_dir() and not place.is_symlink():
            discard(place)
        with suppress(FileNotFoundError, NotADirectoryError):
            place.unlink()
        if (source / path).is_symlink():
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


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders of a tree with these files; the tree itself is ''."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
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
    return stat.S_ISREG(os.lstat(file).st_mode) and digest_file(file) == known


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one file by two names, or a copy; two like links, or two folders."""
    try:
        here, there = os.lstat(one), os.lstat(other)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_IFMT(here.st_mode) != stat.S_IFMT(there.st_mode):
        return False
    if stat.S_ISLNK(here.st_mode):
        return one.readlink() == other.readlink()
    is_alike = (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)
    return stat.S_ISDIR(here.st_mode) or is_alike
