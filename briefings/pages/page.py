"""A planned page."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """`url` is site-relative (`2025/04/26/`, `robots.txt`); `kind` names its module and template.

    `subject` says what the page is of, in the terms of its kind: `("2025-04-26/kursk-contested",)`.
    """

    url: str
    kind: str
    subject: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The path of the page's file in the published folder."""
        return f"{self.url}index.html" if self.url == "" or self.url.endswith("/") else self.url

    @property
    def base(self) -> str:
        """What leads from the page to the site's root: `../../`, or `./` at the root itself."""
        return "../" * self.url.count("/") or "./"


def page_url(file: str) -> str:
    """The address of a file of the site: `about/index.html` is at `about/`."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/".lstrip("/") if name == "index.html" else file
