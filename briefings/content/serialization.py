"""Parsed files as plain tuples and back, so that what one run has parsed another can recall.

    Parsed --pack--> Row --unpack_record--> record
                      '------unpack------> Parsed, with what the file says of others

A record's values are packed in the order of its class's fields: a date as its ordinal, a time as
local ISO 8601, a record within as the tuple of its own. Only files without a fault are packed.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from briefings.cache import plain_values
from briefings.cache.digest import digest_bytes
from briefings.content.files import File
from briefings.content.parse_result import Counted, Parsed, Record, Reference
from briefings.model import Actor, Article, Briefing, Region, Source

RECORDS: dict[str, Any] = {
    "articles": Article,
    "briefings": Briefing,
    "regions": Region,
    "actors": Actor,
    "sources": Source,
}
CLAIMS = [field.name for field in fields(Article)].index("claims")
FOLDED = "~"

# The file's digest; that of what all but its body comes to; the record's values, its id first; the
# rest of `Parsed`, as bytes, since it is needed only when files are checked against one another;
# the digest of the front matter's text; the sketch of an article's text; the digests of its claims.
Row = tuple[bytes, bytes, tuple[Any, ...], bytes, bytes, bytes, bytes]
Convert = Callable[[Any], Any]


def pack(parsed: Parsed, digest: bytes, front: bytes) -> Row | None:
    """The row of a file whose text, and front matter, has this digest; None if it has a fault."""
    if parsed.record is None or parsed.problems:
        return None
    values = _packer(RECORDS[parsed.file.folder])(parsed.record)
    references = [tuple(reference) for reference in parsed.references]
    figures = [tuple(figure) for figure in parsed.figures]
    rest = plain_values.dumps((parsed.id, parsed.named_by, parsed.claims, references, figures))
    # Version 2 writes equal values as equal bytes; later ones tell shared values from equal ones.
    head = digest_bytes(marshal.dumps(values, 2) + rest)
    claims = values[CLAIMS] if parsed.file.folder == "articles" else ()
    claimed = b"".join(digest_bytes(marshal.dumps(claim, 2)) for claim in claims)
    return digest, head, values, rest, front, parsed.sketch, claimed


def pack_page(digest: bytes) -> Row:
    """The row of one of the site's own pages, which is text and nothing more to us."""
    return digest, b"", (), b"", b"", b"", b""


def unpack_record(folder: str, row: Row, zone: ZoneInfo) -> Record | None:
    """The record alone; None for one of the site's own pages."""
    if folder not in RECORDS:
        return None
    record: Record = _unpacker(RECORDS[folder], zone)(row[2])
    return record


def unpack_records(
    files: Iterable[File], rows: dict[str, Row], zone: ZoneInfo
) -> dict[str, Record | None]:
    """The records of those files that have a row, by path.

    Rows are taken out of `rows` one by one, so that not all are there twice.
    """
    return {
        file.path: unpack_record(file.folder, rows.pop(file.path), zone)
        for file in files
        if file.path in rows
    }


def unpack(file: File, row: Row) -> Parsed:
    """What `file` came to, but for its record and its body."""
    if file.folder not in RECORDS:
        return Parsed(file)
    identifier, named_by, claims, references, figures = plain_values.loads(row[3])
    return Parsed(
        file=file,
        id=identifier,
        named_by=named_by,
        claims=claims,
        references=tuple(map(Reference._make, references)),
        figures=tuple(map(Counted._make, figures)),
    )


def pack_values(record: Any) -> tuple[Any, ...]:
    """The values of a record of any class whose fields are such as those of the records above."""
    kind: Any = type(record)
    values: tuple[Any, ...] = _packer(kind)(record)
    return values


def unpack_values(kind: Any, values: tuple[Any, ...], zone: ZoneInfo) -> Any:
    """The record of a class that had these values."""
    return _unpacker(kind, zone)(values)


@cache
def _packer(kind: type) -> Convert:
    """The function that takes a value of a class apart."""
    names = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    steps = [(place, _packing(hints[name])) for place, name in enumerate(names)]
    needed = [(place, step) for place, step in steps if step is not None]
    values_of = attrgetter(*names)

    def pack_record(record: Any) -> tuple[Any, ...]:
        values = list(values_of(record))
        for place, step in needed:
            if values[place]:
                values[place] = step(values[place])
        return tuple(values)

    return pack_record


def _packing(hint: Any) -> Convert | None:
    """What makes a field's value plain, if it isn't already."""
    kind, is_many = _kind(hint)
    step: Convert
    if kind is dt.datetime:
        step = _pack_time
    elif kind is dt.date:
        step = dt.date.toordinal
    elif _is_record(kind):
        step = _packer(kind)
    else:
        return None
    return (lambda values: tuple(map(step, values))) if is_many else step


@cache
def _unpacker(kind: type, zone: ZoneInfo) -> Convert:
    """The function that puts a value of a class together."""
    hints = get_type_hints(kind)
    steps = [(place, _unpacking(hints[of.name], zone)) for place, of in enumerate(fields(kind))]
    needed = [(place, step) for place, step in steps if step is not None]
    if not needed:
        return lambda values: kind(*values)

    def unpack_record(packed: tuple[Any, ...]) -> Any:
        values = list(packed)
        for place, step in needed:
            if values[place]:
                values[place] = step(values[place])
        return kind(*values)

    return unpack_record


def _unpacking(hint: Any, zone: ZoneInfo) -> Convert | None:
    kind, is_many = _kind(hint)
    step: Convert
    if kind is dt.datetime:
        step = _time_unpacker(zone)
    elif kind is dt.date:
        step = _date_of
    elif _is_record(kind):
        step = _unpacker(kind, zone)
    else:
        return None
    return (lambda values: tuple(map(step, values))) if is_many else step


def _kind(hint: Any) -> tuple[Any, bool]:
    """The class that a field holds one of or none, and whether it holds a tuple of them."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (of for of in get_args(hint) if of is not NoneType)
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return hint, False


def _is_record(kind: Any) -> bool:
    return is_dataclass(kind)


def _pack_time(time: dt.datetime) -> str:
    return time.replace(tzinfo=None, fold=0).isoformat() + (FOLDED if time.fold else "")


# Many records are of one day.
_date_of = cache(dt.date.fromordinal)


def _time_unpacker(zone: ZoneInfo) -> Callable[[str], dt.datetime]:
    read = dt.datetime.fromisoformat

    def unpack_time(text: str) -> dt.datetime:
        if text.endswith(FOLDED):
            return read(text.removesuffix(FOLDED)).replace(tzinfo=zone, fold=1)
        return read(text).replace(tzinfo=zone)

    return unpack_time
