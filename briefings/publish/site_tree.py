"""The published tree, and how a new one takes its place: whoever looks sees the one or the other.

Beside the published tree, the target, a work folder holds a spare one: the target of one publish
earlier, or none. A publish brings it up to the new manifest and exchanges the two, so that its cost
grows with what has changed and not with the site:

    spare --rename--> next --link, move, remove--> next + manifest --exchange--> target
                                                   old target      --rename----> spare

Without a spare, the folder of new files becomes `next`, and what is kept is linked into it. A first
publish has no old target to become the spare, so of a large site one is made while the build ends;
and if much has changed, the spare is brought up to that then.
Where two folders can't be exchanged, the target is `old` for a moment. So a build that dies leaves
the target whole, the old or the new one, and at most a `next`, a `fresh` or an `old`, which the
next build removes or, where the target is missing, puts back. Files in the target that no manifest
lists belong to somebody else, and are carried along.

A tree that lies in the cache is nobody's but the builds': it isn't searched for others' files, and
a process that has looked through it, or published it, takes it as it left it.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefings.build.processes import beside
from briefings.cache.memo import Memo
from briefings.publish import standby_tree
from briefings.publish.atomic_swap import exchange, sync
from briefings.publish.errors import PublishError, explained, explained_cache
from briefings.publish.file_ops import discard, link_all, move, relink, unlink
from briefings.publish.file_stats import Stamp, Stamps, stamp
from briefings.publish.in_place import publish_inside
from briefings.publish.lock import hold
from briefings.publish.manifest import read_manifest_digest, write_manifest
from briefings.publish.tree_state import (
    MANY_FILES,
    Look,
    forgetting,
    identify,
    keep,
    keep_published,
    look_through,
)
from briefings.publish.unmanaged_files import (
    carry,
    drop,
    find_conflicts,
    find_others,
    has_links,
    seal,
)
from briefings.publish.work_folders import (
    check_cache,
    check_no_others,
    check_target,
    is_fixed,
    place_work,
    recover,
)

log = logging.getLogger("mkdocs.plugins.briefings")

MOST_BEHIND = 2_000
"""Files by which a large site's spare may lag behind: that costs the next publish some 0.2 s."""
TICK = 2_000_000_000
"""Nanoseconds: the coarsest that a file system, or an archive of files, tells times apart."""
LONGEST_WAIT = 60.0
"""Seconds for which another build's end is awaited."""


