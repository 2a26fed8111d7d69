"""Correct what MkDocs logs of a build: which folder is built, and which warnings count.

With `--quiet`, MkDocs' logger drops warnings before strict mode counts them; and MkDocs names the
empty folder that the plugin gives it as `site_dir` instead of the site's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.utils import CountHandler

LOGGER = "mkdocs"
BUILDING, LINKS = "mkdocs.commands.build", "mkdocs.structure.pages"
CLEANING = "Cleaning site directory"
TO_FOLDER = "Building documentation to directory: "
# MkDocs' warning of a link that begins with a slash: `render.site_page` rewrites it.
LEFT = "contains an absolute link"


def count_quiet_warnings() -> None:
    """Count warnings with `--quiet`, too: let the handlers drop them instead of the logger."""
    logger = logging.getLogger(LOGGER)
    if logger.level > logging.WARNING:
        for handler in logger.handlers:
            handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(logging.WARNING)


def has_warnings() -> bool:
    """Whether `--strict` will end the build, because of warnings that were counted."""
    return any(counter.get_counts() for counter in _counters())


def count_no_more() -> None:
    """Count no more warnings, once the site is published."""
    for counter in _counters():
        # MkDocs counts after the last event: a strict build would fail that is published.
        counter.addFilter(lambda record: False)


@contextmanager
def naming(target: Path) -> Iterator[None]:
    """Have MkDocs name the site's folder, and not warn of links that are rewritten later."""

    def is_said(record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str) and record.msg.startswith(TO_FOLDER):
            record.msg = f"{TO_FOLDER}{target}"
        return record.msg != CLEANING

    def is_left(record: logging.LogRecord) -> bool:
        return LEFT not in str(record.msg)

    filters = ((logging.getLogger(BUILDING), is_said), (logging.getLogger(LINKS), is_left))
    for logger, check in filters:
        logger.addFilter(check)
    try:
        yield
    finally:
        for logger, check in filters:
            logger.removeFilter(check)


def _counters() -> Iterator[CountHandler]:
    for handler in logging.getLogger(LOGGER).handlers:
        if isinstance(handler, CountHandler):
            yield handler
