"""What a build has made, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.engine.cache import Cache
from briefings.engine.kept import Kept
from briefings.engine.manifest import Digest
from briefings.engine.memory import Memory, write_memory
from briefings.engine.staleness import PageRecord


@dataclass(frozen=True, slots=True)
class Built:
    """A build that may be published.

    `manifest` has all files of the site with the digests of their bytes, `made` the records of
    those pages that were rendered, `planned` the files of all pages; `digests` are those of all
    names that pages can read, `stamp` that of all that the build depends on.
    """

    manifest: Mapping[str, Digest]
    made: Mapping[str, PageRecord]
    planned: frozenset[str]
    digests: Mapping[str, Digest]
    stamp: Digest
    summary: str

    def remember(self, cache: Cache, scope: str, memory: Memory, kept: Kept) -> None:
        """Have the next build of this scope know of this one."""
        write_memory(cache, scope, memory, self.digests, self.made, self.planned, self.stamp, kept)


def unchanged(memory: Memory, published: Mapping[str, Digest]) -> Built:
    """A build that has nothing to do."""
    count = len(memory.pages)
    return Built(
        manifest=published,
        made={},
        planned=frozenset(memory.pages),
        digests={
            name: digest
            for name, digest in zip(memory.names, memory.digests, strict=True)
            if digest is not None
        },
        stamp=memory.stamp,
        summary=f"{count} pages planned, 0 rendered, {count} kept, 0 files removed",
    )
