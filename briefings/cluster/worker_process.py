"""A process that renders shards of pages for a thread of a Dask worker (`cluster`).

Pickles come in by the standard input, an `Errand` and then shards; one goes out for each shard. The
process ends with its worker, and with the build.
"""

from __future__ import annotations

import gc
import os
import pickle
import socket
import sys
import threading
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import BinaryIO

from briefings.build.render_pool import Made, Work, Worker
from briefings.cluster.dask_cluster import Errand, Refusal, program_digest
from briefings.pages import Page

SECONDS = 5.0

Answer = list[Made] | Refusal | Exception


def main() -> None:
    outbox = os.fdopen(os.dup(1), "wb")
    # What a Markdown extension prints is not an answer.
    os.dup2(2, 1)
    serve(sys.stdin.buffer, outbox)


def serve(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Answer every shard until there are no more."""
    errand: Errand = pickle.load(inbox)
    threading.Thread(target=_watch, args=(errand, os.getppid()), daemon=True).start()
    render = _open(errand)
    while True:
        try:
            shard = pickle.loads(pickle.load(inbox))
        except EOFError:
            return
        answer = pickle.dumps(render(shard), pickle.HIGHEST_PROTOCOL)
        try:
            pickle.dump(answer, outbox)
            outbox.flush()
        except BrokenPipeError:
            os._exit(0)


def _watch(errand: Errand, worker: int) -> None:
    """End this process, whatever it does, when nobody waits for it any more."""
    while errand.folder.exists() and os.getppid() == worker:
        time.sleep(SECONDS)
    os._exit(0)


def _open(errand: Errand) -> Callable[[list[Page]], Answer]:
    """What renders a shard; it refuses all if the work can't be had or is for another program."""
    where = f"the Dask worker on '{socket.gethostname()}'"
    try:
        pickled = errand.file.read_bytes()
    except OSError as error:
        message = f"{where} can't read '{errand.file}': {error.strerror}"
        return _refuse(message, "share the project's folder, at the same path on all hosts")
    if blake2b(pickled).digest() != errand.digest:
        message = f"{where} reads other bytes in '{errand.file}' than were written"
        return _refuse(message, "share the folder by a file system that is consistent on closing")
    gc.disable()
    try:
        work: Work = pickle.loads(pickled)
        same = program_digest(work.render_options) == errand.program
    except Exception:
        same = False
    finally:
        gc.freeze()
        gc.enable()
    if not same:
        message = f"{where} has another Python, briefings, library or theme than the builder"
        return _refuse(message, "install the same versions on all hosts, at the same paths")
    worker = Worker(work)

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
