"""Pictures, published as they are."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.archive import Archive
from briefings.pages.page import Page


def plan(archive: Archive) -> Iterator[Page]:
    for path in archive.records.media:
        yield Page(path, "media", (path,))