@dataclass(frozen=True, slots=True)
class SiteTree:
    """The published tree as it was found.

    `published` maps its files to their digests, those alone that are still as a build wrote them;
    new files are put into the folder `fresh`, at their paths in the site, which was made at the
    time `opened` (nanoseconds, by the file system's clock). `listed` is the manifest that was
    found, `root` tells whether the target is still the same folder. A tree that lies in the cache
    has a `memo` of what this process knows of it; others are always looked through. Nothing can
    take the place of one that `is_inside` (`briefings.publish.in_place`).
    """

    target: Path
    work: Path
    fresh: Path
    opened: int
    look: Look
    root: tuple[int, int] | None
    stamps: Stamps
    memo: Memo | None = None
    is_inside: bool = False

    @property
    def listed(self) -> Mapping[str, bytes] | None:
        return self.look.listed

    @property
    def published(self) -> Mapping[str, bytes]:
        return self.look.published()

    def publish(self, manifest: Mapping[str, bytes]) -> bool:
        """Make the target the tree that `manifest` lists, at once; False when it is that already.

        Each file is in `fresh`, or in `published` with the same digest, and `fresh` has no other
        files. Once for each opened tree. Raises PublishError; the target is then as it was.
        """
        if self.listed == manifest == self.published:
            if self.look.seen():
                self._record(self.target, manifest)
            return False
        if self.is_inside:
            return self._publish_inside(manifest)
        with explained(self.target), forgetting(self.memo):
            following = self._bring_up(manifest)
            write_manifest(following, manifest)
            self._record(following, manifest)
            if self.memo is None:
                sync(following)
            foreign = self._carry_foreign(following, manifest)
            self._exchange(following)
        # The site is published; what isn't done of all this, the next build makes up for.
        with suppress(OSError, MemoryError, PublishError):
            keep_published(self.memo, self.target, manifest)
            if self.root:
                self._carry_late(foreign, following, manifest)
                self._keep_old(following)
        return True

    def _publish_inside(self, manifest: Mapping[str, bytes]) -> bool:
        made = self._made(manifest)
        with explained(self.target):
            self._check_conflicts(self.look.foreign(), manifest)
            self._check_root()
            known = self._known(made)
            self._date(made)
            publish_inside(self.target, self.fresh, self.listed or {}, manifest, made)
        with suppress(OSError):
            known.update(stamp(self.target, made))
            self.stamps.write(read_manifest_digest(self.target), manifest, known)
            sync(self.target)
        return True

    def settle(self) -> None:
        """Have what is published last, even if the power fails: of a tree that lies in the cache,
        nobody waits for that."""
        if self.memo is not None:
            sync(self.target)

    @contextmanager
    def preparing(self, manifest: Mapping[str, bytes]) -> Iterator[None]:
        """After a publish of these files that leaves no spare tree, or one that lags far behind,
        have that mended meanwhile.

        A small site's next publish does so in less time than would have to be waited for now.
        """
        is_large = len(manifest) >= MANY_FILES and identify(self.target) != self.root
        if is_large and self._behind(manifest) > MOST_BEHIND:
            with beside(self.prepare):
                yield
        else:
            yield

    def prepare(self) -> None:
        """Have the spare tree be as the published one: the next publish needn't begin with that."""
        standby_tree.follow(self.target, self.work, self.work / "next", self.stamps)

    def _behind(self, manifest: Mapping[str, bytes]) -> int:
        """The number of files in which the tree that was found differs from this list."""
        listed = self.listed or {}
        changed = sum(listed.get(path) != new for path, new in manifest.items())
        return changed + len(listed.keys() - manifest.keys())

    def _bring_up(self, manifest: Mapping[str, bytes]) -> Path:
        """The folder `next`, with the files of `manifest` and no others."""
        following = self.work / "next"
        had = standby_tree.take(self.work, following, self.memo, self.root, self.stamps)
        made = self._made(manifest)
        self._date(made)
        spoilt = self._spoilt() if had else set()
        removed = (had or {}).keys() - manifest.keys()
        changed = [p for p, new in manifest.items() if had and (had.get(p) != new or p in spoilt)]
        if had and has_links(following, [*removed, *changed]):
            discard(following)
            had = None
        if not had:
            discard(following)
            self.fresh.rename(following)
            link_all((path for path in manifest if path not in made), self.target, following)
            seal(following, manifest)
            return following
        for path in removed:
            unlink(following, path)
        relink((path for path in changed if path not in made), self.target, following)
        for path in made.intersection(changed):
            move(self.fresh / path, following / path)
        seal(following, [*removed, *changed])
        return following

    def _made(self, manifest: Mapping[str, bytes]) -> set[str]:
        """The files that were written for this list."""
        published = self.published
        return {path for path, new in manifest.items() if published.get(path) != new}

    def _record(self, root: Path, manifest: Mapping[str, bytes]) -> None:
        """Record how the files of the tree `root` were left: the new ones as they are, others as
        they were when they were looked at, since they may have been changed meanwhile."""
        made = self._made(manifest)
        known = {**self._known(made), **stamp(root, made)}
        self.stamps.write(read_manifest_digest(root), manifest, known)

    def _known(self, made: Set[str]) -> dict[str, Stamp]:
        """How the files were when they were looked at, but for those that are `made` anew."""
        known = self.stamps.recorded(read_manifest_digest(self.target), self.listed or ())
        known.update(self.look.seen())
        for path in made:
            known.pop(path, None)
        return known

    def _date(self, made: Iterable[str]) -> None:
        """Have new files be older than this build, so that what changes one from now on, be it at
        once, changes its time."""
        if self.memo is None and self.listed is not None:
            time = self.opened - TICK
            for path in made:
                os.utime(self.fresh / path, ns=(time, time))

    def _keep_old(self, old: Path) -> None:
        """Make the tree that was published the spare: with what its manifest lists, no more."""
        if self.listed is None:
            discard(old)
            return
        spoilt = self._spoilt()
        for path in spoilt:
            unlink(old, path)
        if spoilt:
            write_manifest(old, self.published)
        keep(self.memo, "spare", old, self.published)
        standby_tree.put_by(old, self.target)

    def _spoilt(self) -> Set[str]:
        """Files that aren't as they were written; the spare may have the same, by a hard link."""
        return (self.listed or {}).keys() - self.published.keys()

    def _carry_foreign(self, following: Path, manifest: Mapping[str, bytes]) -> list[str]:
        if self.root is None or self.memo is not None:
            return []
        foreign = self.look.foreign()
        self._check_conflicts(foreign, manifest)
        carry(foreign, self.target, following)
        return foreign

    def _check_conflicts(self, foreign: Sequence[str], manifest: Mapping[str, bytes]) -> None:
        conflicts = find_conflicts(self.target, foreign, manifest)
        if conflicts:
            message = f"'{self.target / conflicts[0]}' is in the way, and no build has written it"
            raise PublishError(message, "move it out of the folder, and build again")

    def _carry_late(self, known: Sequence[str], old: Path, manifest: Mapping[str, bytes]) -> None:
        """Carry what others have put into the tree that was published until now, since it was
        looked at, or have changed there; nobody does any more."""
        if self.memo is not None:
            return
        foreign = [*{*known, *self.look.again(old)}]
        late = find_others(foreign, old, self.target)
        conflicts = find_conflicts(old, late, manifest)
        for path in conflicts:
            log.warning("'%s' came while the site was published, which has one of its own", path)
        taken = {*conflicts, *manifest}
        carry([path for path in late if path not in taken], old, self.target)
        drop(foreign, old)

    def _check_root(self) -> None:
        if identify(self.target) != self.root:
            message = f"'{self.target}' was replaced during the build"
            raise PublishError(message, "build again")

    def _exchange(self, following: Path) -> None:
        self._check_root()
        if self.root is None:
            following.rename(self.target)
        else:
            shutil.copymode(self.target, following)
            exchange(following, self.target, self.work / "old")


