"""A publish that dies, or fails, before any one of its calls that change the file system.

Each is made to in turn, in a process of its own. What is published then is the old site or the new
one, to the byte, and the next build repairs the rest.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefings.publish import atomic_swap
from briefings.publish.errors import PublishError, explained
from briefings.publish.site_tree import open_tree
from tests.publish.trees import Files, leftovers, publish, put, read_tree, write_fresh

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

OLD = {"index.html": "home", "2025/index.html": "year", "a": "file", "b/c": "in a folder"}
NEW = {"index.html": "new", "2025/index.html": "year", "a/x": "below", "b": "file"}
CALLS = {
    "ctypes.dlsym",
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
}
UNSTRUCK, SURVIVED, FAILED = 0, 2, 3


@dataclass(frozen=True)
class Case:
    """A site as it was, and what stands in it by hand; how the next publish goes about it."""

    old: Files | None
    unmanaged: tuple[str, ...] = ()
    standby: bool = False
    exchanges: bool = True


CASES = {
    "first": Case(None),
    "into hidden files": Case(None, unmanaged=(".git/config",)),
    "without a standby tree": Case(OLD),
    "with a standby tree": Case(OLD, standby=True),
    "with unmanaged files": Case(
        OLD, standby=True, unmanaged=("CNAME", "own/deep/", "own/x", ".well-known/deep/token")
    ),
    "without an exchange": Case(OLD, standby=True, exchanges=False, unmanaged=("CNAME",)),
}


@pytest.mark.parametrize("name", CASES)
def test_killed_before_each_call(tmp_path: Path, name: str) -> None:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    case, number, end = CASES[name], 0, -signal.SIGKILL
    while end == -signal.SIGKILL:
        folder = tmp_path / str(number)
        end = _try(case, folder, number, die)
        found = read_tree(folder / "site")
        if found is not None or case.exchanges:
            assert found in _allowed(case)
        _repair(case, folder)
        number += 1
    print("STEPS", number)
    assert end == UNSTRUCK
    assert number > 5


@pytest.mark.parametrize("name", CASES)
def test_an_error_of_each_call(tmp_path: Path, name: str) -> None:
    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the file")

    case, ends = CASES[name], [FAILED]
    while ends[-1] != UNSTRUCK:
        folder = tmp_path / str(len(ends))
        ends.append(_try(case, folder, len(ends) - 1, fail))
        old, new = _allowed(case)
        assert ends[-1] in (UNSTRUCK, SURVIVED, FAILED)
        assert read_tree(folder / "site") == (old if ends[-1] == FAILED else new)
        _repair(case, folder)
    print("ENDS", ends)
    assert ends.count(FAILED) > 5


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "site/index.html")

    publish(tmp_path, OLD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefings.publish.site_tree.write_manifest", fail)
        with pytest.raises(PublishError, match=r"no space left .*index.html' \(free disk space"):
            publish(tmp_path, NEW)
    assert read_tree(tmp_path / "site") == OLD


def _allowed(case: Case) -> tuple[dict[str, str] | None, dict[str, str]]:
    """The site as it was, and as it is to be."""
    by_hand = dict.fromkeys(case.unmanaged, "")
    old = {**case.old, **by_hand} if case.old is not None else by_hand or None
    return old, {**NEW, **by_hand}


def _repair(case: Case, folder: Path) -> None:
    """The next builds come out as if nothing had been."""
    by_hand = dict.fromkeys(case.unmanaged, "")
    for files in (NEW, OLD, NEW):
        publish(folder, files)
        assert read_tree(folder / "site") == {**files, **by_hand}
        assert leftovers(folder) == []


def _try(case: Case, folder: Path, number: int, strike: Callable[[], None]) -> int:
    """Publish NEW in a process that is struck at its call `number`; how the process ends."""
    folder.mkdir()
    if case.standby:
        publish(folder, NEW | {"index.html": "older"})
    if case.old is not None:
        publish(folder, case.old, standby=case.standby)
    for path in case.unmanaged:
        put(folder / "site", path)
    child = os.fork()
    if child == 0:
        _publish_struck(case, folder, number, strike)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _publish_struck(case: Case, folder: Path, number: int, strike: Callable[[], None]) -> None:
    calls = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal calls
        is_write = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in CALLS or is_write:
            calls += 1
            if calls == number + 1:
                strike()

    status = 1
    try:
        if not case.exchanges:
            atomic_swap._call = lambda *_: False
        sys.addaudithook(count)
        with open_tree(folder / "site", folder / "cache") as tree:
            with explained(folder):
                manifest = write_fresh(tree, NEW)
            tree.publish(manifest)
            tree.renew_standby()
        status = SURVIVED if calls > number else UNSTRUCK
    except PublishError:
        status = FAILED
    finally:
        os._exit(status)
