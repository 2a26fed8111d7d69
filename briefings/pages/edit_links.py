"""Link to where a content file can be edited, by the `edit_uri` of `mkdocs.yml`."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urljoin

from briefings.model import Site


def edit_url(path: str, site: Site) -> str | None:
    """Return where `path` (relative to the project) can be edited; None without a repository."""
    if not site.edit_base:
        return None
    # MkDocs' `edit_uri` leads to `docs_dir`; other folders are reached from there.
    return urljoin(site.edit_base, quote(posixpath.relpath(path, site.pages_dir)))
