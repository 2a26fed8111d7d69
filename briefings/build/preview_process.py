"""An object in a process of its own: what it does takes no time from this one, nor its threads.

    call --name and arguments--> the process's object
     <--log records, then what it returned or raised--

A preview's server watches files in threads; beside them, no process can be forked, and all that
Python does waits for them. So what builds is apart from what serves.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]
from typing import Any, TypeVar, cast

from briefings.build.processes import can_fork, end_with
from briefings.publish.errors import PublishError

log = logging.getLogger("mkdocs.plugins.briefings")

T = TypeVar("T")


class EndedError(PublishError):
    """What was called isn't there any more."""


LOG, RETURNED, RAISED = "log", "returned", "raised"


def apart(make: Callable[[], T], unwaited: Collection[str] = ()) -> T:
    """The object that `make` makes in a process forked from here, as if it were here; where none
    can be forked, it is here.

    What its methods are given, return and raise has to travel. For the end of those that are
    `unwaited`, which return nothing, the next call waits, and logs what they raise. The process
    ends with this one, however that ends. EndedError is raised where it has ended before.
    """
    if not can_fork():
        return make()
    parent = os.getpid()
    ours, theirs = Pipe()
    if os.fork() == 0:
        try:
            ours.close()
            if end_with(parent):
                _answer(theirs, make())
        finally:
            os._exit(0)
    theirs.close()
    return cast("T", _Away(ours, unwaited))


class _Away:
    """Calls the methods of an object at the other end of a connection."""

    def __init__(self, connection: Connection, unwaited: Collection[str]) -> None:
        self._connection, self._unwaited = connection, unwaited
        self._owed = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *values, **named: self._call(name, values, named)

    def _call(self, name: str, *given: object) -> Any:
        while self._owed:
            try:
                self._receive()
            except EndedError:
                raise
            except Exception as error:
                # Of a call before this one, which is made all the same.
                is_told = isinstance(error, PublishError | OSError)
                log.warning("%s", error, exc_info=None if is_told else error)
        with _ended():
            self._connection.send((name, *given))
        self._owed += 1
        return None if name in self._unwaited else self._receive()

    def _receive(self) -> Any:
        with _ended():
            kind, value = self._connection.recv()
            while kind == LOG:
                logging.getLogger(value.name).handle(value)
                kind, value = self._connection.recv()
        self._owed -= 1
        if kind == RAISED:
            raise value
        return value


@contextmanager
def _ended() -> Iterator[None]:
    """What a connection raises, in words."""
    try:
        yield
    except (EOFError, ConnectionError) as error:
        message = "the process that builds has ended"
        raise EndedError(message, "save again: from then on the server builds by itself") from error


class _Sender(QueueHandler):
    """Sends what is logged to whom has the handlers; what another process forked from this one
    logs goes to standard error, since two can't write to one connection."""

    def __init__(self, calls: Connection) -> None:
        super().__init__(cast("Any", calls))
        self._process = os.getpid()

    def enqueue(self, record: logging.LogRecord) -> None:
        if os.getpid() == self._process:
            cast("Connection", self.queue).send((LOG, record))
        else:
            print(f"{record.levelname:8}-  {record.message}", file=sys.stderr)


def _answer(calls: Connection, of: object) -> None:
    """Do what is called for, until nobody is there any more to call."""
    for name in logging.root.manager.loggerDict:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [_Sender(calls)]
    while True:
        try:
            name, values, named = calls.recv()
        except EOFError:
            return
        try:
            calls.send((RETURNED, getattr(of, name)(*values, **named)))
        except Exception as error:
            calls.send((RAISED, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error as it can be raised elsewhere, its traceback told as its cause."""
    told = ExceptionWithTraceback(error, error.__traceback__)
    try:
        pickle.loads(pickle.dumps(told))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return cast("Exception", told)
