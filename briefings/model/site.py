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

    `content_dir` and `pages_dir` are the folders of the content and of the site's own pages,
    relative to the project. Below `edit_base`, an address of the repository, the files of
    `pages_dir` can be edited. `licence` is what the data are published under: an identifier such
    as `CC-BY-4.0`, the address of its text, or nothing.
    """

    name: str
    url: str
    zone: ZoneInfo
    description: str = ""
    language: str = "en"
    preview: bool = False
    edit_base: str = ""
    content_dir: str = "content"
    pages_dir: str = "content/pages"
    pages: tuple[SitePage, ...] = ()
    licence: str = ""

    def path_of(self, file: str) -> str:
        """Return the path from the project of a file of the content folder (`media/bridge.jpg`)."""
        # The project's root may be the content folder itself.
        return file if self.content_dir == "." else f"{self.content_dir}/{file}"

    @property
    def has_feeds(self) -> bool:
        """Feeds hold whole addresses, and never a draft, which a preview would put into them."""
        # https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6 has ids as absolute addresses.
        return bool(self.url) and not self.preview
