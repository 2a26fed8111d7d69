"""What a build has made, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.engine.staleness import Digest, PageRecord


@dataclass(frozen=True, slots=True)
class Built:
    """A build that may be published.

    `manifest` has all files of the site with the digests of their bytes, `made` the records of
    those pages that were rendered, `planned` the files of all pages; `digests` are those of all
    names that pages can read.
    """

    manifest: Mapping[str, Digest]
    made: Mapping[str, PageRecord]
    planned: frozenset[str]
    digests: Mapping[str, Digest]
    summary: str
