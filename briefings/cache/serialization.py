"""Values as MessagePack and back, each by its type (msgspec).

Decoding builds objects of the given type only and runs no code, so a forged cache can at most give
other values of that type; `pickle` and `marshal` can't promise that. Neither does msgspec make room
for what a header announces before it is there, nor recurse without bound.

Format: https://github.com/msgpack/msgpack/blob/master/spec.md
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

DECODE_ERRORS = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError)
"""What a `decoder` raises for bytes of anything else than its type."""

_encoder = msgspec.msgpack.Encoder()


def encode(value: object) -> bytes:
    """Serialize a value; equal values of one type give equal bytes.

    Raises TypeError, ValueError or OverflowError for what MessagePack can't hold.
    """
    return _encoder.encode(value)


def decode(data: bytes, kind: Any) -> Any:
    """Deserialize a value of the type `kind`. Raises ValueError if the bytes are anything else."""
    try:
        return decoder(kind)(data)
    except DECODE_ERRORS as error:
        raise ValueError(str(error)) from error


@cache
def decoder(kind: Any) -> Callable[[bytes], Any]:
    """Return the function that deserializes values of a type; it takes a millisecond to build."""
    return msgspec.msgpack.Decoder(kind).decode
