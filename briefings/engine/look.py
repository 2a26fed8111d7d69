"""What is known of a tree: which files its list has, and which of them are as they were written.

To look at all of them takes a while where there are many, so that is done beside other work. Of a
tree that nobody else touches, a process remembers what it has seen, or made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from briefings.engine.failure import explained
from briefings.engine.kept import Kept
from briefings.engine.manifest import find_spoilt, read_manifest, read_seal
from briefings.engine.processes import beside

T = TypeVar("T")

MANY_FILES = 10_000


@dataclass(frozen=True, slots=True)
class Look:
    """`listed` is the list that was found, `published` waits for those files that are as listed."""

    listed: Mapping[str, bytes] | None
    published: Callable[[], Mapping[str, bytes]]


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
    with beside(find_spoilt, root, look.listed) as answer:
        yield replace(look, published=cache(partial(_hear, look.listed, answer, look.published)))


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
    keep(kept, "published", root, Look(manifest, lambda: manifest))


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
    return Look(listed, cache(partial(verify, root, listed or {})))


def _hear(
    listed: Mapping[str, bytes],
    answer: Callable[[], set[str] | None],
    published: Callable[[], Mapping[str, bytes]],
) -> Mapping[str, bytes]:
    """What is as listed, by an answer; or by looking, where there is none."""
    spoilt = answer()
    return published() if spoilt is None else _without(listed, spoilt)


def _without(listed: Mapping[str, bytes], spoilt: set[str]) -> Mapping[str, bytes]:
    return {path: of for path, of in listed.items() if path not in spoilt} if spoilt else listed


def _mark(root: Path) -> bytes | None:
    seal = read_seal(root)
    return seal + repr(identify(root)).encode() if seal else None
