"""What a build has made, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefings.build.dependency_index import PageRecord
from briefings.build.fingerprints import Fingerprints
from briefings.build.page_records import BuildSummary, DependencyIndex, write_index
from briefings.build.template_cache import write_compiled
from briefings.cache.digest import Digest
from briefings.cache.memo import Memo
from briefings.cache.store import Cache
from briefings.publish.manifest import read_manifest_digest


@dataclass(frozen=True, slots=True)
class StateUpdate:
    """What the next build is to know.

    `records` has the records of the pages that were rendered, `planned` the files of all pages.
    `index` is what was known before, `digests` are the blocks of digests that replace its own;
    `fingerprints` is what they were made by. `compiled` are templates that the cache doesn't have.
    """

    index: DependencyIndex
    digests: list[bytes]
    records: Mapping[str, PageRecord]
    planned: Mapping[str, object]
    compiled: Mapping[str, bytes]
    last: BuildSummary
    fingerprints: Fingerprints


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A build that may be published.

    `manifest` maps all files of the site to the digests of their bytes; `update` is None if
    nothing was to be done.
    """

    manifest: Mapping[str, Digest]
    summary: str
    update: StateUpdate | None = None

    def write(self, cache: Cache, scope: str, published: Path, memo: Memo) -> None:
        """Write what the next build of this scope is to know, once this one is `published`."""
        new = self.update
        if new is None:
            return
        last = replace(new.last, manifest=read_manifest_digest(published))
        write_compiled(cache, new.compiled)
        planned = new.planned.keys()
        write_index(
            cache, scope, new.index, new.digests, new.records, planned, last, new.fingerprints, memo
        )
