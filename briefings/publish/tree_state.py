"""What is known of a tree: which files its list has, which of them are as written, and what else.

To look at all of it takes a while where there is much, so that is done beside other work. Of a tree
that nobody else touches, a process remembers what it has seen, or made it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from briefings.build.processes import beside
from briefings.cache.memo import Memo
from briefings.publish.errors import explained
from briefings.publish.file_stats import Examined, Stamp, Stamps, examine
from briefings.publish.manifest import read_manifest, read_manifest_digest
from briefings.publish.unmanaged_files import find_foreign, folders_of, is_replaced

T = TypeVar("T")

MANY_FILES = 10_000
FRESH = 2.0
"""Seconds for which it is taken as known what others have put into a tree, once it was seen."""


@dataclass(frozen=True, slots=True)
class Look:
    """`listed` is the list that was found, `published` waits for those files that are as listed,
    `seen` for how those are that had to be read to know that (`file_stats`), `foreign`
    for what others have put there (`find_foreign`), which who will ask for it may have sought
    meanwhile (`seek`). `again` looks for that once more, where the tree is by then: in a large one,
    at its top alone.
    """

    listed: Mapping[str, bytes] | None
    published: Callable[[], Mapping[str, bytes]]
    seen: Callable[[], Mapping[str, Stamp]]
    seek: Callable[[], object]
    foreign: Callable[[], list[str]]
    again: Callable[[Path], list[str]]


@contextmanager
def look_through(root: Path, memo: Memo | None, stamps: Stamps) -> Iterator[Look]:
    """Look through the tree `root`, unless its state is in `memo`."""
    if memo is not None:
        yield recall(memo, "published", root, partial(_look, stamps=stamps))
        return
    look = _look(root, stamps)
    if look.listed is None or len(look.listed) < MANY_FILES:
        yield look
        return
    asked, ask = Pipe(duplex=False)
    with (
        asked,
        ask,
        beside(examine, root, look.listed, stamps.read(read_manifest_digest(root))) as examined,
        beside(_find_once_asked, root, look.listed, asked) as found,
    ):
        try:
            yield _hear(look, look.listed, cache(examined), ask, found)
        finally:
            ask.send(False)


def verify(root: Path, listed: Mapping[str, bytes], stamps: Stamps) -> Mapping[str, bytes]:
    """Those of the listed files that are still in the tree `root` as they were written."""
    return _without(listed, _examine(root, listed, stamps).spoilt)


def _examine(root: Path, listed: Mapping[str, bytes], stamps: Stamps) -> Examined:
    with explained(root):
        return examine(root, listed, stamps.read(read_manifest_digest(root)))


def recall(memo: Memo | None, name: str, root: Path, see: Callable[[Path], T]) -> T:
    """What is kept of the tree `root` under a name, or what is seen there."""
    return see(root) if memo is None else memo.get(name, _mark(root), lambda: see(root))


def keep(memo: Memo | None, name: str, root: Path, seen: object) -> None:
    """Keep this of the tree `root`, for as long as it is the same one, with the same list."""
    if memo is not None:
        memo.put(name, _mark(root), seen)


def keep_published(memo: Memo | None, root: Path, manifest: Mapping[str, bytes]) -> None:
    """Keep that the tree `root` has just these files."""
    keep(
        memo,
        "published",
        root,
        Look(manifest, lambda: manifest, dict, _nothing, list, lambda root: []),
    )


@contextmanager
def forgetting(memo: Memo | None) -> Iterator[None]:
    """After an error, trees are looked through again."""
    try:
        yield
    except BaseException:
        if memo is not None:
            memo.put("published", None, None)
            memo.put("spare", None, None)
        raise


def identify(folder: Path) -> tuple[int, int] | None:
    """By which a folder is known to be the same one; None if it isn't there."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _look(root: Path, stamps: Stamps) -> Look:
    listed = read_manifest(root)
    examined = cache(partial(_examine, root, listed or {}, stamps))

    @cache
    def published() -> Mapping[str, bytes]:
        return _without(listed or {}, examined().spoilt)

    def again(root: Path) -> list[str]:
        spoilt = (listed or {}).keys() - published().keys()
        replaced = {path for path in spoilt if is_replaced(root, path)}
        return find_foreign(root, [path for path in listed or {} if path not in replaced])

    return Look(listed, published, lambda: examined().seen, _nothing, partial(again, root), again)


def _hear(
    look: Look,
    listed: Mapping[str, bytes],
    examined: Callable[[], Examined | None],
    ask: Connection,
    found: Callable[[], tuple[list[str], float] | None],
) -> Look:
    """A look by what two other processes see, as far as they do."""

    @cache
    def published() -> Mapping[str, bytes]:
        by_other = examined()
        return _without(listed, by_other.spoilt) if by_other else look.published()

    def seen() -> Mapping[str, Stamp]:
        by_other = examined()
        return by_other.seen if by_other else look.seen()

    @cache
    def seek() -> None:
        ask.send(True)

    def foreign() -> list[str]:
        seek()
        foreign, at = found() or (None, 0.0)
        is_fresh = time.monotonic() - at < FRESH
        by_other = examined()
        # What has taken a listed file's place is found by who knows of it.
        is_whole = by_other is not None and not by_other.spoilt
        return foreign if foreign is not None and is_fresh and is_whole else look.foreign()

    def at_top(root: Path) -> list[str]:
        return find_foreign(root, {path.partition("/")[0] for path in listed}, {""})

    return Look(listed, published, seen, seek, foreign, at_top)


def _find_once_asked(
    root: Path, listed: Mapping[str, bytes], asked: Connection
) -> tuple[list[str], float]:
    """What is foreign in the tree `root`, once that is asked for, and when it had been seen; which
    folders it should have is known by then, and takes as long to find."""
    folders = folders_of(listed)
    found = find_foreign(root, listed, folders) if asked.recv() else []
    return found, time.monotonic()


def _nothing() -> None:
    pass


def _without(listed: Mapping[str, bytes], spoilt: set[str]) -> Mapping[str, bytes]:
    return {path: of for path, of in listed.items() if path not in spoilt} if spoilt else listed


def _mark(root: Path) -> bytes | None:
    seal = read_manifest_digest(root)
    return seal + repr(identify(root)).encode() if seal else None
