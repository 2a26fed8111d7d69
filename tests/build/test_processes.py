"""Work shared out over processes, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from briefings.build.processes import MIN_TASKS, open_pool, spread_over, wait_for

ENDLESS = """
import os, signal, sys, time
from briefings.build.processes import open_pool, wait_for

def wait(number):
    os.write(1, b"busy %d\\n" % os.getpid())  # at once: two of them write
    time.sleep(600)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    with open_pool(2) as pool:
        list(map(wait_for, [pool.submit(wait, n) for n in range(50)]))
"""


def process_of(value: int) -> tuple[int, int]:
    return value, os.getpid()


def fail(value: int) -> None:
    raise ValueError(value)


@pytest.mark.parametrize(("jobs", "tasks"), [(1, 50), (2, MIN_TASKS - 1)])
def test_little_work_stays_in_this_process(jobs: int, tasks: int) -> None:
    done = list(spread_over(jobs)(process_of, range(tasks)))
    assert done == [(value, os.getpid()) for value in range(tasks)]


def test_much_work_is_shared_out_and_comes_back_in_order() -> None:
    done = list(spread_over(2)(process_of, range(50)))
    assert [value for value, _ in done] == list(range(50))
    assert os.getpid() not in {process for _, process in done[1:]}


def test_an_error_of_a_task_is_raised_here() -> None:
    with pytest.raises(ValueError, match="0"), open_pool(2) as pool:
        list(map(wait_for, [pool.submit(fail, n) for n in range(4)]))


KILLED = """
import os, signal
from briefings.content import work_board
from briefings.build.processes import open_pool, wait_for

def end_at_three(value):
    work_board.note(f"content/articles/{value}.md")
    if value == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    work_board.note("")

if __name__ == "__main__":
    with open_pool(1) as pool:
        list(map(wait_for, [pool.submit(end_at_three, n) for n in range(8)]))
"""


def test_a_process_that_is_ended_from_outside_is_told_with_its_file(tmp_path: Path) -> None:
    """As a system does that is short of memory. In an interpreter of its own, where no thread that
    another test has left keeps processes from being forked."""
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    said = "a build process was killed while it worked on 'content/articles/3.md' (if"
    assert f"PublishError: {said}" in done.stderr


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, which is killed in the end, whatever has happened."""
    with subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def alive(processes: Sequence[int]) -> list[int]:
    """Those of some processes that still run."""
    return [n for n in processes if Path(f"/proc/{n}/stat").exists()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_ends_all_processes_though_they_are_busy(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    with started(str(script)) as process:
        assert process.stdout
        busy = [int(process.stdout.readline().split()[1]) for _ in range(2)]
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) != 0
        deadline = time.monotonic() + 60
        while alive(busy) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert alive(busy) == []


def interrupted(folder: Path, text: str, seconds: float) -> bool:
    """Whether a script ends by Ctrl-C, and in so many seconds."""
    script = folder / "script.py"
    script.write_text(text)
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    return done.stderr.endswith("KeyboardInterrupt\n")


# The kernel may hand a signal to any thread, and only the first one of Python's answers it.
ELSEWHERE = """
import signal, threading, time
from briefings.build.processes import open_pool, wait_for

def interrupt():
    time.sleep(1)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open_pool(2) as pool:
        threading.Thread(target=interrupt).start()
        list(map(wait_for, [pool.submit(time.sleep, 600) for _ in range(9)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_ctrl_c_is_answered_though_the_signal_reached_another_thread(tmp_path: Path) -> None:
    assert interrupted(tmp_path, ELSEWHERE, 60)
