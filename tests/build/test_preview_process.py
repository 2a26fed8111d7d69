"""A session in a process of its own: calls, log records and errors pass; and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from briefings.build.preview_process import PreviewSession, ProcessKilledError
from briefings.build.processes import open_pool
from briefings.publish.errors import PublishError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is forked there only")


@pytest.fixture
def session() -> Iterator[PreviewSession]:
    session = PreviewSession(Counter)
    yield session
    session.shutdown()


NOTHING: Any = (None, None)
"""In place of settings and a target."""


class Odd:
    """Can be sent, but not put together again."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("odd",)


class OddError(Exception):
    """Holds such a thing."""

    def __init__(self) -> None:
        super().__init__("by an odd one")
        self.thing = Odd()


def wait(_: int = 0) -> None:
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(600)


def die() -> None:
    os._exit(1)


class Counter:
    """Stands in for a build session: counts, and does all else that one may do."""

    def __init__(self) -> None:
        self.count = 0
        self.close_with: Callable[[], object] | None = None

    def open(self, *_: object) -> int:
        return os.getpid()

    def close(self, *, warm_up: bool) -> None:
        assert warm_up
        if self.close_with:
            self.close_with()

    def fail_to_close(self, name: str) -> None:
        self.close_with = getattr(self, name)

    def add(self, number: int) -> int:
        self.count += number
        return self.count

    def process(self) -> int:
        return os.getpid()

    def tell_much(self, times: int) -> None:
        for _ in range(times):
            self.tell("x" * 10_000)

    def tell(self, words: str) -> None:
        logging.getLogger("mkdocs.plugins.briefings").warning("%s", words)

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

    def wait(self) -> None:
        wait()

    def die(self) -> None:
        os._exit(1)


def test_it_is_another_process_and_stays_the_same_object(session: PreviewSession) -> None:
    assert session.process() not in (os.getpid(), 0)
    assert session.add(2) == 2
    assert session.add(6) == 8
    assert not hasattr(session, "__deepcopy__")


def test_its_records_are_logged_here(
    session: PreviewSession, caplog: pytest.LogCaptureFixture
) -> None:
    session.tell("first")
    session.tell("second")
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "first"),
        ("WARNING", "second"),
    ]


def test_more_records_than_a_pipe_holds_are_logged_while_it_works(
    session: PreviewSession, caplog: pytest.LogCaptureFixture
) -> None:
    session.tell_much(100)
    assert len(caplog.records) == 100


def test_an_error_is_raised_here(session: PreviewSession) -> None:
    with pytest.raises(PublishError) as refused:
        session.refuse()
    assert (refused.value.message, refused.value.hint) == ("no room", "make some")
    with pytest.raises(ValueError, match="by mistake") as failed:
        session.fail()
    assert "in fail" in str(failed.value.__cause__)
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        session.give_what_cannot_travel()
    with pytest.raises(RuntimeError, match="OddError: by an odd one"):
        session.raise_what_cannot_travel()
    with pytest.raises(ConnectionError, match="elsewhere"):
        session.lose_a_connection()
    assert session.add(1) == 1


def test_what_close_raises_is_logged_by_the_next_call(
    session: PreviewSession, caplog: pytest.LogCaptureFixture
) -> None:
    session.close()
    assert session.add(1) == 1
    session.fail_to_close("refuse")
    session.close()
    assert session.add(1) == 2
    assert "no room" in caplog.text
    assert "Traceback" not in caplog.text
    session.fail_to_close("stumble")
    session.close()
    assert session.add(1) == 3
    assert "Traceback" in caplog.text
    assert "in stumble" in caplog.text


def test_ctrl_c_is_not_for_it(session: PreviewSession) -> None:
    os.kill(session.process(), signal.SIGINT)
    assert session.add(1) == 1


def test_once_killed_it_comes_back_with_the_next_build(
    session: PreviewSession, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        killed = session.open(*NOTHING)
        for _ in range(2):
            with pytest.raises(ProcessKilledError, match="save again"):
                session.die()
        session.close()
        assert session.open(*NOTHING) != killed
        assert session.add(1) == 1
        session.tell("back")
    assert caplog.messages == ["back", "back"]


def test_a_process_that_cannot_start_is_an_error_in_words() -> None:
    with pytest.raises(ProcessKilledError, match="save again"):
        PreviewSession(die)


def test_killed_while_it_closes_it_comes_back_with_the_next_build(session: PreviewSession) -> None:
    killed = session.open(*NOTHING)
    session.fail_to_close("die")
    session.close()
    assert session.open(*NOTHING) != killed


OWNER = """
import os
from tests.build.test_preview_process import Counter
from briefings.build.preview_process import PreviewSession, ProcessKilledError

session = PreviewSession(Counter)
os.write(1, b"%d\\n" % session.process())
try:
    session.share_out()
except ProcessKilledError:
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
    """A process with a session, the session's process, and the two processes of its pool."""
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
