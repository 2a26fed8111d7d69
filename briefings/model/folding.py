"""Which characters count as one, however they are typed: the one table for all comparisons.

Names, aliases and `not` phrases (`briefings.render.mentions`), quotes (`briefings.content.quotes`,
`briefings.pages.quotations`) and guesses (`briefings.content.suggestions`) are compared by it:

- apostrophes: U+0027, U+2019 and U+02BC are one letter in Ukrainian, and keyboards add others;
- quotation marks, double ones and single ones, of all scripts;
- hyphens and dashes;
- spaces of any width;
- nothing at all, for what only guides the setting of a text: soft hyphens, characters of no width,
  marks of direction, variation selectors, the Arabic elongation.

Composed and decomposed letters are one (NFC). Letters are never folded: `ё` isn't `е`, an accent is
a part of its letter, and upper case isn't lower case.
"""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'`´‘’‛′‵＇❛❜ʹʻʼʽˈˊˋꞌ՚׳"
SINGLE = APOSTROPHES + "‚‹›❮❯"
"""Apostrophes and single quotation marks, some of which are letters to Unicode."""
DOUBLE = '"“”„‟«»″‶״＂〝〞〟❝❞「」『』〈〉《》｢｣﹁﹂﹃﹄〈〉⟨⟩⹂'
HYPHENS = "-‐‑‒–—―−֊־⸺⸻﹘﹣－"
SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
IGNORED = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x640, 0x640), (0x180E, 0x180E)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF)),
)
"""What counts as nothing: the first and the last code point of each range."""

# What keyboards, word processors and messengers leave in texts.
USUAL = (
    "\u00ad\u034f\u061c\u0640\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\ufe0f\ufeff"
)
IGNORABLE = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in IGNORED)}]")
TABLE = {
    **dict.fromkeys(map(ord, SINGLE), "'"),
    **dict.fromkeys(map(ord, DOUBLE), '"'),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(code for first, last in IGNORED for code in range(first, last + 1)),
}
"""For `str.translate`: what each character that isn't itself counts as."""


def fold(text: str) -> str:
    """A text as it is compared; equal results are one text to a reader."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(TABLE))
    # The one sign of `TABLE` that ASCII has.
    return " ".join(text.replace("`", "'").split())


def compose(text: str) -> str:
    """A name with composed letters (NFC), as one is written in addresses; disks have both forms."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def has_ignorable(text: str) -> bool:
    """Return whether a text holds any of what usually stands there and counts as nothing."""
    if text.isascii():
        return False
    # Searches for one character each are done much sooner than one for a class.
    return any(char in text for char in USUAL)


def drop_ignorable(text: str) -> tuple[str, list[int] | None]:
    """A text without what counts as nothing, and where each character left stood before; None
    where nothing was dropped."""
    if text.isascii() or not IGNORABLE.search(text):
        return text, None
    places = [at for at, char in enumerate(text) if not IGNORABLE.match(char)]
    return "".join([text[at] for at in places]), places
