"""Build lock: one build at a time, by a locked file that names its holder.

The operating system releases the lock when the holder ends, however it does; the file stays. Forked
workers don't share the lock, so one that outlives its build blocks nobody.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefings.publish.errors import PublishError

POLL_INTERVAL = 0.05
"""Seconds."""
LOCK_OFFSET = 1 << 30
"""Beyond the text, since Windows keeps others from reading what is locked."""


@contextmanager
def hold(file: Path, timeout: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock `file`, for which another process may first be waited for.

    That takes up to `timeout` seconds, and `say` is called once with a message that names the
    process. Raises PublishError if it holds the lock for longer.
    """
    # A clone may bring along a symlink in the place of the lock: it would be truncated below.
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        deadline = time.monotonic() + timeout
        is_said = False
        while not _acquire(descriptor):
            # Not `pread` nor `pwrite`, which Windows doesn't have.
            os.lseek(descriptor, 0, os.SEEK_SET)
            holder = os.read(descriptor, 200).decode(errors="replace").strip()
            holder = holder or "another process"  # it has the lock, and hasn't written its name yet
            if time.monotonic() >= deadline:
                hint = "wait until it ends, or stop it, then rebuild"
                raise PublishError(f"{holder} is building this site", hint)
            if not is_said:
                say(f"waiting for {holder}, which is building this site")
                is_said = True
            time.sleep(POLL_INTERVAL)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> bool:
        os.lseek(descriptor, LOCK_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _acquire(descriptor: int) -> bool:
        try:
            # `lockf`, not `flock`: a lock of the latter is shared with forked processes.
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
