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
from collections.abc import Callable, Collection
from logging.handlers import QueueHandler
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]
from typing import Any, TypeVar, cast

from briefings.engine.failure import PublishError
from briefings.engine.processes import can_fork, end_with

T = TypeVar("T")


class EndedError(PublishError):
    """What was called isn't there any more."""

    def __init__(self) -> None:
        super().__init__("the process that builds has ended", "save again, for a new one to build")


LOG, RETURNED, RAISED = "log", "returned", "raised"


def apart(make: Callable[[], T], unwaited: Collection[str] = ()) -> T:
    """The object that `make` makes in a process forked from here, as if it were here; where none
    can be forked, it is here.

    What its methods are given, return and raise has to travel. For the end of those that are
    `unwaited`, which return nothing, the next call waits, and raises what they raise. The process
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
        try:
            while self._owed:
                self._owed -= 1
                self._receive()
            self._connection.send((name, *given))
            if name not in self._unwaited:
                return self._receive()
            self._owed += 1
        except (EOFError, ConnectionError) as error:
            raise EndedError from error

    def _receive(self) -> Any:
        kind, value = self._connection.recv()
        while kind == LOG:
            logging.getLogger(value.name).handle(value)
            kind, value = self._connection.recv()
        if kind == RAISED:
            raise value
        return value


class _Sender(QueueHandler):
    """Sends what is logged to whom has the handlers."""

    def enqueue(self, record: logging.LogRecord) -> None:
        cast("Connection", self.queue).send((LOG, record))


def _answer(calls: Connection, of: object) -> None:
    """Do what is called for, until nobody is there any more to call."""
    _log_to(calls)
    while True:
        try:
            name, values, named = calls.recv()
        except EOFError:
            return
        answer: tuple[str, object]
        try:
            answer = RETURNED, getattr(of, name)(*values, **named)
        except Exception as error:
            answer = RAISED, ExceptionWithTraceback(error, error.__traceback__)
        try:
            calls.send(answer)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            calls.send((RAISED, RuntimeError(f"{answer[1]!r} can't be sent: {error}")))


def _log_to(calls: Connection) -> None:
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in loggers:
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [_Sender(cast("Any", calls))]
