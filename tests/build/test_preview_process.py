"""An object in a process of its own: what is called, told and raised travels; and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from briefings.build.preview_process import EndedError, apart
from briefings.build.processes import open_pool
from briefings.publish.errors import PublishError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is forked there only")


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What was apart ends with its test: it has inherited the pipes of other tests' processes."""
    connections: list[Connection] = []

    def pipe() -> tuple[Connection, Connection]:
        ours, theirs = Pipe()
        connections.append(ours)
        return ours, theirs

    monkeypatch.setattr(sys.modules["briefings.build.preview_process"], "Pipe", pipe)
    yield
    for connection in connections:
        connection.close()


class Odd:
    """Can be sent, but not put together again."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("odd",)


class OddError(Exception):
    """Holds such a thing."""

    def __init__(self) -> None:
        super().__init__("by an odd one")
        self.thing = Odd()


def wait(_: int) -> None:
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(600)


class Counter:
    """Counts, and does all else that an object may do."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, number: int, *, times: int = 1) -> int:
        self.count += number * times
        return self.count

    def process(self) -> int:
        return os.getpid()

    def tell(self, words: str) -> None:
        logging.getLogger("mkdocs.plugins.briefings").warning("%s", words)

    def wait_for(self, file: Path) -> None:
        while not file.exists():
            time.sleep(0.01)

    def stumble(self) -> None:
        raise KeyError("x")

    def refuse(self) -> None:
        raise PublishError("no room", "make some")

    def fail(self) -> None:
        raise ValueError("by mistake")

    def give_what_cannot_travel(self) -> object:
        return lambda: None

    def raise_what_cannot_travel(self) -> None:
        raise OddError

    def lose_a_connection(self) -> None:
        raise ConnectionError("elsewhere")

    def share_out(self) -> None:
        with open_pool(2) as pool:
            list(pool.map(wait, range(4)))

    def die(self) -> None:
        os._exit(1)


def test_it_is_another_process_and_stays_the_same_object() -> None:
    counter = apart(Counter)
    assert counter.process() not in (os.getpid(), 0)
    assert counter.add(2) == 2
    assert counter.add(3, times=2) == 8


def test_beside_other_threads_it_is_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert apart(Counter).process() == os.getpid()
    finally:
        done.set()
        thread.join()


def test_what_is_logged_is_logged_here(caplog: pytest.LogCaptureFixture) -> None:
    counter = apart(Counter)
    counter.tell("first")
    counter.tell("second")
    assert [(of.levelname, of.getMessage()) for of in caplog.records] == [
        ("WARNING", "first"),
        ("WARNING", "second"),
    ]


def test_an_error_is_raised_here() -> None:
    counter = apart(Counter)
    with pytest.raises(PublishError) as refused:
        counter.refuse()
    assert (refused.value.message, refused.value.hint) == ("no room", "make some")
    with pytest.raises(ValueError, match="by mistake") as failed:
        counter.fail()
    assert "in fail" in str(failed.value.__cause__)
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        counter.give_what_cannot_travel()
    with pytest.raises(RuntimeError, match="OddError: by an odd one"):
        counter.raise_what_cannot_travel()
    with pytest.raises(ConnectionError, match="elsewhere"):
        counter.lose_a_connection()
    assert counter.add(1) == 1


def test_who_does_not_wait_is_told_before_the_next_call_is_made(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    counter = apart(Counter, unwaited=["wait_for", "refuse", "stumble"])
    file = tmp_path / "now"
    counter.wait_for(file)
    file.touch()  # else it would never end
    assert counter.add(1) == 1
    counter.refuse()
    assert counter.add(1) == 2
    assert "no room" in caplog.text
    assert "Traceback" not in caplog.text
    counter.stumble()
    assert counter.add(1) == 3
    assert "Traceback" in caplog.text
    assert "in stumble" in caplog.text


def test_ctrl_c_is_for_others() -> None:
    counter = apart(Counter)
    os.kill(counter.process(), signal.SIGINT)
    assert counter.add(1) == 1


def test_that_it_has_ended_is_told() -> None:
    counter = apart(Counter)
    for _ in range(2):
        with pytest.raises(EndedError, match="save again"):
            counter.die()


OWNER = """
import os
from tests.build.test_preview_process import Counter
from briefings.build.preview_process import EndedError, apart

counter = apart(Counter)
os.write(1, b"%d\\n" % counter.process())
try:
    counter.share_out()
except EndedError:
    os.write(1, b"ended\\n")
"""


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_its_owner_and_so_does_what_it_has_started(end: signal.Signals) -> None:
    with running() as (owner, processes):
        owner.send_signal(end)
        owner.wait(20)
        wait_for_the_end_of(processes)


def test_its_own_end_is_heard_of_while_others_work_for_it() -> None:
    with running() as (owner, processes):
        os.kill(processes[0], signal.SIGKILL)
        assert owner.stdout
        assert owner.stdout.readline() == b"ended\n"
        wait_for_the_end_of(processes)


@contextmanager
def running() -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A process with an object apart, that one's, and those of the two that work for it."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, preexec_fn=hear_ctrl_c, start_new_session=True
    ) as owner:
        try:
            assert owner.stdout
            processes = [int(owner.stdout.readline()) for _ in range(3)]
            assert all(map(is_running, processes))
            yield owner, processes
        finally:
            with suppress(ProcessLookupError):
                os.killpg(owner.pid, signal.SIGKILL)


def hear_ctrl_c() -> None:
    """What a job in the background starts ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_for_the_end_of(processes: list[int]) -> None:
    deadline = time.monotonic() + 20
    while any(map(is_running, processes)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_running, processes))


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
