"""Rendering on a Dask cluster, whose workers share the project's folders with the build.

    RenderJob --pickled once--> a file --read once per process--> render process --> pages
    batches --> scheduler --> a worker's thread --pipe--> render process --written pages--> build

Dask runs tasks in threads, but the timeout of Markdown works in main threads only (SIGALRM). So
each thread of a worker passes its batches on to a process of its own (`worker_process`), and a
worker with many threads uses as many processors.

A worker that was given up may still be alive. Its pages are staged in a folder that is removed
before the build goes on, so nothing is written to the new tree after that.
"""

from __future__ import annotations

import pickle
import secrets
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefings.build.render_job import RenderJob, WrittenPage
from briefings.pages import Page
from briefings.publish.errors import PublishError
from briefings.render import RenderOptions
from briefings.settings import describe_extension, describe_program

if TYPE_CHECKING:
    from distributed import Client, Future

# Seconds for the scheduler to answer, and for the first worker, or the next one, to join.
ANSWER_TIMEOUT = 10
JOIN_TIMEOUT = 60
RETRIES = 3
# Enough for some hundred workers, and few enough for their results to fit into memory.
MAX_PENDING = 500
HINT = "look at the logs of the scheduler and its workers, then rebuild"


@dataclass(frozen=True, slots=True)
class SharedJob:
    """A render job in a file: its folder, the digest of its bytes, and that of the program.

    The folder exists as long as the build waits for pages.
    """

    folder: Path
    digest: bytes
    program: bytes

    @property
    def file(self) -> Path:
        return self.folder / "job"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker can't render a batch, and the remedy."""

    message: str
    hint: str


def render_on(
    scheduler: str, batches: Iterable[Sequence[Page]], job: RenderJob
) -> Iterator[WrittenPage]:
    """Render batches of pages on the workers of a Dask scheduler, such as `tcp://10.0.0.5:8786`.

    Raises PublishError when the cluster can't be used or has no worker left, and what rendering
    raises.
    """
    with _connect(scheduler) as client, _share(job) as shared:
        pending: deque[Future[bytes]] = deque()
        for batch in batches:
            # As bytes, which a worker's thread passes on to its render process unread.
            pickled = pickle.dumps(batch)
            # `pure=False`: else Dask may answer an equal call with the result of an earlier one.
            future = client.submit(render_batch, shared, pickled, pure=False, retries=RETRIES)
            pending.append(future)
            if len(pending) == MAX_PENDING:
                yield from _result(client, pending.popleft())
        while pending:
            yield from _result(client, pending.popleft())


def program_digest(options: RenderOptions) -> bytes:
    """Digest what must be the same on all hosts: the program, its libraries, the theme."""
    extensions = map(describe_extension, options.extensions)
    program = blake2b("\n".join([describe_program(), *extensions]).encode())
    for folder in map(Path, options.folders):
        for file in sorted(folder.rglob("*.html")):
            program.update(str(file).encode() + b"\0" + file.read_bytes())
    return program.digest()


@contextmanager
def _connect(scheduler: str) -> Iterator[Client]:
    try:
        import distributed  # an extra, and slow to import
    except ModuleNotFoundError:
        hint = "pip install distributed"
        raise PublishError("'jobs: dask' needs the library 'distributed'", hint) from None
    try:
        client = distributed.Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=ANSWER_TIMEOUT, set_as_default=False
        )
    except (OSError, ValueError) as error:
        message = f"can't reach the Dask scheduler '{scheduler}': {error}"
        raise PublishError(message, "start it, or give 'jobs' a number") from error
    with client:
        _wait_for_workers(client)
        yield client


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=JOIN_TIMEOUT)
    except TimeoutError as error:
        message = f"the Dask scheduler has had no worker for {JOIN_TIMEOUT} s"
        raise PublishError(message, "start workers, or give 'jobs' a number") from error


@contextmanager
def _share(job: RenderJob) -> Iterator[SharedJob]:
    """Write a job into a folder on the pages' file system, where pages are staged too."""
    token = secrets.token_hex(8)
    folder, removed = (job.folder / f".{name}-{token}" for name in ("job", "removed"))
    pickled = pickle.dumps(replace(job, staging=folder), pickle.HIGHEST_PROTOCOL)
    folder.mkdir()
    try:
        shared = SharedJob(folder, blake2b(pickled).digest(), program_digest(job.render_options))
        shared.file.write_bytes(pickled)
        del pickled
        yield shared
    finally:
        # The rename ends all paths into it at once, also while another host still writes there.
        folder.rename(removed)
        shutil.rmtree(removed)


def _result(client: Client, future: Future[bytes]) -> list[WrittenPage]:
    while True:
        try:
            pickled = future.result(ANSWER_TIMEOUT)
            answer: list[WrittenPage] | Refusal | Exception = pickle.loads(pickled)
            break
        except TimeoutError:
            _wait_for_workers(client)
        except Exception as error:
            message = f"the Dask cluster failed: {type(error).__name__}: {error}"
            raise PublishError(message, HINT) from error
    if isinstance(answer, Refusal):
        raise PublishError(answer.message, answer.hint)
    if isinstance(answer, Exception):
        raise answer
    return answer


# From here on, on a worker.


class RenderProcess:
    """A process that renders for one thread of a worker; it ends with the worker or the build."""

    def __init__(self, job: SharedJob) -> None:
        self.job = job
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefings.cluster.worker_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C in a worker's terminal is for the worker to answer.
            start_new_session=True,
        )
        self._send(job)

    def render(self, batch: bytes) -> bytes:
        """Return the pickled answer for a pickled batch. Raises RuntimeError if the process died,
        which makes Dask try again."""
        assert self.process.stdout
        try:
            self._send(batch)
            answer: bytes = pickle.load(self.process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.close()
            message = f"a rendering process ended with {self.process.returncode}"
            raise RuntimeError(message) from error
        return answer

    def close(self) -> None:
        self.process.kill()
        with self.process:
            pass

    def _send(self, value: Any) -> None:
        assert self.process.stdin
        pickle.dump(value, self.process.stdin)
        self.process.stdin.flush()


_threads = threading.local()


def render_batch(job: SharedJob, batch: bytes) -> bytes:
    """Render a batch in this thread's process, which is started for the first batch of a job."""
    process: RenderProcess | None = getattr(_threads, "process", None)
    if process is None or process.job != job or process.process.poll() is not None:
        if process is not None:
            process.close()
        process = _threads.process = RenderProcess(job)
    return process.render(batch)
