"""Which way texts are read: by their language, else by their first letter, as `dir="auto"` has it.

Determined here and not by the browser: feed readers and old browsers don't know `auto`, and pages
that are read from left to right need no attribute.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

Direction = Literal["ltr", "rtl"]

# By the script that most of a language's readers use; a subtag may name a different one.
RIGHT_TO_LEFT = {
    *("acm", "aeb", "afb", "ajp", "apc", "ar", "arc", "ary", "arz", "azb", "bal", "bqi", "ckb"),
    *("dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps"),
    *("rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi"),
}
SCRIPTS = {
    *("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"),
    "yezi",
}
MOST_TEXTS = 8_192
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
BEGINNING = 400
"""Characters of HTML that show how a text begins."""


def direction_of(lang: str) -> Direction:
    """`rtl` for `ar`, `fa-AF` and `ku-Arab`, `ltr` for `ug-Cyrl` and all else."""
    main, *subtags = lang.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), None)
    is_rtl = script in SCRIPTS if script else main in RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"


def first_direction(text: str) -> Direction | None:
    """Return the direction of the first letter of a text; None if it has none."""
    # Digits and signs alone need no `dir` either.
    if text.isascii():
        return "ltr"
    # https://html.spec.whatwg.org/multipage/dom.html#auto-directionality
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return None


@lru_cache(MOST_TEXTS)
def spoken(text: str | None, lang: str | None = None) -> Markup:
    """Return the attributes of an element that holds a text: ` lang="ar" dir="rtl"`, or nothing.

    The template gives no direction where it is from left to right, as all around it is.
    """
    named = Markup(' lang="{}"').format(lang) if lang else Markup("")
    direction = direction_of(lang) if lang else first_direction(text or "")
    return named + Markup(' dir="rtl"') if direction == "rtl" else named


def directed(html: str) -> Markup:
    """Return the attribute ` dir="rtl"` of an element that holds a text in HTML, by its first
    letter, or nothing."""
    beginning = html[:BEGINNING]
    if not FROM_RIGHT.search(beginning):
        return Markup("")
    return spoken(Markup(beginning).striptags())