@contextmanager
def open_tree(
    target: Path,
    cache: Path,
    memo: Memo | None = None,
) -> Iterator[SiteTree]:
    """The tree published at `target`, which need not exist, locked against other builds.

    `cache` is the folder that keeps what lives from build to build, `memo` what lives as long as
    this process. Another build's end is awaited for a minute. What a build that died has left is
    repaired. Raises PublishError when the lock isn't had, when the target can't be written, and
    when it has files, other than hidden ones, and isn't a build's.
    """
    with ExitStack() as stack:
        with explained_cache(cache):
            check_cache(cache)
            cache = cache.resolve()
            cache.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold(cache / "lock", LONGEST_WAIT, log.info))
        with explained(target):
            target = target.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            known = (memo or Memo()) if target.is_relative_to(cache) else None
            is_inside = is_fixed(target)
            work = place_work(target, cache, is_inside=is_inside)
            recover(target, work)
            check_target(target, is_inside=is_inside)
            fresh = work / f"fresh-{os.getpid()}"
            fresh.mkdir()
            stack.callback(shutil.rmtree, fresh, ignore_errors=True)
            stamps = Stamps(cache / "stamps")
            opened = fresh.stat().st_mtime_ns
            look = stack.enter_context(look_through(target, known, stamps))
            root = identify(target)
            if root and look.listed is None:
                check_no_others(target)
        yield SiteTree(target, work, fresh, opened, look, root, stamps, known, is_inside)
