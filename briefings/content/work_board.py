"""Which file or page each worker process is at, for the message if a worker is killed.

The board is memory shared by a process and those forked from it, with a slot for each process by
its id. A note costs less than a microsecond, so every file and page gets one.
"""

from __future__ import annotations

import os
from mmap import mmap

SLOTS, SLOT = 64, 256

_board: mmap | None = None
_start = 0


def make_board() -> mmap:
    return mmap(-1, SLOTS * SLOT)


def join(board: mmap | None) -> None:
    """Let this process note its work on a board."""
    global _board, _start
    # Two processes may share a slot: then one note is lost, and no more.
    _board, _start = board, os.getpid() % SLOTS * SLOT


def note(name: str) -> None:
    """Note what this process works on from now on; empty for nothing."""
    if _board is not None:
        slot = name.encode(errors="surrogateescape")[:SLOT]
        _board[_start : _start + SLOT] = slot.ljust(SLOT, b"\0")


def read(board: mmap) -> list[str]:
    """Return the last notes of all processes, sorted."""
    slots = (board[start : start + SLOT] for start in range(0, SLOTS * SLOT, SLOT))
    return sorted({slot.rstrip(b"\0").decode(errors="replace") for slot in slots} - {""})
