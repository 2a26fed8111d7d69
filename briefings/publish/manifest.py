"""A published tree's own list of its files: what is in it is a build's, all else is not.

It lies hidden at the root of the tree:

    briefings 1 <digest of all that follows>
    <digest> <path>

each path ended by a NUL. A tree whose list is damaged is nobody's: nothing in it is believed.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE, digest_bytes
from briefings.model.addresses import is_unsafe
from briefings.publish.errors import PublishError

NAME = ".briefings-manifest"
HEADER = b"briefings 1 "
HEX = 2 * DIGEST_SIZE


def write_manifest(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the list of all files of the tree `root`: paths relative to it, and digests."""
    lines = [f"{files[path].hex()} {path}\0" for path in sorted(files)]
    body = "".join(lines).encode(errors="surrogateescape")
    (root / NAME).write_bytes(HEADER + digest_bytes(body).hex().encode() + b"\n" + body)


def read_manifest(root: Path) -> dict[str, bytes] | None:
    """The digest of each file that the tree `root` lists; None when it has no list.

    Raises PublishError when the list is damaged, or not of this form.
    """
    try:
        _check_kind(root / NAME)
        return _parse((root / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        message = f"'{root / NAME}', by which a build knows its own files, is {error}"
        raise PublishError(message, f"remove '{root}', and build again") from error


def read_manifest_digest(root: Path) -> bytes:
    """What a list is known by, the digest in its first line; empty when the tree has no list."""
    try:
        _check_kind(root / NAME)
        with (root / NAME).open("rb") as file:
            return file.readline(len(HEADER) + HEX)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return b""


def _check_kind(file: Path) -> None:
    """A folder can't be read, and a pipe would be waited for."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise ValueError("not a file")


def _parse(content: bytes) -> dict[str, bytes]:
    head, _, body = content.partition(b"\n")
    if not head.startswith(HEADER):
        raise ValueError("not of this version's form")
    if head != HEADER + digest_bytes(body).hex().encode():
        raise ValueError("damaged")
    lines = body.decode(errors="surrogateescape").split("\0")[:-1]
    digests = bytes.fromhex("".join([line[:HEX] for line in lines]))
    starts = range(0, len(digests), DIGEST_SIZE)
    files = {
        line[HEX + 1 :]: digests[start : start + DIGEST_SIZE]
        for line, start in zip(lines, starts, strict=True)
    }
    if files and is_unsafe("\0".join(files)):
        raise ValueError("not a build's, for it leads out of the folder")
    return files
