"""The plan of a site: all that is known of it before a page is rendered.

    records --index--> archive --plan--> pages --> link index

Pages read bodies by themselves. So a plan is valid while no front matter changes, and a preview
memoizes it while an editor writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefings.archive import Archive, index
from briefings.cache.digest import Digest, digest_bytes
from briefings.cache.memo import Memo
from briefings.content import Loaded
from briefings.pages import Page, page_url
from briefings.pages.planned_pages import plan_site
from briefings.render import LinkIndex, index_links
from briefings.settings import Settings


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What belongs where, the pages by file, and where links can lead."""

    archive: Archive
    pages: Mapping[str, Page]
    link_index: LinkIndex


def make_site_plan(
    loaded: Loaded,
    settings: Settings,
    mkdocs_files: Mapping[str, str],
    structure_key: Digest,
    validity: tuple[str, str],
    memo: Memo,
) -> SitePlan:
    """Plan a site. `mkdocs_files` maps each file that MkDocs writes to the path of its source.

    A preview's plan is memoized by its `structure_key` and the times of its `validity`. Raises
    ContentError when two pages would be one file.
    """
    if not settings.site.preview:
        # What is published also depends on the bodies of what isn't.
        return _make(loaded, settings, mkdocs_files)
    bodies = loaded.records.bodies
    parts = (str(settings.content), sorted(mkdocs_files.items()), validity, sorted(bodies))
    key = digest_bytes(structure_key + repr(parts).encode())
    plan = memo.get("site plan", key, lambda: _make(loaded, settings, mkdocs_files, memo))
    own_pages = loaded.records.own_pages
    records = replace(plan.archive.records, bodies=bodies, own_pages=own_pages)
    return replace(plan, archive=replace(plan.archive, records=records))


def _make(
    loaded: Loaded, settings: Settings, mkdocs_files: Mapping[str, str], memo: Memo | None = None
) -> SitePlan:
    preview = settings.site.preview
    archive = index(loaded.records, settings.now, preview=preview, memo=memo)
    pages = plan_site(archive, settings.site, mkdocs_files, settings.content)
    urls = [*(page.url for page in pages.values()), *map(page_url, mkdocs_files)]
    return SitePlan(archive, pages, index_links(archive, settings.site, urls))
