"""A preview's build session in a process of its own, a `ProcessPoolExecutor` of one worker.

    PreviewSession --method and arguments--> executor's worker, which holds the BuildSession
                   <--log records, by a SimpleQueue; the result or exception, by the executor--

A preview's server watches files in threads: beside them no process can be forked safely, and all
that a build does in Python waits for them (0.2 s to 0.3 s an edit). The worker has no thread, since
a SimpleQueue needs none, so it can fork its own render processes.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from logging.handlers import QueueHandler
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

from briefings.build.processes import end_with, process_context
from briefings.build.render_job import RenderOn
from briefings.build.session import BuildSession
from briefings.publish.errors import PublishError
from briefings.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefings")

LOG_INTERVAL = 0.05
"""Seconds between two looks for log records while a build runs."""


class ProcessKilledError(PublishError):
    """The preview's process was killed; the next `open` starts another."""


KILLED = "the preview's build process was killed", "save again: a new one is started then"


class PreviewSession:
    """A `BuildSession` in another process, which ends with this one, however that ends.

    A process that was killed is replaced by the next `open`.
    """

    def __init__(self, make: Callable[[], Any] | None = None) -> None:
        self._make = make or _make_session
        self._start()

    def _start(self) -> None:
        # Where no process can be forked, as for a replacement, beside the server's threads, one is
        # spawned, which takes a second.
        context = process_context()
        self._records: SimpleQueue[logging.LogRecord] = context.SimpleQueue()
        level = logging.getLogger("mkdocs").level
        self._executor = ProcessPoolExecutor(
            1,
            mp_context=context,
            initializer=_begin,
            initargs=(self._make, os.getpid(), self._records, level),
        )
        self._closing: Future[None] | None = None
        try:
            self._process = self._executor.submit(os.getpid).result()
        except BrokenProcessPool as error:
            raise ProcessKilledError(*KILLED) from error

    def open(self, settings: Settings, target: Path, render_on: RenderOn | None = None) -> Path:
        """Begin a build, in a new process if the last one was killed."""
        try:
            folder: Path = self._call("open", settings, target, render_on)
        except ProcessKilledError:
            self.shutdown()
            self._start()
            folder = self._call("open", settings, target, render_on)
        return folder

    def close(self) -> None:
        """End a build, and warm up for the next one, without waiting: the next call waits for it,
        and logs an error."""
        with suppress(BrokenProcessPool):
            self._closing = self._executor.submit(_call, "close", {"warm_up": True})

    def shutdown(self) -> None:
        """End the process, after the call that it is working on."""
        self._executor.shutdown()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)  # a copy, or a pickle, asks for such methods
        return lambda *arguments: self._call(name, *arguments)

    def _call(self, name: str, *arguments: object) -> Any:
        if closing := self._closing:
            self._closing = None
            try:
                self._wait(closing)
            except ProcessKilledError:
                raise
            except Exception as error:
                is_expected = isinstance(error, PublishError | OSError)
                log.warning("%s", error, exc_info=None if is_expected else error)
        try:
            future = self._executor.submit(_call, name, {}, *arguments)
        except BrokenProcessPool as error:
            raise ProcessKilledError(*KILLED) from error
        return self._wait(future)

    def _wait(self, future: Future[Any]) -> Any:
        """Return a call's result, or raise its exception; meanwhile, handle what it logs."""
        try:
            while not wait([future], LOG_INTERVAL).done:
                self._handle_records()
        except BaseException:  # Ctrl-C: else Python would wait for the whole build as it exits
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            raise
        self._handle_records()
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise ProcessKilledError(*KILLED) from error

    def _handle_records(self) -> None:
        while not self._records.empty():
            record = self._records.get()
            logging.getLogger(record.name).handle(record)


class _RecordSender(QueueHandler):
    """Sends records to the server's process, whose handlers print and count them."""

    queue: SimpleQueue[logging.LogRecord]  # type: ignore[assignment]

    def enqueue(self, record: logging.LogRecord) -> None:
        self.queue.put(record)


def _make_session() -> BuildSession:
    return BuildSession(is_preview=True)


# From here on, in the worker.

_session: Any


def _begin(
    make: Callable[[], Any], parent: int, records: SimpleQueue[logging.LogRecord], level: int
) -> None:
    global _session
    if not end_with(parent):
        os._exit(0)
    # Handlers that a fork inherits would print here, where MkDocs counts no warnings.
    for name in logging.root.manager.loggerDict:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [_RecordSender(records)]  # type: ignore[arg-type]
    logging.getLogger("mkdocs").setLevel(level)  # a spawned process hasn't inherited it
    _session = make()


def _call(name: str, named: Mapping[str, Any], *arguments: Any) -> Any:
    try:
        return getattr(_session, name)(*arguments, **named)
    except Exception as error:
        if _is_picklable(error):
            raise
        raise RuntimeError("".join(traceback.format_exception(error))) from None


def _is_picklable(error: Exception) -> bool:
    """Whether an error can be restored, too: one that can't would end the executor."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True
