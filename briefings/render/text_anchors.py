"""The ids in the texts that links lead to, each of them converted once, when a link needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from markdown.extensions.toc import slugify_unicode

from briefings.archive import Archive
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.model import Site
from briefings.render.anchors import Anchors
from briefings.render.body import prepare
from briefings.render.body_ids import assign_ids
from briefings.render.html_conformance import conform
from briefings.render.html_tree import parse_nodes
from briefings.render.invalid_addresses import find_lost
from briefings.render.links import BadLink
from briefings.render.markdown import (
    Converter,
    MarkdownError,
    convert,
    limit_time,
    python_markdown,
)
from briefings.render.sanitize import sanitize

T = TypeVar("T")

ID = re.compile(r'<[a-z][^<>]*? (?:id|name)="([^"]*)"')
PLUGIN_SYNTAX = ("{{", "{%", "{!", "--8<--")
"""In pages that a plugin of MkDocs may change before they are converted."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The sanitized HTML of a page, and the addresses that it has lost by that."""

    html: str
    lost: Mapping[str, BadLink]


class TextAnchors:
    """Reads the ids in the texts of an archive, and memoizes them in its `memo`."""

    def __init__(
        self,
        archive: Archive,
        converter: Converter,
        extensions: tuple[Any, ...],
        configs: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.archive, self.converter = archive, converter
        self.extensions, self.configs = extensions, configs

    def read_ids(self, path: str) -> frozenset[str] | None:
        """Return the ids in a body, without their prefix; None where there is no such text."""
        return self.archive.memo.get(("ids", path), (), lambda: self._read_ids(path))

    def read_page_ids(self, path: str) -> frozenset[str] | None:
        """Return the ids in one of the site's own pages; None if unknown."""
        return self.archive.memo.get(("page ids", path), (), lambda: self._read_page_ids(path))

    def read_page(self, path: str) -> OwnPage | None:
        """One of the site's own pages as MkDocs makes it; None if unknown."""
        return self.archive.memo.get(("own page", path), (), lambda: self._read_page(path))

    def _read_page_ids(self, path: str) -> frozenset[str] | None:
        page = self.read_page(path)
        return None if page is None else frozenset(ID.findall(page.html))

    def _read_ids(self, path: str) -> frozenset[str] | None:
        body = self.archive.records.bodies.get(path)
        return None if body is None else _try(lambda: self._find_ids(body.text))

    def _find_ids(self, text: str) -> frozenset[str]:
        html = convert(self.converter, prepare(text))
        return frozenset(assign_ids(conform(parse_nodes(sanitize(html)))).ids)

    def _read_page(self, path: str) -> OwnPage | None:
        body = self.archive.records.own_pages.get(path)
        if body is None or any(sign in body.text for sign in PLUGIN_SYNTAX):
            return None
        return _try(lambda: self._convert_page(body.text))

    def _convert_page(self, text: str) -> OwnPage:
        # Headings are named as `config.py` has MkDocs name those of these pages.
        unsafe = convert(self._page_converter, blank_unseen(text))
        html = sanitize(unsafe)
        return OwnPage(html, find_lost(unsafe, html))

    @cached_property
    def _page_converter(self) -> Converter:
        return python_markdown(self.extensions, self.configs, slugify_unicode)


def make_anchors(archive: Archive, site: Site, text_anchors: TextAnchors) -> Anchors:
    own = {page.url: page.path for page in site.pages}
    return Anchors(archive, own, text_anchors.read_ids, text_anchors.read_page_ids)


def _try(make: Callable[[], T]) -> T | None:
    """None for a text that can't be converted; rendering its own page reports why."""
    try:
        with limit_time():
            return make()
    except MarkdownError:
        return None
