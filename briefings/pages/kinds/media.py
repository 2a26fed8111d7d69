"""Pictures, which are copied unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import Archive
from briefings.model import Site
from briefings.pages.kind import Kind
from briefings.pages.page import Page

KIND = Kind(writes="copy")


def plan(archive: Archive) -> Iterator[Page]:
    # Without those that only unpublished texts show (`archive/unpublished_media.py`).
    for path in archive.records.media:
        yield Page(path, "media", (path,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    """Return nothing: a copy has no context."""
    return {}
