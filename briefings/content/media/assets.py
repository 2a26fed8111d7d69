"""Inspect files that are published unchanged, once and in bounded memory.

    file --read_asset--> digest, stat, problems, warnings

`files.copy_asset` publishes a file only if it still has that digest.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial

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
                # By its stat it was smaller, so somebody is still writing it.
                if size > LARGEST:
                    return Problem(file.path, 1, 1, *CHANGED)
            traces = find_traces(partial(_read_at, descriptor), size)
    except (OSError, IrregularError) as error:
        return files.explain(file.path, error)
    found = check_svg(file.path, b"".join(kept)) if is_svg else None
    return Asset(
        digest.digest(),
        files.stat_of(status),
        (found,) if found else (),
        (warn_of_traces(file.path, traces),) if traces else (),
    )


def _read_at(descriptor: int, start: int, length: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, length)
