"""All pages of a site, by file, with no two at one address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefings.archive import Archive
from briefings.model import ContentError, Site
from briefings.model.addresses import is_unsafe
from briefings.pages import Page, plan
from briefings.pages.collisions import find_collisions, find_refused, overlap

ROBOTS = "robots"


class UnsafeAddressError(ValueError):
    """A page's address leads out of the site.

    Content is checked where it is read, so the address came from a forged cache.
    """


def plan_site(
    archive: Archive, site: Site, mkdocs_files: Mapping[str, str], content: Path
) -> dict[str, Page]:
    """Return all pages of the site, by file.

    `mkdocs_files` maps each file that MkDocs writes, relative to the site's root, to the path of
    its source; `content` is the content folder. Raises ContentError when two pages would be one
    file, or a file has a name that can't be published; UnsafeAddressError.
    """
    # Crawlers read one address only, so the site's own file replaces the generated one.
    pages = [
        page for page in plan(archive, site) if page.kind != ROBOTS or page.file not in mkdocs_files
    ]
    # By file: two addresses may be one file, with and without `index.html`.
    planned = {page.file: page for page in pages}
    # Joined: one search instead of one for each address.
    if planned and is_unsafe("\0".join(planned)):
        raise UnsafeAddressError("a page's address leads out of the site")
    problems = find_refused(pages, mkdocs_files, site)
    # To say where the collision was written, files have to be read again.
    if overlap(pages, mkdocs_files):
        problems += find_collisions(pages, mkdocs_files, archive, site, content)
    if problems:
        raise ContentError(problems)
    return planned
