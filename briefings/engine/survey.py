"""All that can be known of a site before a page is rendered: what belongs where, which pages exist.

    records --index--> archive --plan--> pages --> lookups and digests of all that can be read

Pages read bodies for themselves. So a survey holds as long as no front matter changes, and a
preview keeps it while an editor writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefings import archive
from briefings.archive import Archive, awaited
from briefings.content import Loaded
from briefings.engine.collisions import find_collisions
from briefings.engine.digests import digest_bodies, digest_names
from briefings.engine.kept import Kept
from briefings.engine.manifest import Digest, digest
from briefings.engine.settings import Settings, describe_settings
from briefings.model import ContentError, Site
from briefings.pages import Page, page_url, plan
from briefings.render import Lookups, index_lookups


@dataclass(frozen=True, slots=True)
class Survey:
    """`digests` are those of all names that can be read of the archive."""

    archive: Archive
    pages: tuple[Page, ...]
    lookups: Lookups
    digests: Mapping[str, Digest]


def survey(loaded: Loaded, settings: Settings, taken: Mapping[str, str], kept: Kept) -> Survey:
    """The survey of a site. `taken` maps each file that MkDocs writes to what it is made from.

    Raises ContentError when two pages would be one file.
    """
    if not settings.site.preview:
        # What is published of the withheld depends on bodies too.
        return _make(loaded, settings, taken)
    mark = _mark(loaded, settings, taken)
    made = kept.once("survey", mark, lambda: _make(loaded, settings, taken))
    records = replace(made.archive.records, bodies=loaded.records.bodies)
    digests = {**made.digests, **digest_bodies(records.bodies, loaded)}
    return replace(made, archive=replace(made.archive, records=records), digests=digests)


def plan_site(of: Archive, site: Site, taken: Mapping[str, str], content: Path) -> list[Page]:
    """All pages of the site. `taken` maps each file that MkDocs writes to what it is made from;
    `content` is the content folder.

    Raises ContentError when two pages would be one file.
    """
    pages = list(plan(of, site))
    problems = find_collisions(pages, taken, of, site, content)
    if problems:
        raise ContentError(problems)
    return pages


def _make(loaded: Loaded, settings: Settings, taken: Mapping[str, str]) -> Survey:
    of = archive.index(loaded.records, settings.now, preview=settings.site.preview)
    pages = plan_site(of, settings.site, taken, settings.content)
    urls = [*(page.url for page in pages), *map(page_url, taken)]
    lookups = index_lookups(of, settings.site, urls)
    return Survey(of, tuple(pages), lookups, digest_names(of, loaded))


def _mark(loaded: Loaded, settings: Settings, taken: Mapping[str, str]) -> Digest:
    """Of all that a preview's survey depends on."""
    coming = awaited(loaded.records, settings.now)
    parts = (describe_settings(settings), str(settings.content), coming, sorted(taken.items()))
    names = (*loaded.records.media, "", *loaded.records.bodies)
    return digest(repr((parts, names, sorted(loaded.heads.items()))).encode())
