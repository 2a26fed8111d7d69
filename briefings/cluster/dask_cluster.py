"""Rendering on a Dask cluster, whose workers share the project's folders with the builder.

    Work --pickled once--> a file --read once a process--> helper --> pages in the fresh folder
    pages --shards--> scheduler --> a worker's thread --pipe--> helper --what was made--> builder

Dask runs tasks in threads, but the time that Markdown may take is limited in main threads only. So
each thread of a worker hands its shards on to a process of its own (`worker_process`), and
a worker with many threads uses as many processors.

A worker that was given up for lost may still be alive. Its pages go by way of a folder that is the
build's own, and is gone before the build goes on: nothing comes into the fresh folder after that.
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

from briefings.pages import Page
from briefings.publish.errors import PublishError
from briefings.render import RenderOptions
from briefings.settings import describe_extension, describe_program

if TYPE_CHECKING:
    from distributed import Client, Future

    from briefings.build.render_pool import Made, Work

# How long the scheduler may take to answer; and the first worker, or the next one, to join.
ANSWERING = 10
JOINING = 60
RETRIES = 3
# Shards under way: enough for some hundred workers, and few enough to hold their results.
AHEAD = 500
HINT = "look at the logs of the scheduler and its workers, and build again"


@dataclass(frozen=True, slots=True)
class Errand:
    """Where a build's work lies, the digest of its bytes, and that of the program to do it.

    The folder lives as long as the build waits for pages.
    """

    folder: Path
    digest: bytes
    program: bytes

    @property
    def file(self) -> Path:
        return self.folder / "work"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker can't do what it was asked to."""

    message: str
    hint: str


def render_on(scheduler: str, shards: Iterable[Sequence[Page]], work: Work) -> Iterator[Made]:
    """Render pages on the workers of the Dask scheduler at an address (`tcp://10.0.0.5:8786`).

    Raises PublishError when the cluster can't be used, or no worker is left; and what rendering
    raises.
    """
    with _connect(scheduler) as client, _stage(work) as errand:
        under_way: deque[Future[bytes]] = deque()
        for shard in shards:
            task = pickle.dumps(shard)
            future = client.submit(render_shard, errand, task, pure=False, retries=RETRIES)
            under_way.append(future)
            if len(under_way) == AHEAD:
                yield from _answer(client, under_way.popleft())
        while under_way:
            yield from _answer(client, under_way.popleft())


def program_digest(options: RenderOptions) -> bytes:
    """What has to be the same on all hosts: the program, its libraries and the theme."""
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
            scheduler, timeout=ANSWERING, set_as_default=False
        )
    except (OSError, ValueError) as error:
        message = f"can't reach the Dask scheduler '{scheduler}': {error}"
        raise PublishError(message, "start it, or give 'jobs' a number") from error
    with client:
        _wait_for_workers(client)
        yield client


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=JOINING)
    except TimeoutError as error:
        message = f"the Dask scheduler has had no worker for {JOINING} s"
        raise PublishError(message, "start workers, or give 'jobs' a number") from error


@contextmanager
def _stage(work: Work) -> Iterator[Errand]:
    """A folder with the work, on the file system of the pages."""
    token = secrets.token_hex(8)
    folder, gone = (work.folder / f".{name}-{token}" for name in ("work", "gone"))
    pickled = pickle.dumps(replace(work, staging=folder), pickle.HIGHEST_PROTOCOL)
    folder.mkdir()
    try:
        errand = Errand(folder, blake2b(pickled).digest(), program_digest(work.render_options))
        errand.file.write_bytes(pickled)
        del pickled
        yield errand
    finally:
        # By the rename, all paths to it end at once, also while another host still writes.
        folder.rename(gone)
        shutil.rmtree(gone)


def _answer(client: Client, future: Future[bytes]) -> list[Made]:
    while True:
        try:
            answer: list[Made] | Refusal | Exception = pickle.loads(future.result(ANSWERING))
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


class Helper:
    """A process that renders for one thread of a worker; it ends with the worker or the build."""

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefings.cluster.worker_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._send(errand)

    def render(self, shard: bytes) -> bytes:
        """The pickled answer for a pickled shard. Raises RuntimeError if the process has died."""
        assert self.process.stdout
        try:
            self._send(shard)
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


def render_shard(errand: Errand, shard: bytes) -> bytes:
    """Have a shard rendered by this thread's helper, which is started for a build's first one."""
    helper: Helper | None = getattr(_threads, "helper", None)
    if helper is None or helper.errand != errand or helper.process.poll() is not None:
        if helper is not None:
            helper.close()
        helper = _threads.helper = Helper(errand)
    return helper.render(shard)
