"""Where a tree and the folders that publishing needs lie, and what must not be in their place."""

from __future__ import annotations

import os
from pathlib import Path

from briefings.cache.digest import digest_bytes
from briefings.cache.sqlite_file import SUFFIXES
from briefings.publish import standby_tree
from briefings.publish.errors import ELSEWHERE, PublishError
from briefings.publish.file_ops import discard
from briefings.publish.in_place import STAGING

MOUNTED = "lost+found"
"""What the root of a file system may have of its own."""
USUAL = ".briefings"
IN_CACHE = ("lock", "trees", "stamps", "preview", "problems")


def is_fixed(target: Path) -> bool:
    """Whether nothing can take the place of a folder: it is a mount, or what is above can't be
    written."""
    return target.is_dir() and (os.path.ismount(target) or not os.access(target.parent, os.W_OK))


def recover(target: Path, work: Path) -> None:
    """Remove what a build that died has left, or put it back."""
    if work.is_symlink():
        raise PublishError(f"'{work}' is a link, where a build's folder should be", "remove it")
    work.mkdir(parents=True, exist_ok=True)
    if not target.exists() and (work / "old").exists():
        (work / "old").rename(target)
    if target.is_dir():
        discard(target / STAGING)
    for entry in list(work.iterdir()):
        if not entry.name.startswith(standby_tree.PREFIX):
            discard(entry)


def place_work(target: Path, cache: Path, *, is_inside: bool) -> Path:
    """The work folder: in the cache, or beside the target where that is another file system."""
    if not is_inside and cache.stat().st_dev != target.parent.stat().st_dev:
        return target.with_name(f".{target.name}.briefings")
    relative = os.path.relpath(target, cache.parent)
    return cache / "trees" / digest_bytes(os.fsencode(relative)).hex()


def check_cache(cache: Path) -> None:
    """A clone may bring along links in its place, or folders in that of files; and a setting may
    name anybody's folder."""
    for path in (cache, *(cache / name for name in IN_CACHE)):
        if path.is_symlink():
            message = f"'{path}' is a link, which leads builds to write elsewhere"
            raise PublishError(message, f"remove it, or {ELSEWHERE}")
    _check_kinds(cache)
    if cache.name != USUAL and cache.is_dir():
        names = {entry.name for entry in cache.iterdir()}
        if names and "lock" not in names:
            message = f"'{cache}' has files that no build has written"
            raise PublishError(message, "choose an empty folder for the cache")


def _check_kinds(cache: Path) -> None:
    """Of what no build could write to, nor replace."""
    databases = [cache / f"cache.sqlite{suffix}" for suffix in SUFFIXES]
    for folder in (cache, cache / "trees"):
        if folder.exists() and not folder.is_dir():
            raise _strange(folder, "folder")
    for file in (cache / "lock", *databases):
        if file.is_dir() or (file.name == "lock" and file.exists() and not file.is_file()):
            raise _strange(file, "file")


def _strange(path: Path, kind: str) -> PublishError:
    return PublishError(f"'{path}' is not a {kind}, so no build has made it", "remove it")


def check_no_others(target: Path) -> None:
    if any(not entry.name.startswith(".") for entry in target.iterdir() if entry.name != MOUNTED):
        message = f"'{target}' has files that no build has written"
        raise PublishError(message, "empty it, or choose another site_dir")


def check_target(target: Path, *, is_inside: bool) -> None:
    if target.exists() and not target.is_dir():
        raise PublishError(f"'{target}' is a file", "choose another site_dir")
    written = target if is_inside else target.parent
    if not os.access(written, os.W_OK):
        message = f"'{written}' can't be written"
        raise PublishError(message, "choose another site_dir")
