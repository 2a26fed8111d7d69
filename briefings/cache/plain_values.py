"""Plain values as bytes (MessagePack) and back: what is remembered from one build to the next.

Values are None, bool, int, float, str, bytes, and tuples, lists and dicts of them; a dict's keys
are str or bytes. A list comes back as a tuple. Bytes that somebody has forged give a ValueError or
other plain values, and nothing else: no object of any other class, no code, no memory far beyond
their own length. Neither `pickle` nor `marshal` can say that.

Format: https://github.com/msgpack/msgpack/blob/master/spec.md
"""

from __future__ import annotations

from typing import Any

import msgpack

LONG = 1
"""The extension type of integers past 64 bits: their decimal digits."""
MOST_DIGITS = 4_000
MOST_ENTRIES = 1 << 17
"""Of one tuple or dict: room is made for as many as its head announces, and heads nest."""
# Names of files may hold what isn't UTF-8.
UNICODE = "surrogatepass"


def dumps(value: object) -> bytes:
    """The bytes of a plain value. Raises TypeError for any other, ValueError for one too large."""
    packed: bytes = msgpack.packb(value, default=_extend, unicode_errors=UNICODE)
    return packed


def loads(data: bytes) -> Any:
    """The value that these are the bytes of. Raises ValueError when they are none's."""
    try:
        return msgpack.unpackb(
            data,
            use_list=False,
            ext_hook=_read_extension,
            unicode_errors=UNICODE,
            max_array_len=MOST_ENTRIES,
            max_map_len=MOST_ENTRIES,
        )
    except (TypeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _extend(value: object) -> msgpack.ExtType:
    digits = str(value) if type(value) is int else ""
    if not 0 < len(digits) <= MOST_DIGITS:
        raise TypeError(f"a value of {type(value).__name__} can't be kept")
    return msgpack.ExtType(LONG, digits.encode())


def _read_extension(kind: int, data: bytes) -> int:
    if kind != LONG or len(data) > MOST_DIGITS:
        raise ValueError(f"an extension of type {kind}")
    return int(data)
