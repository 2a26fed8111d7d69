"""Folders of a publish: where they lie, what a crashed build left there, and which are refused."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from briefings.cache.digest import digest_bytes
from briefings.cache.sqlite_file import SUFFIXES
from briefings.publish.errors import ELSEWHERE, PublishError
from briefings.publish.file_ops import discard
from briefings.publish.in_place import STAGING

STANDBY = "standby-"
"""How the name of a standby tree begins, the only thing in a work folder that lives on."""
LOST_AND_FOUND = "lost+found"
"""What the root of a file system may have of its own."""
DEFAULT_CACHE = ".briefings"
IN_CACHE = ("lock", "trees", "file-stats", "preview", "problems")


@dataclass(frozen=True, slots=True)
class WorkFolders:
    """The published folder `target`, and the work folder `root` with all that one publish needs.

    `is_fixed` means that no other folder can take the place of the target (`in_place`), and
    `is_private` that it lies in the cache folder, as a preview does, where nobody else writes.
    """

    target: Path
    root: Path
    fresh: Path
    is_fixed: bool
    is_private: bool

    @property
    def next(self) -> Path:
        """The tree that is about to be published, or that was until a moment ago."""
        return self.root / "next"

    @property
    def old(self) -> Path:
        """The published tree while folders are exchanged by renames."""
        return self.root / "old"


def find_work_folders(target: Path, cache: Path) -> WorkFolders:
    """Find the folders for a target; both paths are resolved, and the cache folder exists."""
    # Linux renames no folder that something is mounted on (EBUSY).
    is_fixed = target.is_dir() and (
        os.path.ismount(target) or not os.access(target.parent, os.W_OK)
    )
    # Folders are exchanged, and files linked, within one file system only.
    if not is_fixed and cache.stat().st_dev != target.parent.stat().st_dev:
        root = target.with_name(f".{target.name}.briefings")
    else:
        # Relative, so that a copy of the project finds its standby tree.
        relative = os.path.relpath(target, cache.parent)
        root = cache / "trees" / digest_bytes(os.fsencode(relative)).hex()
    fresh = root / f"fresh-{os.getpid()}"
    return WorkFolders(target, root, fresh, is_fixed, target.is_relative_to(cache))


def recover(folders: WorkFolders) -> None:
    """Remove what a crashed build left, or put the published tree back."""
    root, target = folders.root, folders.target
    if root.is_symlink():
        raise PublishError(f"'{root}' is a symlink: builds would write elsewhere", "remove it")
    root.mkdir(parents=True, exist_ok=True)
    # The exchange by renames was cut short while the target was missing.
    if not target.exists() and folders.old.exists():
        folders.old.rename(target)
    if target.is_dir():
        discard(target / STAGING)
    for entry in list(root.iterdir()):
        if not entry.name.startswith(STANDBY):
            discard(entry)


def check_target(folders: WorkFolders) -> None:
    """Raise PublishError if the target is a file or can't be written."""
    if folders.target.exists() and not folders.target.is_dir():
        raise PublishError(f"'{folders.target}' is a file", "choose another site_dir")
    written = folders.target if folders.is_fixed else folders.target.parent
    if not os.access(written, os.W_OK):
        raise PublishError(f"'{written}' isn't writable", "choose another site_dir")


def check_unmanaged(target: Path) -> None:
    """Raise PublishError if a target without a manifest has files other than hidden ones."""
    with os.scandir(target) as entries:
        names = {entry.name for entry in entries} - {LOST_AND_FOUND}
    # A `.git` to push the site from may be there before the first build.
    if not all(name.startswith(".") for name in names):
        message = f"'{target}' has files that weren't created by Briefings"
        raise PublishError(message, "empty it, or choose another site_dir")


def check_cache(cache: Path) -> None:
    """Raise PublishError if this can't be a cache folder.

    A clone may bring along symlinks or folders in the place of its files, and a setting may name
    anybody's folder.
    """
    for path in (cache, *(cache / name for name in IN_CACHE)):
        if path.is_symlink():
            message = f"'{path}' is a symlink: builds would write elsewhere"
            raise PublishError(message, f"remove it, or {ELSEWHERE}")
    _check_kinds(cache)
    if cache.name != DEFAULT_CACHE and cache.is_dir():
        names = {entry.name for entry in cache.iterdir()}
        # Each build makes the lock first, so every cache folder has one.
        if names and "lock" not in names:
            message = f"'{cache}' has files that weren't created by Briefings"
            raise PublishError(message, "choose an empty folder for the cache")


def _check_kinds(cache: Path) -> None:
    """Check what no build could write to, nor replace."""
    databases = [cache / f"cache.sqlite{suffix}" for suffix in SUFFIXES]
    for folder in (cache, cache / "trees"):
        if folder.exists() and not folder.is_dir():
            raise _unexpected(folder, "folder")
    for file in (cache / "lock", *databases):
        if file.is_dir() or (file.name == "lock" and file.exists() and not file.is_file()):
            raise _unexpected(file, "file")


def _unexpected(path: Path, kind: str) -> PublishError:
    return PublishError(f"'{path}' is not a {kind}: not created by Briefings", "remove it")
