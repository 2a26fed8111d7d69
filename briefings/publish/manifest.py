"""Manifest: the files of a published tree with their digests, kept hidden at its root.

    briefings 1 <digest of all that follows>
    <digest> <path>

Digests are in hex, and each path ends with a NUL. What the manifest lists was created by Briefings;
everything else in the folder wasn't. A tree whose manifest is damaged is not touched.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE, Digest, digest_bytes
from briefings.model.addresses import is_unsafe
from briefings.publish.errors import PublishError

NAME = ".briefings-manifest"
HEADER = b"briefings 1 "
HEX = 2 * DIGEST_SIZE


def write_manifest(root: Path, files: Mapping[str, Digest]) -> None:
    """Write the manifest of the tree `root`: digests by path, relative to it."""
    # A NUL, since a file's name may have a line break in it.
    lines = [f"{files[path].hex()} {path}\0" for path in sorted(files)]
    body = "".join(lines).encode(errors="surrogateescape")
    (root / NAME).write_bytes(HEADER + digest_bytes(body).hex().encode() + b"\n" + body)


def read_manifest(root: Path) -> dict[str, Digest] | None:
    """Return the digests by path of the tree `root`, sorted by path; None if it has no manifest.

    Raises PublishError if the manifest is damaged or has another format.
    """
    try:
        _check_kind(root / NAME)
        return _parse((root / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        message = f"the manifest '{root / NAME}' {error}"
        raise PublishError(message, f"remove '{root}', then rebuild") from error


def read_manifest_digest(root: Path) -> bytes:
    """Return the first line of the manifest, which has its digest; empty if there is none.

    The rest isn't checked.
    """
    try:
        _check_kind(root / NAME)
        with (root / NAME).open("rb") as file:
            return file.readline(len(HEADER) + HEX)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return b""


def _check_kind(file: Path) -> None:
    """Raise ValueError unless this is a regular file: opening a pipe would block forever."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise ValueError("is not a file")


def _parse(content: bytes) -> dict[str, Digest]:
    head, _, body = content.partition(b"\n")
    if not head.startswith(HEADER):
        raise ValueError("has an unknown format")
    if head != HEADER + digest_bytes(body).hex().encode():
        raise ValueError("is damaged")
    lines = body.decode(errors="surrogateescape").split("\0")[:-1]
    digests = bytes.fromhex("".join([line[:HEX] for line in lines]))
    starts = range(0, len(digests), DIGEST_SIZE)
    files = {
        line[HEX + 1 :]: digests[start : start + DIGEST_SIZE]
        for line, start in zip(lines, starts, strict=True)
    }
    if files and is_unsafe("\0".join(files)):
        raise ValueError("lists a path that leads out of the folder")
    return files
