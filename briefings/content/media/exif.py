"""Position and device in a TIFF structure, which Exif is in whatever file.

https://www.cipa.jp/std/documents/download_e.html?DC-008
Only directories are read, never a pixel, and a limited number of entries.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

# Gives so many bytes from an offset on, or fewer at the end.
Read = Callable[[int, int], bytes]

POSITION = "the GPS position"
CAMERA = "the camera's serial number"
LENS = "the lens's serial number"
OWNER = "the name of the camera's owner"
NOTES = "the camera maker's notes, which have serial numbers"

GPS_DIRECTORY, EXIF_DIRECTORY = 0x8825, 0x8769
MAKE, MAKER_NOTE = 0x010F, 0x927C
COORDINATES = {2, 4, 20, 22}  # latitude and longitude of the camera, and of what it looks at
TEXTS = {0xA431: CAMERA, 0xC62F: CAMERA, 0xA435: LENS, 0xA430: OWNER}
# The notes of phones have no serial number.
PHONES = ("apple", "google", "huawei", "oneplus", "samsung", "xiaomi")
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
ENTRY = 12
# Directories may lead in circles, or all to one place: the number of entries, not the file's size,
# limits the work.
MOST_ENTRIES = 20_000
MOST_CHAINED = 8
LONGEST_VALUE = 256


@dataclass(slots=True)
class Budget:
    """How many entries may still be read in one file."""

    entries: int = MOST_ENTRIES


@dataclass(slots=True)
class _Tiff:
    read: Read
    order: str
    budget: Budget
    found: set[str] = field(default_factory=set)
    make: str = ""
    has_notes: bool = False


def find_in_tiff(read: Read, budget: Budget) -> set[str]:
    """Return what the structure at offset 0 reveals; empty if there is none."""
    head = read(0, 8)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(head[:4])
    if order is None or len(head) < 8:
        return set()
    tiff = _Tiff(read, order, budget)
    (offset,) = struct.unpack(f"{order}I", head[4:])
    for _ in range(MOST_CHAINED):
        if offset < 8:
            break
        offset = _read_directory(tiff, offset, is_gps=False, below=2)
    if tiff.has_notes and not tiff.make.startswith(PHONES):
        tiff.found.add(NOTES)
    return tiff.found


def _read_directory(tiff: _Tiff, offset: int, *, is_gps: bool, below: int) -> int:
    """Read the entries of a directory; return the offset of the next one, or 0."""
    head = tiff.read(offset, 2)
    if len(head) < 2:
        return 0
    (count,) = struct.unpack(f"{tiff.order}H", head)
    count = min(count, tiff.budget.entries)
    tiff.budget.entries -= count
    entries = tiff.read(offset + 2, count * ENTRY)
    for start in range(0, len(entries) - ENTRY + 1, ENTRY):
        entry = entries[start : start + ENTRY]
        tag, kind, number = struct.unpack(f"{tiff.order}HHI", entry[:8])
        if is_gps:
            if tag in COORDINATES and _has_value(_value(tiff, kind, number, entry[8:])):
                tiff.found.add(POSITION)
        elif tag in (GPS_DIRECTORY, EXIF_DIRECTORY) and below:
            (place,) = struct.unpack(f"{tiff.order}I", entry[8:])
            _read_directory(tiff, place, is_gps=tag == GPS_DIRECTORY, below=below - 1)
        # A number of nothing but zeros tells no camera from another.
        elif tag in TEXTS and _text(_value(tiff, kind, number, entry[8:])).strip("0 -"):
            tiff.found.add(TEXTS[tag])
        elif tag == MAKE:
            tiff.make = _text(_value(tiff, kind, number, entry[8:])).lower()
        elif tag == MAKER_NOTE and number:
            tiff.has_notes = True
    following = tiff.read(offset + 2 + count * ENTRY, 4)
    return struct.unpack(f"{tiff.order}I", following)[0] if len(following) == 4 else 0


def _value(tiff: _Tiff, kind: int, number: int, inline: bytes) -> bytes:
    size = SIZES.get(kind, 1) * number
    if size <= 4:
        return inline[:size]
    (place,) = struct.unpack(f"{tiff.order}I", inline)
    return tiff.read(place, min(size, LONGEST_VALUE))


def _has_value(coordinate: bytes) -> bool:
    """Return whether it is more than the zeros of a camera without a position."""
    numerators = (coordinate[start : start + 4] for start in range(0, len(coordinate), 8))
    return any(any(numerator) for numerator in numerators)


def _text(value: bytes) -> str:
    return value.decode("latin-1").replace("\0", " ").strip()
