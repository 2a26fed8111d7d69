"""The published tree, and how a new one takes its place: readers see the one or the other, whole.

    standby --rename--> next --move in, remove--> next + manifest --exchange--> target
                                                  old target --link changes--> standby

The standby tree (`standby_tree`) has the files of the published one, so a publish costs what has
changed. Without it, the folder of new files becomes `next`, and the others are linked into it.
Where two folders can't be exchanged, the target is `old` for a moment. So a build that crashes
leaves the target whole, and at most a `next`, a `fresh` or an `old` in the work folder, which the
next build removes or, if the target is missing, puts back.

Races:
1. Two builds publish to the same folder: one at a time holds the lock.
2. The target is replaced during a build: then nothing is published.
3. A published file is changed during a build: see `file_stats`.
4. A new file is changed at once after the publish, within the resolution of its time: new files are
   dated before the build (`TICK`).
5. An unmanaged file comes or goes during a publish: see `unmanaged_files`.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefings.cache.digest import Digest
from briefings.cache.memo import Memo
from briefings.publish import standby_tree
from briefings.publish.atomic_swap import exchange, sync
from briefings.publish.errors import PublishError, explained, explained_cache
from briefings.publish.file_ops import discard, link_all, move, unlink
from briefings.publish.file_stats import StatRecords, stat_files
from briefings.publish.in_place import publish_in_place
from briefings.publish.lock import hold
from briefings.publish.manifest import read_manifest_digest, write_manifest
from briefings.publish.tree_state import (
    Change,
    TreeState,
    identify,
    mark,
    read_published,
    read_state,
)
from briefings.publish.unmanaged_files import UnmanagedFiles, find_obstacle, top_names
from briefings.publish.work_folders import (
    WorkFolders,
    check_cache,
    check_target,
    check_unmanaged,
    find_work_folders,
    recover,
)

log = logging.getLogger("mkdocs.plugins.briefings")

MEMO = "published tree"
TICK = 2_000_000_000
"""Nanoseconds: the coarsest resolution of times in a file system or an archive of files."""
LOCK_TIMEOUT = 60.0
"""Seconds."""


@dataclass(slots=True)
class SiteTree:
    """A published tree, and the folder `fresh` for new files, at their paths in the site.

    `started` is when `fresh` was made (nanoseconds, by the clock of its file system). The `memo`
    has the states of private trees, which are as this process left them.
    """

    folders: WorkFolders
    state: TreeState
    started: int
    records: StatRecords
    memo: Memo
    _published: Change | None = field(default=None, init=False)

    @property
    def target(self) -> Path:
        return self.folders.target

    @property
    def fresh(self) -> Path:
        return self.folders.fresh

    @property
    def listed(self) -> Mapping[str, Digest] | None:
        """The digests of the manifest, by path; None if there is none."""
        return self.state.listed

    @property
    def published(self) -> Mapping[str, Digest]:
        """The part of `listed` whose files are as written."""
        return self.state.published

    def publish(self, manifest: Mapping[str, Digest]) -> bool:
        """Make the target the tree of this manifest; False if it is that already.

        Each file is in `fresh`, or in `published` with the same digest, and `fresh` has no other
        files. Call it once. Raises PublishError; the target is then as it was.
        """
        change = self.state.compare(manifest)
        if not change.paths and self.listed == manifest:
            if self.state.reread:
                self._record(self.target, change)
            return False
        try:
            with explained(self.target):
                if self.folders.is_fixed:
                    self._publish_in_place(change)
                else:
                    self._publish_by_exchange(change)
        except BaseException:
            # The tree may be in any state now: the next build reads it.
            self.memo.put(MEMO, None, None)
            raise
        return True

    def settle(self) -> None:
        """Flush a private tree to the disk, for which a preview needn't wait."""
        if self.folders.is_private and self._published:
            sync(self.target)

    def renew_standby(self) -> None:
        """Make the standby tree for the next publish; without it, that links all files anew."""
        if self._published and not self.folders.is_fixed:
            with suppress(OSError, MemoryError):
                standby_tree.renew(self.folders, self.state, self._published)

    def _publish_in_place(self, change: Change) -> None:
        self._check_obstacles(change)
        self._check_target()
        self._date(change.written)
        publish_in_place(self.target, self.fresh, self.listed or {}, change)
        with suppress(OSError):
            self._record(self.target, change)
            sync(self.target)

    def _publish_by_exchange(self, change: Change) -> None:
        following = self.folders.next
        if self.state.folder_id and not self.folders.is_private:
            self._check_obstacles(change)
        self._date(change.written)
        self._prepare(following, change)
        write_manifest(following, change.manifest)
        # Before the exchange, since from then on somebody else can change the files.
        self._record(following, change)
        unmanaged = UnmanagedFiles(top_names(self.listed or ()), top_names(change.manifest))
        if not self.folders.is_private:
            # Else a power failure after the exchange could leave a site of empty files.
            sync(following)
            if self.state.folder_id:
                unmanaged.carry(self.target, following)
        self._check_target()
        if self.state.folder_id is None:
            following.rename(self.target)
        else:
            # A newsroom may have set it, such as for its web server.
            shutil.copymode(self.target, following)
            exchange(following, self.target, self.folders.old)
        # The site is published: what fails from now on only costs the next build some time.
        with suppress(OSError, MemoryError):
            if self.folders.is_private:
                new = read_published(self.target, change.manifest)
                self.memo.put(MEMO, mark(self.target), new)
            elif self.state.folder_id:
                unmanaged.carry_late(following, self.target)
            self._published = change

    def _prepare(self, following: Path, change: Change) -> None:
        """Make the folder `next` have the files of the new manifest and no others."""
        if standby_tree.take(self.folders, self.state, change, self.records):
            for path in change.removed:
                unlink(following, path)
            for path in change.written:
                # Replaced, never written into: the old file is a hard link of the published one.
                move(self.fresh / path, following / path)
            standby_tree.seal(following, change.paths)
        else:
            discard(following)
            self.fresh.rename(following)
            kept = (path for path in change.manifest if path not in change.written)
            link_all(kept, self.target, following)
            standby_tree.seal(following, change.manifest)

    def _record(self, root: Path, change: Change) -> None:
        """Record the stats of the tree `root`: of written files as they are, of all others as they
        were when they were checked."""
        recorded = self.records.read(self.state.manifest_digest)
        known = dict(zip(self.listed or (), zip(*recorded, strict=False), strict=False))
        stats = {**known, **self.state.reread, **stat_files(root, change.written)}
        self.records.write(read_manifest_digest(root), change.manifest, stats)

    def _date(self, written: Set[str]) -> None:
        if not self.folders.is_private and self.listed is not None:
            # See race 4; nobody else changes a private tree.
            time = self.started - TICK
            for path in written:
                os.utime(self.fresh / path, ns=(time, time))

    def _check_obstacles(self, change: Change) -> None:
        obstacle = find_obstacle(self.target, self.listed or {}, change)
        if obstacle is not None:
            message = f"refusing to overwrite '{self.target / obstacle}': not created by Briefings"
            raise PublishError(message, "move it elsewhere, then rebuild")

    def _check_target(self) -> None:
        if identify(self.target) != self.state.folder_id:
            raise PublishError(f"'{self.target}' was replaced during the build", "rebuild")


