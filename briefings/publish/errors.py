"""Why a site can't be published, and the remedy."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HINTS = {
    errno.ENOSPC: "free disk space, then rebuild",
    errno.EDQUOT: "free some of your disk quota, then rebuild",
    errno.EROFS: "choose a writable site_dir",
    errno.EACCES: "make it writable, or choose another site_dir",
    errno.EPERM: "make it writable, or choose another site_dir",
    errno.EXDEV: "choose a site_dir that isn't a mount, or a folder of an image's lower layer",
    errno.EBUSY: "choose a site_dir that isn't a mount, or in use",
}

ELSEWHERE = "set 'cache_dir' or the variable BRIEFINGS_CACHE to a writable folder"


class PublishError(Exception):
    """The site was not published, and is unchanged; `hint` is the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} ({hint})")
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[PublishError], tuple[str, str]]:
        # By default it would be restored from `args`, which is the one text.
        return type(self), (self.message, self.hint)


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Raise OSError and MemoryError as PublishError, about the site at `target`."""
    try:
        yield
    except (OSError, MemoryError) as error:
        raise explain(error, target) from error


@contextmanager
def explained_cache(cache: Path) -> Iterator[None]:
    """Raise OSError as PublishError, about the cache folder."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"can't write to the cache folder '{cache}': {reason}"
        where = f": '{error.filename}'" if error.filename else ""
        raise PublishError(message + where, ELSEWHERE) from error


def explain(error: PublishError | OSError | MemoryError, target: Path | None) -> PublishError:
    """Return the PublishError for an error; `target` is None while it isn't known."""
    if isinstance(error, PublishError):
        return error
    site = f"'{target}'" if target else "the site"
    if isinstance(error, MemoryError):
        hint = "free memory, or set fewer 'jobs'"
        return PublishError(f"can't publish {site}: out of memory", hint)
    reason = (error.strerror or str(error)).lower()
    file = error.filename if error.filename2 is None else error.filename2  # the one to be written
    where = f": '{file}'" if file is not None else ""
    hint = HINTS.get(error.errno or 0, "rebuild")
    return PublishError(f"can't publish {site}: {reason}{where}", hint)
