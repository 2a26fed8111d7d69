"""The staged tree takes the published one's place: whoever looks sees the one or the other."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def publish(staged: Path, target: Path) -> None:
    """Put the tree `staged` in the place of `target`, which need not exist. `staged` is gone then.

    Hidden files at the top of `target` (a `.git`, say) are not the build's and are kept. Raises
    OSError when a folder can't be written; `target` is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if staged.stat().st_dev != target.parent.stat().st_dev:
        staged = _beside(staged, target)
    try:
        if not target.exists():
            staged.rename(target)
            return
        exchange(staged, target)
        for entry in staged.iterdir():
            if entry.name.startswith(".") and not (target / entry.name).exists():
                entry.rename(target / entry.name)
    finally:
        if staged.exists():
            shutil.rmtree(staged)


def exchange(one: Path, other: Path) -> None:
    """Exchange two folders of one file system, at once where the system can (Linux, macOS).

    Elsewhere by two renames, between which `other` is missing for a moment.
    """
    if sys.platform == "linux" and _call("renameat2", AT_FDCWD, one, AT_FDCWD, other):
        return
    if sys.platform == "darwin" and _call("renamex_np", one, other):
        return
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)


def _call(name: str, *arguments: int | Path) -> bool:
    """Call a rename of the C library with its exchange flag; False where there is none."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    values = [os.fsencode(a) if isinstance(a, Path) else a for a in arguments]
    flag = RENAME_EXCHANGE if name == "renameat2" else RENAME_SWAP
    if function(*values, flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(arguments[-1]))


def _beside(staged: Path, target: Path) -> Path:
    """A copy of the staged tree on the target's file system; the staged one is removed."""
    copy = target.with_name(f".{target.name}.new")
    if copy.exists():
        shutil.rmtree(copy)
    shutil.copytree(staged, copy)
    shutil.rmtree(staged)
    return copy
