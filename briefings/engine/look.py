"""What is known of a tree: which files its list has, which of them are as written, and what else.

To look at all of it takes a while where there is much, so that is done beside other work. Of a tree
that nobody else touches, a process remembers what it has seen, or made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from briefings.engine.failure import explained
from briefings.engine.foreign import find_foreign, folders_of, is_replaced
from briefings.engine.kept import Kept
from briefings.engine.manifest import find_spoilt, read_manifest, read_seal
from briefings.engine.processes import beside

T = TypeVar("T")

MANY_FILES = 10_000


@dataclass(frozen=True, slots=True)
class Look:
    """`listed` is the list that was found, `published` waits for those files that are as listed.

    `seek` begins to look for what others have put there (`find_foreign`), and gives what waits for
    that.
    """

    listed: Mapping[str, bytes] | None
    published: Callable[[], Mapping[str, bytes]]
    seek: Callable[[], Callable[[], list[str]]]


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
    asked, ask = Pipe(duplex=False)
    with (
        asked,
        ask,
        beside(find_spoilt, root, look.listed) as spoilt,
        beside(_seek_once_asked, root, look.listed, asked) as foreign,
    ):
        try:
            yield _hear(root, look, cache(spoilt), ask, cache(foreign))
        finally:
            ask.send(False)


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
    keep(kept, "published", root, Look(manifest, lambda: manifest, lambda: list))


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

    def seek() -> Callable[[], list[str]]:
        owned = _owned(root, listed or {}, published())
        return partial(find_foreign, root, owned)

    return Look(listed, published, seek)


def _hear(
    root: Path,
    look: Look,
    spoilt: Callable[[], set[str] | None],
    ask: Connection,
    foreign: Callable[[], list[str] | None],
) -> Look:
    """A look by what two other processes see, as far as they do."""
    listed = look.listed or {}

    @cache
    def published() -> Mapping[str, bytes]:
        found = spoilt()
        return look.published() if found is None else _without(listed, found)

    def seek() -> Callable[[], list[str]]:
        owned = _owned(root, listed, published())
        if len(owned) < len(listed):
            return partial(find_foreign, root, owned)
        ask.send(True)

        def found() -> list[str]:
            seen = foreign()
            return find_foreign(root, owned) if seen is None else seen

        return found

    return Look(look.listed, published, seek)


def _seek_once_asked(root: Path, listed: Mapping[str, bytes], asked: Connection) -> list[str]:
    """What is foreign in the tree `root` when that is asked for; which folders it should have is
    known by then, and takes as long to find."""
    folders = folders_of(listed)
    return find_foreign(root, listed, folders) if asked.recv() else []


def _owned(
    root: Path, listed: Mapping[str, bytes], published: Mapping[str, bytes]
) -> Sequence[str]:
    """The listed files that nothing else, such as a link, has taken the place of."""
    spoilt = listed.keys() - published.keys()
    replaced = {path for path in spoilt if is_replaced(root, path)}
    return [path for path in listed if path not in replaced]


def _without(listed: Mapping[str, bytes], spoilt: set[str]) -> Mapping[str, bytes]:
    return {path: of for path, of in listed.items() if path not in spoilt} if spoilt else listed


def _mark(root: Path) -> bytes | None:
    seal = read_seal(root)
    return seal + repr(identify(root)).encode() if seal else None
