"""Files that are published unchanged: inspected once, and copied in bounded memory.

    file --read_asset--> digest, stat, problems, warnings
    file --copy_asset--> the published file, if it still has that digest

A file may be changed, or replaced by a symlink or a FIFO, during a build. So it is opened once to
be inspected and once to be copied, never followed, and only the inspected bytes are copied.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefings.cache.digest import start_digest
from briefings.content import files
from briefings.content.files import CHANGED, CHUNK, LARGEST, File, IrregularError, Stat
from briefings.content.media.metadata import find_traces, warn_of_traces
from briefings.content.media.svg import LARGEST as LARGEST_SVG
from briefings.content.media.svg import check_svg
from briefings.model import Problem

SVG = ".svg"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file at the time it was inspected: what keeps it from being published, and warnings."""

    digest: bytes
    stat: Stat
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_asset(file: File) -> Asset | Problem:
    """Inspect a file; return a problem if it can't be read at all."""
    is_svg = file.path.lower().endswith(SVG)
    most = LARGEST_SVG if is_svg else 0
    digest = start_digest()
    kept: list[bytes] = []
    try:
        with files.opened(file.location) as (descriptor, status):
            if status.st_size > LARGEST:
                hint = "make it smaller, or publish it elsewhere and link to it"
                return Problem(file.path, 1, 1, "larger than 1 GiB", hint)
            size = 0
            while chunk := os.read(descriptor, CHUNK):
                digest.update(chunk)
                if is_svg and size <= most:
                    kept.append(chunk)
                size += len(chunk)
                if size > LARGEST:
                    return Problem(file.path, 1, 1, *CHANGED)
            traces = find_traces(partial(_read_at, descriptor), size)
    except (OSError, IrregularError) as error:
        return files.explain(file.path, error)
    found = check_svg(file.path, b"".join(kept)) if is_svg else None
    return Asset(
        digest.digest(),
        files.state_of(status),
        (found,) if found else (),
        (warn_of_traces(file.path, traces),) if traces else (),
    )


def copy_asset(path: str, source: Path, target: Path, expected: bytes) -> Problem | None:
    """Copy a file to `target`, or return a problem if its digest isn't the `expected` one.

    `path` names the file in the problem. Raises OSError if the target can't be written.
    """
    digest = start_digest()
    with ExitStack() as stack:
        try:
            descriptor, status = stack.enter_context(files.opened(str(source)))
        except (OSError, IrregularError) as error:
            return files.explain(path, error)
        written = stack.enter_context(target.open("wb"))
        left = min(status.st_size, LARGEST)
        while left >= 0 and (chunk := os.read(descriptor, CHUNK)):
            digest.update(chunk)
            written.write(chunk)
            left -= len(chunk)
    return None if digest.digest() == expected else Problem(path, 1, 1, *CHANGED)


def _read_at(descriptor: int, start: int, length: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, length)
