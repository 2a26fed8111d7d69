"""Why a site can't be published, in words, and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HINTS = {
    errno.ENOSPC: "make room on the disk, and build again",
    errno.EDQUOT: "make room in your quota, and build again",
    errno.EROFS: "choose a site_dir that can be written",
    errno.EACCES: "give the build the right to write there, or choose another site_dir",
    errno.EPERM: "give the build the right to write there, or choose another site_dir",
    errno.EXDEV: "choose a site_dir that isn't a mount, or a folder of an image's lower layer",
    errno.EBUSY: "choose a site_dir that isn't a mount, or in use",
}

ELSEWHERE = "name a folder that can be written: 'cache_dir', or the variable BRIEFINGS_CACHE"


class PublishError(Exception):
    """The site was not published, and is as it was; `hint` is the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} ({hint})")
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[PublishError], tuple[str, str]]:
        return type(self), (self.message, self.hint)


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Raise errors of the operating system in the words of whoever builds the site `target`."""
    try:
        yield
    except (OSError, MemoryError) as error:
        raise explain(error, target) from error


@contextmanager
def explained_cache(cache: Path) -> Iterator[None]:
    """The same of the folder that keeps what lives from build to build."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"can't write '{cache}', what builds keep for the next, {reason}"
        raise PublishError(f"{message}: '{error.filename or cache}'", ELSEWHERE) from error


def explain(error: PublishError | OSError | MemoryError, target: Path | None) -> PublishError:
    """Why the site `target` can't be published; None while it isn't known where that is."""
    if isinstance(error, PublishError):
        return error
    site = f"'{target}'" if target else "the site"
    if isinstance(error, MemoryError):
        hint = "give the build more, or set fewer 'jobs'"
        return PublishError(f"can't publish {site}, out of memory", hint)
    reason = (error.strerror or str(error)).lower()
    file = error.filename if error.filename2 is None else error.filename2  # the one to be written
    where = f": '{file}'" if file is not None else ""
    hint = HINTS.get(error.errno or 0, "build again")
    return PublishError(f"can't publish {site}, {reason}{where}", hint)
