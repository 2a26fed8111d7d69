"""Publish inside a folder that can't be exchanged: a mount, such as a container's volume.

All new files are first copied to a hidden folder in it, so that a full disk changes nothing that
readers see. Then they are put in place one by one, each atomically, in the order that harms readers
least:

    interim manifest --> style sheets, pictures, data --> new pages --> changed pages, home last
                     --> removals --> manifest

So no page is seen that links to one that isn't there yet, and nothing of a failed build ever; but
for a moment there are pages of two builds. The interim manifest lists no digest for what changes,
so after a crash the next build writes these files again. Unmanaged files stay, wherever they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE, Digest
from briefings.publish.file_ops import discard, move, prune, unlink
from briefings.publish.manifest import NAME, write_manifest
from briefings.publish.tree_state import Change

STAGING = ".briefings-next"
UNSETTLED = bytes(DIGEST_SIZE)
"""The digest of a file that is about to change: that of no content."""
PAGES = (".html", ".xml", ".json", ".txt")
HOME = "index.html"


def publish_in_place(
    target: Path, fresh: Path, listed: Mapping[str, Digest], change: Change
) -> None:
    """Change the tree `target`, whose manifest is `listed`; written files are in `fresh`.

    Raises OSError.
    """
    staging = target / STAGING
    discard(staging)
    try:
        # A server that shows the target would show an open folder in it, too.
        staging.mkdir(mode=0o700)
        for path in change.written:
            # Copied, since `fresh` can't be moved into a mount: that is another file system.
            place = staging / path
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(fresh / path, place)
        unsettled = dict.fromkeys(change.paths, UNSETTLED)
        _put_manifest(target, staging, {**listed, **change.manifest, **unsettled})
        for path in order(change.written, listed):
            _make_way(target, path, listed)
            move(staging / path, target / path)
        for path in change.removed:
            # A folder of new files may have taken the place of this file by now.
            if not (target / path).is_dir():
                unlink(target, path)
        _put_manifest(target, staging, change.manifest)
    finally:
        discard(staging)


def order(written: Iterable[str], listed: Mapping[str, Digest]) -> list[str]:
    """Sort files so that what others link to is put in place before them."""

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        return path == HOME, path.endswith(PAGES), path in listed, path

    return sorted(written, key=rank)


def _make_way(target: Path, path: str, listed: Mapping[str, Digest]) -> None:
    """Remove listed files where a folder is needed, and listed folders where a file is."""
    parts = path.split("/")
    for above in ("/".join(parts[:end]) for end in range(1, len(parts))):
        if above in listed and (target / above).is_file():
            (target / above).unlink()
    place = target / path
    if place.is_dir() and not place.is_symlink():
        for below in [old for old in listed if old.startswith(f"{path}/")]:
            unlink(target, below)
        prune(place, target)


def _put_manifest(target: Path, staging: Path, files: Mapping[str, Digest]) -> None:
    write_manifest(staging, files)
    move(staging / NAME, target / NAME)
