"""The one digest of this program: BLAKE2b of 16 bytes, for files and for values alike.

It tells changes and damage. What must withstand forgery has a key (`briefings.cache.signing_key`).
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

Digest = bytes
DIGEST_SIZE = 16
CHUNK = 1 << 20


def start_digest() -> blake2b:
    """A digest to `update` with the bytes of something read in chunks."""
    return blake2b(digest_size=DIGEST_SIZE)


def digest_bytes(content: bytes) -> Digest:
    return blake2b(content, digest_size=DIGEST_SIZE).digest()


def digest_file(file: Path) -> Digest:
    """Digest a file of any size. Raises OSError."""
    digest = start_digest()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.digest()
