"""Metadata in pictures and videos: where they were taken, and with which device.

It can identify whoever took one. It is in Exif, in XMP, and in fields of some formats, each
anywhere in a file: a JPEG may end with a video, or with a second picture. So the bytes are searched
for their beginnings, whatever the format; only PNG compresses some. Pixels are never decoded, and
of a very large file only both ends are read.
"""

from __future__ import annotations

import re
import shlex
import zlib
from collections.abc import Iterator
from functools import partial

from briefings.content.media.exif import CAMERA, LENS, POSITION, Budget, Read, find_in_tiff
from briefings.model import Problem

CHUNK = 1 << 20
OVERLAP = 512
END = 32 << 20
"""How many bytes are searched at each end of a file."""
MOST_HITS = 5_000
PNG = b"\x89PNG\r\n\x1a\n"
MAGIC = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|RIFF....WEBP|....ftyp|II\*\0|MM\0\*|\xff\x0a"
    rb"|\0\0\0\x0cJXL |8BPS|%PDF-",
    re.DOTALL,
)
TIFFS = (b"II*\0", b"MM\0*")
# Matched within a field's name; its value is searched, too.
FIELDS = {
    b"GPS": re.compile(
        rb":GPS(?:Dest)?(?:Lat|Lon|Pos|Coord)\w{0,20}\s{0,9}"
        rb"(?:=\s{0,9}[\"'][^\"']|>\s{0,99}[^<\s]|\0\s{0,9}[^\0\s])"
    ),
    b"Gps": re.compile(
        rb":Gps(?:Lat|Lon|Pos|Coord)\w{0,20}\s{0,9}(?:=\s{0,9}[\"'][^\"']|>\s{0,99}[^<\s])"
    ),
    b"SerialNumber": re.compile(
        rb":\w{0,20}SerialNumber\s{0,9}(?:=\s{0,9}[\"'][^\"']|>\s{0,99}[^<\s])"
    ),
    # Positions in videos: QuickTime's, that of 3GPP (TS 26.244), and Apple's.
    b"\xa9xyz": re.compile(rb"\xa9xyz.{1,12}?[+-]\d\d", re.DOTALL),
    b"loci": re.compile(rb"loci\0\0\0\0"),
    b"location.ISO6709": re.compile(rb"location\.ISO6709"),
}
LONGEST_TEXT = 4 << 20
MOST_CHUNKS = 10_000
# ImageMagick writes Exif as digits into `Raw profile type exif`.
PROFILE = re.compile(rb"\s*\w+\s+\d+\s+([0-9a-fA-F\s]+)")


def find_traces(read: Read, size: int) -> list[str]:
    """Describe what a file's bytes reveal.

    Empty if it is no picture, video or PDF (which may contain pictures).
    """
    head = read(0, 16)
    if not MAGIC.match(head):
        return []
    found = _search(read, size)
    if head.startswith(PNG):
        for text in _png_texts(read):
            found |= _search(partial(_slice, text), len(text))
    return sorted(found)


def warn_of_traces(path: str, traces: list[str]) -> Problem:
    """Return the warning about a file's metadata."""
    revealed = " and ".join(filter(None, (", ".join(traces[:-1]), traces[-1])))
    message = f"this file's metadata tells {revealed}: whoever took it could be found"
    hint = f"remove it before it is published: exiftool -all= {shlex.quote(path)}"
    return Problem(path, 1, 1, message, hint, "warning")


def _search(read: Read, size: int) -> set[str]:
    found: set[str] = set()
    hits = MOST_HITS
    budget = Budget()
    for start, chunk in _chunks(read, size):
        for mark in TIFFS:
            for place in _places(chunk, mark, hits):
                hits -= 1
                found |= find_in_tiff(partial(_read_from, read, start + place), budget)
        for mark, field in FIELDS.items():
            for place in _places(chunk, mark, hits):
                hits -= 1
                if match := field.search(chunk, max(place - 32, 0), place + 256):
                    found.add(_name(match[0]))
                    break
    return found


def _name(field: bytes) -> str:
    if b"SerialNumber" not in field:
        return POSITION
    return LENS if b"Lens" in field else CAMERA


def _places(chunk: bytes, mark: bytes, most: int) -> Iterator[int]:
    place = chunk.find(mark)
    while place >= 0 and most > 0:
        yield place
        most -= 1
        place = chunk.find(mark, place + 1)


def _chunks(read: Read, size: int) -> Iterator[tuple[int, bytes]]:
    """Read overlapping chunks, so that no mark is cut in two."""
    start = 0
    while start < size:
        if END <= start < size - END:
            start = size - END
        yield start, read(start, CHUNK + OVERLAP)
        start += CHUNK


def _png_texts(read: Read) -> Iterator[bytes]:
    """Return a PNG's text chunks that are compressed, or written as digits."""
    offset = len(PNG)
    left = LONGEST_TEXT
    for _ in range(MOST_CHUNKS):
        head = read(offset, 8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or kind == b"IEND":
            return
        if kind in (b"tEXt", b"zTXt", b"iTXt") and left > 0:
            text = _unpack_text(kind, read(offset + 8, min(length, LONGEST_TEXT)), left)
            left -= len(text)
            yield text
        # Length, type and CRC have four bytes each: https://www.w3.org/TR/png-3/#5Chunk-layout
        offset += length + 12


def _unpack_text(kind: bytes, data: bytes, most: int) -> bytes:
    name, _, text = data.partition(b"\0")
    if kind == b"zTXt":
        text = _inflate(text[1:], most)
    elif kind == b"iTXt":
        is_packed = text[:1] == b"\1"
        text = text[2:].partition(b"\0")[2].partition(b"\0")[2]
        text = _inflate(text, most) if is_packed else text
    if name.startswith(b"Raw profile type ") and (match := PROFILE.match(text)):
        digits = b"".join(match[1].split())
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return text


def _inflate(data: bytes, most: int) -> bytes:
    try:
        # No more than that: a few KB may inflate to gigabytes.
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


def _slice(data: bytes, start: int, length: int) -> bytes:
    return data[start : start + length]


def _read_from(read: Read, base: int, start: int, length: int) -> bytes:
    return read(base + start, length)