@contextmanager
def open_tree(target: Path, cache: Path, memo: Memo | None = None) -> Iterator[SiteTree]:
    """Lock the site at `target`, which need not exist, and read its state.

    Waits up to 60 s for the lock, then recovers from a crashed build. `cache` is the cache folder.
    Raises PublishError if the lock isn't free by then, if the target isn't writable, or if it has
    files, other than hidden ones, and no manifest.
    """
    with ExitStack() as stack:
        with explained_cache(cache):
            # Before `resolve`, which follows the symlinks that this refuses.
            check_cache(cache)
            cache = cache.resolve()
            cache.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold(cache / "lock", LOCK_TIMEOUT, log.info))
        with explained(target):
            target = target.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            folders = find_work_folders(target, cache)
            recover(folders)
            check_target(folders)
            folders.fresh.mkdir()
            stack.callback(shutil.rmtree, folders.fresh, ignore_errors=True)
            # Not this machine's clock: a network file system has its own.
            started = folders.fresh.stat().st_mtime_ns
            records, memo = StatRecords(cache / "file-stats"), memo or Memo()
            inputs = mark(target) if folders.is_private else None
            state = memo.get(MEMO, inputs, lambda: read_state(target, records))
            if state.folder_id and state.listed is None:
                check_unmanaged(target)
        yield SiteTree(folders, state, started, records, memo)
