"""Addresses that a page may not have: their links would vanish silently."""

from __future__ import annotations

import html
from collections.abc import Iterator

from briefings.content.markup.raw_html import find_tags, read_attributes
from briefings.render.links import BadLink, Targets, resolve
from briefings.render.sanitize import sanitize

ADDRESSES = {"a": "href", "img": "src"}
TO_PEOPLE = ("mailto:", "tel:")
PICTURES = tuple(f'src="{scheme}' for scheme in TO_PEOPLE)


def find_lost(unsafe: str, safe: str) -> dict[str, BadLink]:
    """What is wrong with each address in some HTML that `sanitize` has dropped, by address.

    `safe` is what has come of `unsafe`. The address of a picture may not be one of mail or phone.
    """
    # Two counts tell most bodies from those few whose tags have to be read again.
    low, low_safe = unsafe.lower(), safe.lower()
    may_lose = any(low.count(name) != low_safe.count(f' {name}="') for name in ADDRESSES.values())
    if not may_lose and not any(scheme in low_safe for scheme in PICTURES):
        return {}
    found = {}
    for target, is_picture in dict.fromkeys(_find_addresses(unsafe)):
        bad = _judge(target, is_picture)
        if bad is not None:
            found[target] = bad
    return found


def _find_addresses(unsafe: str) -> Iterator[tuple[str, bool]]:
    for tag in find_tags(unsafe):
        if not tag.closes and tag.name in ADDRESSES:
            target = read_attributes(tag.attributes).get(ADDRESSES[tag.name], "")
            yield target, tag.name == "img"


def _judge(target: str, is_picture: bool) -> BadLink | None:
    if is_picture and target.lower().lstrip().startswith(TO_PEOPLE):
        return BadLink(f"not an address of a picture: '{target}'", "link to it: '[words](…)'")
    if not target.strip() or " href=" in sanitize(f'<a href="{html.escape(target)}">a</a>'):
        return None
    found = resolve(target, "", "", Targets({}))
    if isinstance(found, BadLink):
        return found
    return BadLink(f"not an address of the web: '{target}'", "check how it is written")
