"""What a picture's metadata tells of who took it is found, whatever the format; pixels are not."""

from __future__ import annotations

import struct
import zlib
from functools import partial

import pytest

from briefings.content.media.exif import CAMERA, LENS, NOTES, OWNER, POSITION
from briefings.content.media.metadata import END, find_traces, warn_of_traces

PNG = b"\x89PNG\r\n\x1a\n"
XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="51,12.5N" aux:LensSerialNumber="7"/>'


def read(data: bytes, start: int, length: int) -> bytes:
    return data[start : start + length]


def traces(data: bytes) -> list[str]:
    return find_traces(partial(read, data), len(data))


def directory(order: str, start: int, entries: list[tuple[int, int, int, bytes]]) -> bytes:
    """A TIFF directory that begins at an offset, with its values behind it."""
    values = b""
    rows = b""
    behind = start + 2 + 12 * len(entries) + 4
    for tag, kind, number, value in entries:
        if len(value) > 4:
            rows += struct.pack(f"{order}HHII", tag, kind, number, behind + len(values))
            values += value
        else:
            rows += struct.pack(f"{order}HHI", tag, kind, number) + value.ljust(4, b"\0")
    return struct.pack(f"{order}H", len(entries)) + rows + b"\0\0\0\0" + values


def exif(
    order: str = "<",
    make: bytes = b"Maker",
    latitude: tuple[int, ...] = (51, 1, 12, 1, 30, 1),
    gps: bool = True,
    texts: dict[int, bytes] | None = None,
) -> bytes:
    """Exif with a place, or none, and some texts of its own."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", 8)
    inner = [(tag, 2, len(text), text) for tag, text in (texts or {}).items()]
    place = [
        (0, 1, 4, b"\2\3\0\0"),
        (2, 5, 3, struct.pack(f"{order}6I", *latitude)),
        (29, 2, 11, b"2026:11:20\0"),
    ]
    main: list[tuple[int, int, int, bytes]] = [(0x010F, 2, len(make), make)]
    size = len(directory(order, 8, [*main, (0x8769, 4, 1, b""), (0x8825, 4, 1, b"")]))
    below = directory(order, 8 + size, inner)
    gps_at = struct.pack(f"{order}I", 8 + size + len(below))
    main.append((0x8769, 4, 1, struct.pack(f"{order}I", 8 + size)))
    if gps:
        main.append((0x8825, 4, 1, gps_at))
    first = directory(order, 8, main).ljust(size, b"\0")
    return head + first + below + directory(order, 8 + size + len(below), place)


def jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    parts = b"".join(b"\xff\xe1" + struct.pack(">H", min(len(s) + 2, 65_535)) + s for s in segments)
    return b"\xff\xd8" + parts + b"\xff\xda\0\2" + b"\x5a" * 500 + b"\xff\xd9" + after


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    return PNG + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*chunks, (b"IEND", b""))
    )


PROFILE = b"\nexif\n  %8d\n" % 400 + exif().hex().encode()
PLACED = {
    "JPEG": jpeg(b"Exif\0\0" + exif()),
    "a picture in a document": b"%PDF-1.7 " + jpeg(exif()),
    "a document with XMP": b"%PDF-1.7 " + XMP,
    "text in a PNG": png((b"tEXt", b"exif:GPSLatitude\0 51/1, 12/1")),
    "JPEG, big-endian": jpeg(b"Exif\0\0" + exif(">")),
    "JPEG with XMP": jpeg(b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    "JPEG with elements of XMP": jpeg(b"<exif:GPSLongitude>35,16E</exif:GPSLongitude>"),
    "JPEG of a drone": jpeg(b'<rdf:Description drone-dji:GpsLatitude = "+51.2"/>'),
    "a second picture behind it": jpeg(after=jpeg(b"Exif\0\0" + exif())),
    "a video behind it": jpeg(after=b"....moov....\xa9xyz\0\x12\x15\xc7+51.2083+035.2722/"),
    "PNG": png((b"eXIf", exif(">"))),
    "PNG with XMP": png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
    "PNG with packed XMP": png((b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP))),
    "PNG of ImageMagick": png((b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(PROFILE))),
    "PNG with digits": png((b"tEXt", b"Raw profile type APP1\0" + PROFILE)),
    "WebP": b"RIFF\0\0\0\0WEBPVP8X" + b"EXIF\0\0\1\0Exif\0\0" + exif(),
    "AVIF": b"\0\0\0\x1cftypavif" + b"\0" * 40 + b"mdat\0\0\0\0" + exif(">"),
    "HEIC": b"\0\0\0\x1cftypheic" + b"\0" * 40 + b"\0\0\0\6Exif\0\0" + exif(),
    "GIF": b"GIF89a" + b"!\xff\x0bXMP DataXMP" + XMP,
    "TIFF": exif(),
    "a video": b"\0\0\0\x1cftypmp42" + b"udta\0\0\0\x1e\xa9xyz\0\x12\x15\xc7-33.8688+151.2093/",
    "a QuickTime video": b"\0\0\0\x1cftypqt  ....com.apple.quicktime.location.ISO6709....",
}
SILENT = {
    "nothing": b"",
    "a picture without": jpeg(),
    "Exif without a place": jpeg(b"Exif\0\0" + exif(gps=False)),
    "a place that isn't known": jpeg(b"Exif\0\0" + exif(latitude=(0, 1, 0, 1, 0, 1))),
    "fields without a value": jpeg(b"exif:GPSLatitude=\"\" aux:SerialNumber = ''"),
    "a serial number of zeros": jpeg(b"Exif\0\0" + exif(gps=False, texts={0xA431: b"0000000\0"})),
    "notes of a phone": jpeg(
        b"Exif\0\0" + exif(make=b"Apple\0", gps=False, texts={0x927C: b"Apple iOS"})
    ),
    "a text about it": b"the field exif:GPSLatitude='51'",
    "a table": b'file,exif:GPSLatitude="51"\n' + exif(),
}
HOSTILE = {
    "directories without end": jpeg(b"II*\0\x08\0\0\0\xff\xff" * 400_000),
    "directories in a circle": jpeg(
        b"II*\0\x08\0\0\0" + directory("<", 8, [(0x8769, 4, 1, b"\x08\0\0\0")] * 900)
    ),
    "a chain in a circle": jpeg(b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
    "fields without end": jpeg(b":GPSLatitude      " * 400_000),
    "packed zeros": png(*[(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 50_000_000))] * 40),
    "packed digits": png(
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\na\n 1\n" + b"4" * 30_000_000))
    ),
    "broken packing": png((b"zTXt", b"a\0\0" + b"\xff" * 100), (b"iTXt", b""), (b"tEXt", b"\0")),
    "a chunk without end": PNG + b"\xff\xff\xff\xfftEXt" + b"a" * 100,
    "cut short": jpeg(b"Exif\0\0" + exif()[:40]),
}


@pytest.mark.parametrize("data", PLACED.values(), ids=PLACED)
def test_a_place_is_found(data: bytes) -> None:
    assert POSITION in traces(data)


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_nothing_is_found_where_nothing_is_told(data: bytes) -> None:
    assert traces(data) == []


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_looked_through(data: bytes) -> None:
    assert traces(data) == []


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        (0xA431, b"0123456789\0", CAMERA),
        (0xA435, b"L-1\0", LENS),
        (0xA430, b"J. Doe\0", OWNER),
        (0x927C, b"Maker's own", NOTES),
    ],
)
def test_who_took_it_is_found_by_the_device(tag: int, text: bytes, found: str) -> None:
    assert traces(jpeg(b"Exif\0\0" + exif(gps=False, texts={tag: text}))) == [found]


def test_serial_numbers_in_xmp_are_told_apart() -> None:
    assert traces(jpeg(XMP)) == [POSITION, LENS]
    assert traces(jpeg(b"<exifEX:BodySerialNumber>12</exifEX:BodySerialNumber>")) == [CAMERA]


def test_what_lies_across_two_parts_that_are_read_is_found() -> None:
    for before in range((1 << 20) - 40, (1 << 20) + 40, 7):
        assert POSITION in traces(b"\xff\xd8\xff" + b"\0" * before + exif()), before


def test_of_a_very_large_file_both_ends_are_read() -> None:
    size = 40 * END
    start = b"\xff\xd8\xff"
    end = exif()

    def sparse(offset: int, length: int) -> bytes:
        zeros = b"\0" * min(length, size - len(end) - offset)
        if offset == 0:
            return start + zeros[len(start) :]
        return (zeros + end[max(offset + len(end) - size, 0) :])[:length]

    assert find_traces(sparse, size) == [POSITION]


def test_a_warning_names_the_file_what_it_tells_and_the_remedy_but_not_the_place() -> None:
    warning = warn_of_traces("content/media/at the bridge.jpg", [CAMERA, LENS, POSITION])
    assert str(warning) == (
        "content/media/at the bridge.jpg:1:1: this file's metadata tells the camera's serial"
        " number, the lens's serial number and the GPS position: whoever took it could be found"
        " (remove it before it is published: exiftool -all= 'content/media/at the bridge.jpg')"
    )
    assert warning.severity == "warning"
