"""A process that renders batches of pages for a thread of a Dask worker (`dask_cluster`).

It reads pickles from standard input, a `SharedJob` and then batches, and writes one for each batch
to standard output. It ends with its worker, and with the build.
"""

from __future__ import annotations

import os
import pickle
import socket
import sys
import threading
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import BinaryIO

from briefings.build import gc_policy
from briefings.build.render_job import RenderJob, RenderWorker, WrittenPage
from briefings.cluster.dask_cluster import Refusal, SharedJob, program_digest
from briefings.pages import Page

WATCH_INTERVAL = 5.0  # seconds

Answer = list[WrittenPage] | Refusal | Exception


def main() -> None:
    outbox = os.fdopen(os.dup(1), "wb")
    # What a Markdown extension prints is not an answer.
    os.dup2(2, 1)
    serve(sys.stdin.buffer, outbox)


def serve(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Answer every batch until there are no more."""
    job: SharedJob = pickle.load(inbox)
    threading.Thread(target=_watch, args=(job, os.getppid()), daemon=True).start()
    render = _open(job)
    while True:
        try:
            batch = pickle.loads(pickle.load(inbox))
        except EOFError:
            return
        answer = pickle.dumps(render(batch), pickle.HIGHEST_PROTOCOL)
        try:
            pickle.dump(answer, outbox)
            outbox.flush()
        except BrokenPipeError:
            os._exit(0)


def _watch(job: SharedJob, worker: int) -> None:
    """End this process, whatever it does, once the build or the worker has ended."""
    # `os._exit`, since `sys.exit` would end this thread only.
    while job.folder.exists() and os.getppid() == worker:
        time.sleep(WATCH_INTERVAL)
    os._exit(0)


def _open(job: SharedJob) -> Callable[[list[Page]], Answer]:
    """Return a function that renders a batch, or one that refuses every batch: if the job can't be
    read, or is for another program."""
    where = f"the Dask worker on '{socket.gethostname()}'"
    try:
        pickled = job.file.read_bytes()
    except OSError as error:
        message = f"{where} can't read '{job.file}': {error.strerror}"
        return _refuse(message, "share the project's folder, at the same path on all hosts")
    if blake2b(pickled).digest() != job.digest:
        message = f"{where} reads other bytes in '{job.file}' than were written"
        return _refuse(message, "share the folder by a file system that is consistent on closing")
    try:
        with gc_policy.paused():
            render_job: RenderJob = pickle.loads(pickled)
        same = program_digest(render_job.render_options) == job.program
    except Exception:
        same = False
    if not same:
        message = f"{where} has another Python, briefings, library or theme than the build"
        return _refuse(message, "install the same versions on all hosts, at the same paths")
    worker = RenderWorker(render_job)

    def render(pages: list[Page]) -> Answer:
        try:
            return worker.render(pages)
        except Exception as error:
            return error

    return render


def _refuse(message: str, hint: str) -> Callable[[list[Page]], Answer]:
    return lambda pages: Refusal(message, hint)


if __name__ == "__main__":
    main()
