"""Where the targets of links stand in a text's Markdown."""

from __future__ import annotations

import re
from urllib.parse import unquote

from briefings.content.diagnostics import Lines

# What a target stands behind: `](`, `]:`, `=` of an attribute, `<`.
TARGET = re.compile(r"""(?:\]\(\s*+<?|\]:\s*+<?|=\s*+["']?|<)([^\s)>"']++)""")
BEFORE_TARGET = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)$""")
AFTER_TARGET = re.compile(r"""[\s)>"']|$""")
LOOKS = 10_000
"""How often a text is looked at for targets that have blanks or brackets in them."""
LENGTH_OF_A_LOOK = 10_000
"""Characters, in which to find nothing takes as long as to look at a place."""


class LinkPositions:
    """The places in one text, which is gone through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._looks = LOOKS
        self._first: dict[str, int] = {}
        for match in TARGET.finditer(text):
            self._first.setdefault(match[1], match.start(1))

    def find(self, target: str) -> tuple[int, int]:
        """Line and column, from 1, where a target stands first; (1, 1) if it isn't found."""
        forms = (target, unquote(target), target.replace("&", "&amp;"))
        known = [self._first[form] for form in forms if form in self._first]
        start = known[0] if known else self._look_for(forms)
        return (1, 1) if start is None else self._lines.place(start)

    def _look_for(self, forms: tuple[str, ...]) -> int | None:
        for form in forms:
            self._looks = max(self._looks - len(self._text) // LENGTH_OF_A_LOOK, 0)
            start = self._text.find(form) if self._looks else -1
            while start >= 0 and self._looks:
                self._looks -= 1
                is_whole = AFTER_TARGET.match(self._text, start + len(form))
                if is_whole and BEFORE_TARGET.search(self._text, max(start - 9, 0), start):
                    return start
                start = self._text.find(form, start + 1)
        return None
