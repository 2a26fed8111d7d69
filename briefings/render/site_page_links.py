"""Links in the site's own pages that MkDocs doesn't check: it resolves those between its files."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from briefings.archive import Archive
from briefings.content.positions import shorten
from briefings.model import Problem, Site
from briefings.render.anchors import Anchors, MissingAnchor
from briefings.render.link_positions import LinkPositions
from briefings.render.links import SCHEME, BadLink, Targets, resolve
from briefings.render.text_anchors import TextAnchors, make_anchors

LINK = re.compile(r'<(?:a|img|blockquote|q|del|ins)\b[^<>]*? (?:href|src|cite)="([^"]*)"')
MAY_LINK = re.compile(
    r"""(?:\]\(|\]:|=)[ \t]*+["'<]*+"""
    r"""(?:/|[^\s()<>"']*#|(?!https?:)[A-Za-z][\w+.-]*:|https?:/*[^\s()<>"'/]*[:@%])""",
    re.IGNORECASE,
)
"""What stands in a page with a link from the root, to a place within a page, or by a scheme or to
a host that it may not have."""


def may_link(archive: Archive) -> bool:
    """Return whether there may be such links, judging by the Markdown."""
    # Without such a link no page has to be converted a second time.
    return any(MAY_LINK.search(body.text) for body in archive.records.own_pages.values())


def find_bad_links(
    archive: Archive, site: Site, targets: Targets, text_anchors: TextAnchors
) -> Iterator[Problem]:
    """Yield problems of links from the site's root, and of those to a place within a page."""
    anchors = make_anchors(archive, site, text_anchors)
    urls = {page.path: page.url for page in site.pages}
    for path, body in archive.records.own_pages.items():
        if path in urls and MAY_LINK.search(body.text):
            page = text_anchors.read_page(path)
            if page is None:
                continue
            found = dict(page.lost)
            for target in map(html.unescape, dict.fromkeys(LINK.findall(page.html))):
                bad = _check(target, path, urls, targets, anchors)
                if bad is not None:
                    found.setdefault(target, bad)
            if not found:
                continue
            positions = LinkPositions(body.text)
            for target, bad in found.items():
                line, column = positions.find(target)
                message, hint = shorten(bad.message), shorten(bad.hint)
                yield Problem(path, body.line + line - 1, column, message, hint)


def _check(
    target: str, path: str, urls: Mapping[str, str], targets: Targets, anchors: Anchors
) -> BadLink | None:
    place, _, fragment = target.partition("#")
    if SCHEME.fullmatch(place):
        address = resolve(target, path, "", targets)
        return address if isinstance(address, BadLink) else None
    if place.startswith("/") and not place.startswith("//"):
        address = resolve(target, path, "", targets)
        if isinstance(address, BadLink):
            return address
        url = unquote((address or "").partition("#")[0].partition("?")[0]).removeprefix("./")
    elif not place:
        url = urls[path]
    else:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
        if file not in urls:
            return None  # MkDocs reports it
        url = urls[file]
    anchor = anchors.resolve(url, unquote(fragment))
    if not isinstance(anchor, MissingAnchor):
        return None
    where = "there" if place else "here"
    return BadLink(f"no such heading {where}: '{unquote(target)}'", anchor.hint)
