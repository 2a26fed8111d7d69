"""Addresses that the sanitizer drops: their links and pictures would vanish silently."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator

ATTRIBUTES = ("href=", "src=")
ADDRESS = re.compile(
    r"""<(?:a|img)\s[^<>]*?\b(?:href|src)=(?:"([^"<>]*+)"|'([^'<>]*+)'|([^\s"'<>]++))""",
    re.IGNORECASE,
)
# Those that run code are no editor's mistake, and are dropped silently.
REPORTED = ("http:", "https:", "//", "data:", "file:", "blob:")


def find_dropped(html: str, harmless: str) -> Iterator[str]:
    """Addresses of links and pictures in HTML that was sanitized, if any isn't there any more.

    Those that are still there are among them.
    """
    # Counted first: the search is for the few texts that have lost an address.
    if all(html.count(name) == harmless.count(name) for name in ATTRIBUTES):
        return
    for match in ADDRESS.finditer(html):
        target = entities.unescape(match[1] or match[2] or match[3] or "").strip()
        if target.lower().startswith(REPORTED):
            yield target
