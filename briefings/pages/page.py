"""A planned page."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A page to build.

    `url` is relative to the site's root (`2025/04/26/`, `robots.txt`); `kind` names its module and
    template. `subject` identifies the page within its kind: `("2025-04-26/kursk-contested",)`.
    """

    url: str
    kind: str
    # Strings alone: it is stored with the page's record, and sent to other processes.
    subject: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The path of the page's file, relative to the published folder."""
        return f"{self.url}index.html" if self.url == "" or self.url.endswith("/") else self.url

    @property
    def base(self) -> str:
        """The relative address of the site's root: `../../`, or `./` at the root itself."""
        # Relative, so that a site works in any folder of a host, and from a disk.
        return "../" * self.url.count("/") or "./"


def page_url(file: str) -> str:
    """Return the address of a file of the site: `about/` for `about/index.html`."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/".lstrip("/") if name == "index.html" else file
