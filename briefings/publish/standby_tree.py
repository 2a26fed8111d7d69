"""The spare tree in a work folder: what the next publish begins with, so as not to begin anew.

It is the published tree of one publish earlier, or as the published one, whose files it shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefings.cache.memo import Memo
from briefings.publish.atomic_swap import sync
from briefings.publish.errors import PublishError
from briefings.publish.file_ops import discard, link_all, relink, unlink
from briefings.publish.file_stats import Stamps
from briefings.publish.manifest import NAME, read_manifest, write_manifest
from briefings.publish.tree_state import identify, recall, verify
from briefings.publish.unmanaged_files import find_foreign, has_links, seal

PREFIX = "spare-"


def put_by(following: Path, target: Path) -> None:
    """Keep the tree as the spare, under a name by which a copy of it is known as one, and by which
    the tree is known that shares its files."""
    following.rename(following.with_name(_name(following, identify(target))))


def take(
    work: Path,
    following: Path,
    memo: Memo | None,
    root: tuple[int, int] | None,
    stamps: Stamps,
) -> Mapping[str, bytes] | None:
    """Rename the spare, and say what it has; None when there is none that can be believed.

    What somebody changes in place in the published tree, which is still that `root`, is known for
    it, and is the same in the spare. Of another tree, the spare itself is looked through.
    """
    spare = next(work.glob(f"{PREFIX}*"), None)
    if spare is None:
        return None
    if spare.is_symlink():
        discard(spare)
        return None
    try:
        listed = recall(memo, "spare", spare, read_manifest)
    except PublishError:
        listed = None
    is_known = root is not None and spare.name == _name(spare, root)
    if listed is None or not (is_known or _is_whole(spare, listed, stamps)):
        discard(spare)
        return None
    spare.rename(following)
    (following / NAME).unlink()
    return listed


def _is_whole(spare: Path, listed: Mapping[str, bytes], stamps: Stamps) -> bool:
    """Whether a spare that came from elsewhere, with a clone or from a CI's cache, has the listed
    files and no others: those would be published, and a link would lead builds to write outside."""
    return verify(spare, listed, stamps) == listed and not find_foreign(spare, listed)


def follow(target: Path, work: Path, following: Path, stamps: Stamps) -> None:
    """Have a spare with the files of the tree `target`, if that can be done."""
    with suppress(OSError, PublishError):
        listed = read_manifest(target)
        if listed is None:
            return
        files = verify(target, listed, stamps)
        had = take(work, following, None, identify(target), stamps)
        removed = (had or {}).keys() - files.keys()
        changed = [path for path, known in files.items() if (had or {}).get(path) != known]
        if had is not None and has_links(following, [*removed, *changed]):
            discard(following)
            had = None
        if had is None:
            following.mkdir()
            link_all(files, target, following)
            seal(following, files)
        else:
            for path in removed:
                unlink(following, path)
            relink(changed, target, following)
            seal(following, [*removed, *changed])
        write_manifest(following, files)
        sync(following)
        put_by(following, target)


def _name(spare: Path, root: tuple[int, int] | None) -> str:
    return f"{PREFIX}{spare.stat().st_ino}-{root[1] if root else 0}"
