"""System calls of a publish: exchange two folders, flush a file system."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
# ENOSYS: Linux before 3.15. EINVAL, on macOS ENOTSUP: a file system without it.
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(one: Path, other: Path, aside: Path) -> None:
    """Exchange two folders of one file system, atomically on Linux and macOS. Raises OSError.

    Elsewhere it takes three renames: `other` is missing between the first two. Meanwhile it is at
    `aside`, where it stays if the last one fails.
    """
    if sys.platform == "linux" and _call("renameat2", AT_FDCWD, one, AT_FDCWD, other):
        return
    if sys.platform == "darwin" and _call("renamex_np", one, other):
        return
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    with suppress(OSError):
        # Published by now; an old tree that stays aside is removed by the next build.
        aside.rename(one)


def sync(folder: Path) -> None:
    """Flush the file system of a folder to its disk. Raises OSError."""
    # Not all file systems: `os.sync` waits for what other programs have written elsewhere, too.
    if sys.platform == "linux" and (syncfs := getattr(ctypes.CDLL(None), "syncfs", None)):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    if hasattr(os, "sync"):
        os.sync()


def _call(name: str, *arguments: int | Path) -> bool:
    """Call a rename of the C library with its exchange flag; False if it isn't supported."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    # glibc has `renameat2` since 2.28.
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
