"""Default ids of headings, the same for both Markdown engines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote

AUTOMATIC = "briefings-heading-"
"""Prefix of the ids that Python-Markdown's `toc` generates, to tell them from an editor's."""

NO_WORD = re.compile(r"[^\w\s-]")
NUMBER = re.compile(r"_(?=\d+$)")
HYPHENS = re.compile(r"-{2,}")


def name_words(words: str) -> str:
    """A name as GitHub makes it: words in lower case, joined by hyphens, with letters and marks of
    all scripts."""
    # GitHub's names, since cmark gives none, and so a change of the engine breaks no link.
    lower = words.strip().lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower)
    kept = NO_WORD.sub(_keep_mark, lower)
    return re.sub(r"\s", "-", kept)


def _keep_mark(match: re.Match[str]) -> str:
    """Vowels of many scripts are marks, which regular expressions don't count among letters."""
    return match[0] if unicodedata.category(match[0])[0] == "M" else ""


def slugify(words: str, separator: str) -> str:
    """What Python-Markdown's `toc` is to call a heading."""
    return AUTOMATIC + name_words(words)


def find_name(fragment: str, names: Collection[str]) -> str | None:
    """Return the name that a link's fragment means, however it is encoded, composed or spelled."""
    plain = unicodedata.normalize("NFC", unquote(fragment))
    words = name_words(plain)
    for form in (fragment, plain, words):
        if form in names:
            return form
    if not words:
        return None
    # Python-Markdown's own names have one hyphen where others have two, and `_1` for `-1`.
    single = HYPHENS.sub("-", NUMBER.sub("-", words))
    return next((name for name in names if HYPHENS.sub("-", name) == single), None)
