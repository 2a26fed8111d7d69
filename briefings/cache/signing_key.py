"""The key that signs cached code: compiled templates, which the next build runs.

It lies outside of the project, where neither a clone nor a restored CI cache brings it along: in a
file of this user, or in a secret that a CI gives its builds. Without a key, no code is cached.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE

VARIABLE = "BRIEFINGS_CACHE_KEY"
SIZE = 32


def given_key() -> bytes:
    """Return the key that the environment gives; empty if it gives none."""
    secret = os.environ.get(VARIABLE, "")
    return blake2b(os.fsencode(secret), digest_size=SIZE).digest() if secret else b""


def find_key(project: Path) -> bytes | None:
    """Return the key for a project's cache, and make one for a user without; None if that fails.

    A file that others could have written is not trusted, nor is one within the project.
    """
    if given := given_key():
        return given
    with suppress(OSError, RuntimeError):  # no home, or one that can't be written
        state = os.environ.get("XDG_STATE_HOME", "")
        above = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
        file = above / "briefings" / "key"
        # XDG_STATE_HOME may lead into the project: then a clone could bring a key along.
        if not file.resolve().is_relative_to(project.resolve()):
            return _read_key(file) or _make_key(file)
    return None


def sign(key: bytes, name: str, content: bytes) -> bytes:
    """Return content after its authentication code, which covers its name, too."""
    message = b"%b\0%b" % (name.encode(errors="surrogatepass"), content)
    return blake2b(message, digest_size=DIGEST_SIZE, key=key).digest() + content


def verify(key: bytes, name: str, signed: bytes) -> bytes | None:
    """Return the content that `sign` signed with this key and name; None if it didn't."""
    content = signed[DIGEST_SIZE:]
    return content if hmac.compare_digest(sign(key, name, content), signed) else None


def _read_key(file: Path) -> bytes | None:
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as opened:
        status = os.fstat(descriptor)
        key = opened.read(SIZE + 1)
    is_own = not hasattr(os, "geteuid") or (
        status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077
    )
    if not (is_own and stat.S_ISREG(status.st_mode) and len(key) == SIZE):
        raise PermissionError(file)
    return key


def _make_key(file: Path) -> bytes:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(SIZE)
    part = file.with_name(f"key-{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(key)
        # Of two first builds at once the later key stays; the other's templates are compiled
        # again.
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return key
