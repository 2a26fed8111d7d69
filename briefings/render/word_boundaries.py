"""Where words end, in any script, and which passages of a text are no prose.

Python's `\\w` can't tell either: a modifier apostrophe is a letter to it and a vowel sign of India
isn't, and China and Japan write no spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefings.model.folding import APOSTROPHES, DOUBLE

LETTER_LIKE = "".join(char for char in APOSTROPHES if char.isalnum())
# Thai, Lao, Burmese, Khmer, kana, Han: written without spaces between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
IN_WORD = rf"[^\W{LETTER_LIKE}{UNSPACED}]"
FIRST_WORD = re.compile(rf"{IN_WORD}+|[{UNSPACED}]")
WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
# Within a word of these scripts an apostrophe is a letter, or the sign of an abbreviation.
CYRILLIC, HEBREW = re.compile("[\u0400-\u052f]"), re.compile("[\u05d0-\u05ea]")
WITHIN_WORD = {
    **dict.fromkeys(APOSTROPHES, (CYRILLIC, HEBREW)),
    **dict.fromkeys('"“”״', (HEBREW,)),
}
BREAKS = frozenset(" \n.,;:!?()")
"""Characters that are in no word, whatever stands on their other side."""

RUN = re.compile(rf"[^\s<>…|，。、；：！？（）{DOUBLE}]+")
SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]{0,30}://|(?<!\w)(?:www\.|(?:mailto|tel|sms|tg|xmpp|geo|urn|doi|data|file):)",
    re.IGNORECASE,
)
PIECE = re.compile(r"[^\[\]{}(),;!]+")
ALONE = re.compile(r"[.,;:!?]?(?:\s|$)")
# A user's name, a tag, a path, an option.
MARKED = re.compile(r"[@＠\\=]|[#＃]\w|^(?:[ru]|~|\.{0,2})/")
DOT = re.compile(r"(?<=\w)\.([^\W_]{2,})")
REST = re.compile(r"[\w.-]*(?:[/?#:&]\S*)?")


def splits_word(text: str, at: int) -> bool:
    """Return whether a name that begins or ends at `at` would be a part of a longer word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after in BREAKS or (before in BREAKS and after < "\u0300"):
        return False  # nearly always
    if scripts := WITHIN_WORD.get(after):
        return _in_script(before + text[at + 1 : at + 2], scripts)
    if scripts := WITHIN_WORD.get(before):
        return _in_script(text[max(at - 2, 0) : at - 1] + after, scripts)
    if _is_mark(after):
        return True
    if not (after.isalnum() or after == "_"):
        return False
    if WITHOUT_SPACES.match(before) or WITHOUT_SPACES.match(after):
        return False
    return before.isalnum() or before == "_" or _is_mark(before)


def _in_script(letters: str, scripts: tuple[re.Pattern[str], ...]) -> bool:
    return len(letters) == 2 and any(
        script.match(letters[0]) and script.match(letters[1]) for script in scripts
    )


def _is_mark(char: str) -> bool:
    return char >= "\u0300" and unicodedata.category(char)[0] == "M"


class Addresses:
    """The passages of a text that are web addresses, e-mail addresses, users' names, hashtags,
    file names or paths; found as they are asked for, from left to right."""

    __slots__ = ("_passages", "_place", "_run_end", "_runs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs = RUN.finditer(text)
        self._run_end = 0
        self._passages: Iterator[tuple[int, int]] = iter(())
        self._place = (0, 0)

    def hold(self, start: int, end: int) -> bool:
        """Return whether words lie in such a passage and aren't all of it; `start` only grows."""
        if (not start or self._text[start - 1].isspace()) and ALONE.match(self._text, end):
            return False
        while self._run_end <= start and (run := next(self._runs, None)):
            self._run_end = run.end()
            if self._run_end > start:
                self._passages = _passages(run[0], run.start())
        while self._place[1] <= start and (place := next(self._passages, None)):
            self._place = place
        first, last = self._place
        return first < end and start < last and not (start <= first and last <= end)


def _passages(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the addresses in a run of text without spaces."""
    if address := SCHEME.search(run):
        yield from _passages(run[: address.start()], offset)
        yield offset + address.start(), offset + len(run)
        return
    for piece in PIECE.finditer(run):
        text = piece[0].rstrip(".:?'’")
        start = offset + piece.start()
        if MARKED.search(text):
            yield start, start + len(text)
        elif dot := next((dot for dot in DOT.finditer(text) if _is_suffix(dot[1])), None):
            rest = REST.match(text, dot.end())
            yield start, start + (rest.end() if rest else dot.end())


def _is_suffix(word: str) -> bool:
    """Return whether a word after a dot is the end of a host's or a file's name: no sentence begins
    so."""
    # `3.14`, or a sentence that begins with a year.
    if word.isdigit():
        return False
    if word.isupper():
        return word.isascii() and len(word) <= 5
    return word == word.lower()
