"""State of a published tree: manifest entries, and which of the files are as written."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from briefings.cache.digest import Digest
from briefings.publish.file_stats import FileStat, StatRecords, check_files
from briefings.publish.manifest import read_manifest, read_manifest_digest

FolderId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """How a new manifest differs from a published tree.

    `written` files are new, changed or modified: the build has made them. `removed` files were
    listed before. All others are kept.
    """

    manifest: Mapping[str, Digest]
    written: Set[str]
    removed: Set[str]

    @property
    def paths(self) -> set[str]:
        return {*self.written, *self.removed}


@dataclass(frozen=True, slots=True)
class TreeState:
    """What a published tree had when it was read.

    `folder_id` tells whether the folder is still the same one, `manifest_digest` whether its
    manifest is. `listed` maps the manifest's paths, sorted, to digests; None if there is no
    manifest. `published` are those whose files are as written, `reread` the stats of those that
    had to be read to know.
    """

    folder_id: FolderId | None
    manifest_digest: bytes
    listed: Mapping[str, Digest] | None
    published: Mapping[str, Digest]
    reread: Mapping[str, FileStat]

    def compare(self, manifest: Mapping[str, Digest]) -> Change:
        """Return how the tree is to change to become the one of this manifest."""
        written = {path for path, new in manifest.items() if self.published.get(path) != new}
        return Change(manifest, written, (self.listed or {}).keys() - manifest.keys())


def read_state(root: Path, records: StatRecords) -> TreeState:
    """Read the manifest of the tree `root` and check its files. Raises PublishError, OSError."""
    folder_id, digest = identify(root), read_manifest_digest(root)
    listed = read_manifest(root)
    if listed is None:
        return TreeState(folder_id, digest, None, {}, {})
    check = check_files(root, listed, records.read(digest))
    published = {path: known for path, known in listed.items() if path not in check.modified}
    return TreeState(folder_id, digest, listed, published, check.reread)


def read_published(root: Path, manifest: Mapping[str, Digest]) -> TreeState:
    """Return the state of the tree `root` that was published this moment. Raises OSError."""
    # As `read_manifest` sorts them: recorded stats are matched by their order (`file_stats`).
    listed = {path: manifest[path] for path in sorted(manifest)}
    return TreeState(identify(root), read_manifest_digest(root), listed, listed, {})


def identify(folder: Path) -> FolderId | None:
    """Return (device, inode) of a folder; None if it doesn't exist."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def mark(root: Path) -> bytes | None:
    """Return what a memo of this tree's state is valid for; None if it has no manifest."""
    digest = read_manifest_digest(root)
    return digest + repr(identify(root)).encode() if digest else None
