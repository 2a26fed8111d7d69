"""What a newsroom sets for its site, apart from content."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site's own (about, methodology): rendered by MkDocs, linked in the footer."""

    title: str
    url: str
    path: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """`url` ends with a slash, or is empty where the site's address isn't known.

    `edit_base` is the address under which `mkdocs.yml` lets pages be edited, as of `pages_dir`
    (the folder of the site's own pages, relative to the project).
    """

    name: str
    url: str
    zone: ZoneInfo
    description: str = ""
    language: str = "en"
    preview: bool = False
    edit_base: str = ""
    pages_dir: str = ""
    pages: tuple[SitePage, ...] = ()
