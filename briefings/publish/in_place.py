"""Publishing inside of a folder that nothing can take the place of: a mount, a container's volume.

All new files are copied to a hidden folder in it first, so that a full disk changes nothing that
is seen. Then the new tree comes about file by file, each at once, in the order that harms readers
least:

    list of what stays --> style sheets, pictures, data --> new pages --> changed pages, home last
                       --> removals --> list of all

So no page is seen that leads to one that isn't there yet, and nothing of a build that failed is
ever seen; but for a moment there are pages of two builds. The list in between has those files only
that are in both, so a build that dies is made up for by the next.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from briefings.cache.digest import DIGEST_SIZE
from briefings.publish.file_ops import discard, move, prune, unlink
from briefings.publish.manifest import NAME, write_manifest

STAGING = ".briefings-next"
# Of a file that is about to be another one, or none: the digest of nothing.
UNSETTLED = bytes(DIGEST_SIZE)
PAGES = (".html", ".xml", ".json", ".txt")
HOME = "index.html"


def publish_inside(
    target: Path,
    fresh: Path,
    listed: Mapping[str, bytes],
    manifest: Mapping[str, bytes],
    made: Collection[str],
) -> None:
    """Make the tree `target`, which lists `listed`, the one of `manifest`, whose `made` files are
    in the folder `fresh`."""
    staging = target / STAGING
    discard(staging)
    try:
        staging.mkdir(mode=0o700)
        for path in made:
            place = staging / path
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(fresh / path, place)
        removed = [path for path in listed if path not in manifest]
        unsettled = dict.fromkeys([*made, *removed], UNSETTLED)
        _list(target, staging, {**listed, **manifest, **unsettled})
        for path in order(made, listed):
            _make_way(target, path, listed)
            move(staging / path, target / path)
        for path in removed:
            if path not in made and not (target / path).is_dir():
                unlink(target, path)
        _list(target, staging, manifest)
    finally:
        discard(staging)


def order(made: Iterable[str], listed: Mapping[str, bytes]) -> list[str]:
    """In which order files are put in place, by what leads to what."""

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        return path == HOME, path.endswith(PAGES), path in listed, path

    return sorted(made, key=rank)


def _make_way(target: Path, path: str, listed: Mapping[str, bytes]) -> None:
    """Remove what was a file where there is a folder now, or the other way about."""
    parts = path.split("/")
    for above in ("/".join(parts[:end]) for end in range(1, len(parts))):
        if above in listed and (target / above).is_file():
            (target / above).unlink()
    place = target / path
    if place.is_dir() and not place.is_symlink():
        for below in [old for old in listed if old.startswith(f"{path}/")]:
            unlink(target, below)
        prune(place, target)


def _list(target: Path, staging: Path, files: Mapping[str, bytes]) -> None:
    write_manifest(staging, files)
    move(staging / NAME, target / NAME)
