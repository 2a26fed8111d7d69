"""What a build has made, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefings.build.dependency_index import DependencyIndex
from briefings.build.page_records import BuildSummary, PageRecords
from briefings.build.template_cache import write_compiled
from briefings.cache.digest import Digest
from briefings.cache.store import Cache
from briefings.publish.manifest import read_manifest_digest


@dataclass(frozen=True, slots=True)
class StateUpdate:
    """What the next build reads: the index that replaces the `previous` one, the summary, and the
    templates that were newly `compiled`."""

    records: PageRecords
    previous: DependencyIndex
    index: DependencyIndex
    summary: BuildSummary
    compiled: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A build that may be published.

    `manifest` maps all files of the site to the digests of their bytes; `update` is None if
    nothing was to be done.
    """

    manifest: Mapping[str, Digest]
    summary: str
    update: StateUpdate | None = None

    def write(self, cache: Cache, published: Path) -> None:
        """Write what the next build of this scope reads; `published` is the published folder."""
        if update := self.update:
            summary = replace(update.summary, manifest=read_manifest_digest(published))
            write_compiled(cache, update.compiled)
            update.records.write(update.previous, update.index, summary)
