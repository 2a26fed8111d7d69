"""All that can be known of a site before a page is rendered: what belongs where, which pages exist.

    records --index--> archive --plan--> pages --> link index

Pages read bodies for themselves. So a survey holds as long as no front matter changes, and a
preview keeps it while an editor writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefings import archive
from briefings.archive import Archive
from briefings.cache.digest import Digest, digest_bytes
from briefings.cache.memo import Memo
from briefings.content import Loaded
from briefings.pages import Page, page_url
from briefings.pages.site_plan import plan_site
from briefings.render import LinkIndex, index_links
from briefings.settings import Settings


@dataclass(frozen=True, slots=True)
class Survey:
    """`pages` are by file."""

    archive: Archive
    pages: Mapping[str, Page]
    link_index: LinkIndex


def survey(
    loaded: Loaded,
    settings: Settings,
    taken: Mapping[str, str],
    frame: Digest,
    bounds: tuple[str, str],
    memo: Memo,
) -> Survey:
    """The survey of a site. `taken` maps each file that MkDocs writes to what it is made from;
    `frame` is the digest of all but texts (`briefings.build.build_key`), `bounds` are the times
    between which the same may be shown as now.

    Raises ContentError when two pages would be one file.
    """
    if not settings.site.preview:
        # What may be shown depends on the bodies of what is unpublished, too.
        return _make(loaded, settings, taken)
    bodies = loaded.records.bodies
    parts = (str(settings.content), sorted(taken.items()), bounds, sorted(bodies))
    mark = digest_bytes(frame + repr(parts).encode())
    made = memo.get("survey", mark, lambda: _make(loaded, settings, taken, memo))
    own_pages = loaded.records.own_pages
    records = replace(made.archive.records, bodies=bodies, own_pages=own_pages)
    return replace(made, archive=replace(made.archive, records=records))


def _make(
    loaded: Loaded, settings: Settings, taken: Mapping[str, str], memo: Memo | None = None
) -> Survey:
    preview = settings.site.preview
    of = archive.index(loaded.records, settings.now, preview=preview, memo=memo)
    pages = plan_site(of, settings.site, taken, settings.content)
    urls = [*(page.url for page in pages.values()), *map(page_url, taken)]
    return Survey(of, pages, index_links(of, settings.site, urls))
