"""Two builds at once: the second waits for the first, or says who it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from briefings.publish.errors import PublishError
from briefings.publish.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from briefings.publish.lock import hold
with hold(Path(sys.argv[1]), 0, print):
    if sys.argv[2] == "forks":
        import os
        if os.fork() == 0:
            time.sleep(60)
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(params=["alone", "forks"])
def holder(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock, by itself or with a worker, until it is told to end."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock"), request.param]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)


def test_the_second_says_who_holds_the_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    said: list[str] = []
    with pytest.raises(PublishError, match=rf"process {holder.pid} on .* is building this site"):
        hold(tmp_path / "lock", 0.2, said.append).__enter__()
    assert len(said) == 1
    assert f"waiting for process {holder.pid} on" in said[0]


def test_a_killed_holder_keeps_nobody_waiting(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    with hold(tmp_path / "lock", 5, print):
        assert f"process {os.getpid()} on" in (tmp_path / "lock").read_text()


def test_the_second_waits_for_the_first(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    def release(_: str) -> None:
        holder.kill()

    with hold(tmp_path / "lock", 5, release):
        assert holder.wait() == -9


def test_windows_has_neither_pread_nor_pwrite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "pread")
    monkeypatch.delattr(os, "pwrite")
    for _ in range(2):
        with hold(tmp_path / "lock", 0, print):
            assert (tmp_path / "lock").read_text().startswith(f"process {os.getpid()} on ")
