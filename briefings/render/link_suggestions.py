"""Suggestions for broken links: the nearest file or address of the site."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from briefings.content.suggestions import Nearest

ALIKE = 0.8
"""Least similarity of a suggested address: a site has many addresses that look alike."""


class LinkSuggestions:
    """All files and addresses of a site, indexed once the first broken link is found."""

    def __init__(self, files: Iterable[str], urls: Iterable[str]) -> None:
        self._files, self._urls = files, urls
        self._near: dict[str, Nearest] = {}

    def find_file(self, wanted: str) -> str | None:
        """Return the file of that name elsewhere, or one of a similar name in the same folder."""
        folder, name = posixpath.split(wanted)
        if same := self._by_name.get(name):
            return same
        if folder not in self._near:
            self._near[folder] = Nearest(self._by_folder.get(folder, ()))
        return self._near[folder].find(wanted)

    def find_url(self, wanted: str) -> str | None:
        """Return the address that looks most like one, of those that begin with the same
        letters."""
        nearest = self._nearest_url.find(wanted)
        return nearest if nearest and nearest[:3] == wanted[:3] else None

    @cached_property
    def _by_name(self) -> dict[str, str]:
        # Of files with one name the first in order wins, on every machine.
        return {posixpath.basename(file): file for file in sorted(self._files, reverse=True)}

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        folders: dict[str, list[str]] = defaultdict(list)
        for file in self._files:
            folders[posixpath.dirname(file)].append(file)
        return folders

    @cached_property
    def _nearest_url(self) -> Nearest:
        return Nearest(self._urls, ALIKE)
