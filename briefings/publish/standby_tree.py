"""Standby tree: a copy of the published tree, which the next publish changes and puts in its place.

Its files are hard links to the published ones. So a publish costs what has changed, not the size of
the site: to link one of 10,000 articles anew takes 5 s of CPU. It is made from the tree that was
published before; the first build of a large site makes one anew. It lies in the work folder as

    standby-<its own inode>-<inode of the published folder>

A clone of the project, or a cache that CI restores, can bring along a forged one, or one whose
files were changed. So it is used only if

1. its manifest is that of the published tree (by its first line; its own entries are never used);
2. no folder that is about to be written to is a symlink, which would lead out of the project;
3. its name has the right inodes, or else all its files are as written, and it has no others.

For 3., each folder but the top one is *sealed*: its time of last change is set to one that no
folder has by itself, and that is lost once something is put in or taken out. Listing each folder
instead takes three times as long. The folders of the published tree are sealed too, since it is the
next standby tree: what somebody puts into one would come back with every other publish. Archives
restore times along with symlinks, hence 2.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from briefings.model.addresses import folders_of
from briefings.publish.atomic_swap import sync
from briefings.publish.file_ops import discard, link, link_all, relink, unlink
from briefings.publish.file_stats import StatRecords, check_files
from briefings.publish.manifest import NAME, read_manifest_digest
from briefings.publish.tree_state import Change, FolderId, TreeState, identify
from briefings.publish.unmanaged_files import find_unmanaged, top_names
from briefings.publish.work_folders import STANDBY, WorkFolders

LARGE = 10_000
"""Files of a site that is given a standby tree at once."""
SEALED = 946_684_800 * 10**9
"""1 January 2000, in nanoseconds since 1970."""


def take(folders: WorkFolders, state: TreeState, change: Change, records: StatRecords) -> bool:
    """Rename the standby tree to `folders.next`, without its manifest; False if none can be used.

    It then has the files of the published tree, whose state this is, but for modified ones. One
    that can't be used is removed.
    """
    standby = next(folders.root.glob(f"{STANDBY}*"), None)
    if standby is None:
        return False
    if not _is_usable(standby, folders, state, change, records):
        discard(standby)
        return False
    standby.rename(folders.next)
    # It is the published manifest by a hard link: writing the new one would change that.
    (folders.next / NAME).unlink()
    return True


def renew(folders: WorkFolders, old: TreeState, change: Change) -> None:
    """Make the tree `folders.next` the standby tree of the published one.

    It is the tree that was published before, with this `old` state, or doesn't exist. Then all
    files are linked anew only in a preview, where nobody waits for it, and for a large site, whose
    next publish would take 12 s instead of 1.4 s (32,000 files). Raises OSError.
    """
    target, tree = folders.target, folders.next
    # What somebody has put into a folder of this tree would be published with it; a symlink would
    # lead the changes below out of the tree.
    is_clean = folders.is_private or is_sealed(tree, old.listed or ())
    if old.listed is not None and is_clean and not has_links(tree, change.paths):
        for path in change.removed:
            unlink(tree, path)
        relink(change.written, target, tree)
        seal(tree, change.paths)
        (tree / NAME).unlink()
    else:
        discard(tree)
        if not folders.is_private and len(change.manifest) < LARGE:
            return  # the next publish does it, if there is one: a sixth of a first build is saved
        tree.mkdir()
        link_all(change.manifest, target, tree)
        seal(tree, change.manifest)
        sync(tree)
    link(target / NAME, tree / NAME)
    # Named last: a tree that isn't complete is `next`, which the next build removes.
    tree.rename(folders.root / _name(tree, identify(target)))


def seal(root: Path, paths: Iterable[str]) -> None:
    """Seal those folders of these files that the tree `root` has; it has only listed files."""
    # Not the top: its time changes with the manifest and with unmanaged files.
    for folder in folders_of(paths) - {""}:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.utime(f"{root}/{folder}/", ns=(SEALED, SEALED))  # with a slash, never a file


def is_sealed(root: Path, paths: Iterable[str]) -> bool:
    """Return whether all folders of these files are sealed in the tree `root`."""
    for folder in folders_of(paths) - {""}:
        try:
            status = os.lstat(f"{root}/{folder}")
        except (FileNotFoundError, NotADirectoryError):
            return False
        if status.st_mtime_ns != SEALED or not stat.S_ISDIR(status.st_mode):
            return False
    return True


def has_links(root: Path, paths: Iterable[str]) -> bool:
    """Return whether a folder of these files is a symlink in the tree `root`."""
    return any((root / folder).is_symlink() for folder in folders_of(paths))


def _is_usable(
    standby: Path, folders: WorkFolders, state: TreeState, change: Change, records: StatRecords
) -> bool:
    is_same = state.listed is not None and read_manifest_digest(standby) == state.manifest_digest
    if standby.is_symlink() or not is_same or has_links(standby, change.paths):
        return False
    is_known = standby.name == _name(standby, state.folder_id)
    return is_known or _is_intact(standby, state, records)


def _is_intact(standby: Path, state: TreeState, records: StatRecords) -> bool:
    """Return whether a tree that came from elsewhere has the listed files and no others."""
    listed = state.listed or {}
    # The top isn't sealed, so it is listed.
    if find_unmanaged(standby, top_names(listed)) or not is_sealed(standby, listed):
        return False
    try:
        return not check_files(standby, listed, records.read(state.manifest_digest)).modified
    except OSError:
        return False


def _name(standby: Path, published: FolderId | None) -> str:
    return f"{STANDBY}{standby.stat().st_ino}-{published[1] if published else 0}"
