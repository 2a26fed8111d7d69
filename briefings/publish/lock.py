"""One build at a time: a file that is locked, and that says who has locked it.

The lock goes with the process that holds it, however that ends; the file stays. Workers forked by
the holder don't share it, so one that outlives its build keeps nobody waiting.
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

PAUSE = 0.05
FAR = 1 << 30


@contextmanager
def hold(file: Path, wait: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock `file`; while another does, wait up to `wait` seconds and `say` for whom.

    Raises PublishError when the other still holds it then.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        until = time.monotonic() + wait
        said = False
        while not _acquire(descriptor):
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip() or "another"
            if time.monotonic() >= until:
                message = f"{holder} is building this site"
                raise PublishError(message, "wait for its end, or end it, and build again")
            if not said:
                say(f"waiting for {holder}, which is building this site")
                said = True
            time.sleep(PAUSE)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> bool:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _acquire(descriptor: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
