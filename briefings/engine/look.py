"""What is known of a tree: which files its list has, which of them are as written, and what else.

To look at all of it takes a while where there is much, so that is done beside other work. Of a tree
that nobody else touches, a process remembers what it has seen, or made it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from briefings.engine.failure import explained
from briefings.engine.foreign import find_foreign, is_replaced
from briefings.engine.kept import Kept
from briefings.engine.manifest import find_spoilt, read_manifest, read_seal
from briefings.engine.processes import beside

T = TypeVar("T")

MANY_FILES = 10_000
FRESH = 3.0
"""Seconds for which it is taken as known what others have put into a tree."""


@dataclass(frozen=True, slots=True)
class Look:
    """`listed` is the list that was found. `published` waits for those files that are as listed,
    `foreign` for what others have put there (`find_foreign`)."""

    listed: Mapping[str, bytes] | None
    published: Callable[[], Mapping[str, bytes]]
    foreign: Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a tree: listed files that aren't as written, and what is `foreign`, since
    a time by the monotonic clock, in seconds."""

    spoilt: set[str]
    foreign: list[str]
    since: float


@contextmanager
def look_through(root: Path, kept: Kept | None) -> Iterator[Look]:
    """Look through the tree `root`, unless what it has is `kept`."""
    if kept is not None:
        yield recall(kept, "published", root, _look)
        return
    look = _look(root)
    if look.listed is None or len(look.listed) < MANY_FILES:
        yield look
        return
    with beside(_see, root, look.listed) as answer:
        yield _hear(root, look, cache(answer))


def verify(root: Path, listed: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Those of the listed files that are still in the tree `root` as they were written."""
    with explained(root):
        return _without(listed, find_spoilt(root, listed))


def recall(kept: Kept | None, name: str, root: Path, see: Callable[[Path], T]) -> T:
    """What is kept of the tree `root` under a name, or what is seen there."""
    return see(root) if kept is None else kept.once(name, _mark(root), lambda: see(root))


def keep(kept: Kept | None, name: str, root: Path, seen: object) -> None:
    """Keep this of the tree `root`, for as long as it is the same one, with the same list."""
    if kept is not None:
        kept.put(name, _mark(root), seen)


def keep_published(kept: Kept | None, root: Path, manifest: Mapping[str, bytes]) -> None:
    """Keep that the tree `root` has just these files."""
    keep(kept, "published", root, Look(manifest, lambda: manifest, list))


@contextmanager
def forgetting(kept: Kept | None) -> Iterator[None]:
    """After an error, trees are looked through again."""
    try:
        yield
    except BaseException:
        if kept is not None:
            kept.put("published", None, None)
            kept.put("spare", None, None)
        raise


def identify(folder: Path) -> tuple[int, int] | None:
    """By which a folder is known to be the same one; None if it isn't there."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _look(root: Path) -> Look:
    listed = read_manifest(root)
    published = cache(partial(verify, root, listed or {}))

    def foreign() -> list[str]:
        return _find_foreign(root, listed or {}, (listed or {}).keys() - published().keys())

    return Look(listed, published, foreign)


def _see(root: Path, listed: Mapping[str, bytes]) -> Sight:
    spoilt = find_spoilt(root, listed)
    since = time.monotonic()
    return Sight(spoilt, _find_foreign(root, listed, spoilt), since)


def _find_foreign(root: Path, listed: Iterable[str], spoilt: Iterable[str]) -> list[str]:
    replaced = {path for path in spoilt if is_replaced(root, path)}
    return find_foreign(root, [path for path in listed if path not in replaced])


def _hear(root: Path, look: Look, answer: Callable[[], Sight | None]) -> Look:
    """A look by what another process has seen, as far as it has, and while it is fresh."""
    listed = look.listed or {}

    def published() -> Mapping[str, bytes]:
        sight = answer()
        return _without(listed, sight.spoilt) if sight else look.published()

    def foreign() -> list[str]:
        sight = answer()
        if sight and time.monotonic() - sight.since < FRESH:
            return sight.foreign
        return _find_foreign(root, listed, sight.spoilt) if sight else look.foreign()

    return Look(look.listed, cache(published), foreign)


def _without(listed: Mapping[str, bytes], spoilt: set[str]) -> Mapping[str, bytes]:
    return {path: of for path, of in listed.items() if path not in spoilt} if spoilt else listed


def _mark(root: Path) -> bytes | None:
    seal = read_seal(root)
    return seal + repr(identify(root)).encode() if seal else None
