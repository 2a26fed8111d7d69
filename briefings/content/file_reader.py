"""Single files, read and parsed, each within a limit of time: what workers do for a loader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from briefings.content import files, work_board
from briefings.content.body_edit import digest_front, rewrite
from briefings.content.dialect import Dialect
from briefings.content.files import File, Stat
from briefings.content.media.assets import read_asset
from briefings.content.parse_result import Parsed, unread
from briefings.content.serialization import Row, pack, pack_page
from briefings.content.site_pages import check_page
from briefings.content.time_limit import TimeUpError, alarm
from briefings.model import Problem

SECONDS = 5.0
"""For one file, whose text is 1 MB at most: many times what the slowest takes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file came to, and its digest and its state when it was read, if it could be."""

    result: Row | Parsed
    digest: bytes = b""
    stat: Stat | None = None
    warnings: tuple[Problem, ...] = ()


# A file is read with what an earlier run made of it, if it did.
Unread: TypeAlias = tuple[File, Row | None]


def read_files(batch: Sequence[Unread], zone: ZoneInfo, dialect: Dialect) -> list[Outcome]:
    """Read and parse some files."""
    outcomes = []
    for file, row in batch:
        work_board.note(file.path)
        if file.is_asset:
            outcomes.append(_read_asset(file))
        else:
            outcomes.append(_read_in_time(file, row, zone, dialect))
    work_board.note("")
    return outcomes


def _read_asset(file: File) -> Outcome:
    asset = read_asset(file)
    if isinstance(asset, Problem):
        return Outcome(unread(file, [asset]))
    result = unread(file, asset.problems) if asset.problems else pack_page(asset.digest)
    return Outcome(result, asset.digest, asset.stat, asset.warnings)


def _read_in_time(file: File, row: Row | None, zone: ZoneInfo, dialect: Dialect) -> Outcome:
    try:
        with alarm(SECONDS):
            return _read_file(file, row, zone, dialect)
    except TimeUpError:
        message = f"the file takes longer than {SECONDS:g} s to read"
        hint = "look for what is very long, or very often nested, in it"
    except RecursionError:
        message, hint = "the file is nested too deeply", "use fewer levels"
    return Outcome(unread(file, [Problem(file.path, 1, 1, message, hint)]))


def _read_file(file: File, row: Row | None, zone: ZoneInfo, dialect: Dialect) -> Outcome:
    content = files.read_bytes(file)
    if isinstance(content, Problem):
        return Outcome(unread(file, [content]))
    text = files.decode(file.path, content.data)
    warnings: tuple[Problem, ...] = ()
    if isinstance(text, Problem):
        result: Row | Parsed = unread(file, [text])
    elif file.folder == "pages":
        found = check_page(file, text, dialect)
        warnings = tuple(fault for fault in found if fault.severity == "warning")
        faults = [fault for fault in found if fault.severity == "problem"]
        result = unread(file, faults) if faults else pack_page(content.digest)
    elif row is not None and (again := rewrite(file, row, text, content.digest, dialect)):
        result, warnings = again
    else:
        # Imported here, since it takes Pydantic, and that a sixth of a second where nothing is new.
        from briefings.content.parse import parse

        parsed = parse(file, text, zone, dialect)
        warnings = parsed.warnings
        result = pack(parsed, content.digest, digest_front(text)) or parsed
    return Outcome(result, content.digest, content.stat, warnings)
