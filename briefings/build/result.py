"""What a build has made, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefings.build.dependency_index import PageRecord
from briefings.build.fingerprints import Fingerprints
from briefings.build.page_records import BuildSummary, DependencyIndex, write_index
from briefings.build.template_cache import COMPILED
from briefings.cache.digest import Digest
from briefings.cache.memo import Memo
from briefings.cache.store import Cache
from briefings.publish.manifest import read_manifest_digest


@dataclass(frozen=True, slots=True)
class News:
    """What the next build is to know.

    `made` has the records of those pages that were rendered, `planned` the files of all pages,
    `digests` those of all names that pages can read, in blocks; `compiled` are templates that
    weren't known, `memory` is what was known before; `found` is what can be read.
    """

    memory: DependencyIndex
    digests: list[bytes]
    made: Mapping[str, PageRecord]
    planned: Mapping[str, object]
    compiled: Mapping[str, bytes]
    last: BuildSummary
    found: Fingerprints


@dataclass(frozen=True, slots=True)
class Built:
    """A build that may be published.

    `manifest` has all files of the site with the digests of their bytes; there is no news when
    nothing was to be done.
    """

    manifest: Mapping[str, Digest]
    summary: str
    news: News | None = None

    def remember(self, cache: Cache, scope: str, published: Path, memo: Memo) -> None:
        """Have the next build of this scope know of this one, once it is `published`."""
        of = self.news
        if of is not None:
            last = replace(of.last, manifest=read_manifest_digest(published))
            planned = of.planned.keys()
            cache.write_sealed(COMPILED, of.compiled)
            write_index(cache, scope, of.memory, of.digests, of.made, planned, last, of.found, memo)


def unchanged(last: BuildSummary, published: Mapping[str, Digest]) -> Built:
    """A build that has nothing to do."""
    pages = last.pages
    return Built(published, f"{pages} pages planned, 0 rendered, {pages} kept, 0 files removed")
