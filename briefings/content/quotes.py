"""Check that an article's body contains a quote inside quotation marks.

Both are compared without their markup (`markup.plain_text`), after NFKC, folded by the one table of
equivalent characters (`briefings.model.folding`), and with white space collapsed: typography makes
no difference, words do. Where a quote has an ellipsis (`…`, `[...]`), the text on both sides of it
must be in one quotation, in the same order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from briefings.content.markup.plain_text import plain
from briefings.model.folding import APOSTROPHES, DOUBLE, SINGLE, TABLE

FOLD = {**TABLE, **dict.fromkeys(map(ord, "*_~"))}
MARK = re.compile(f"[{re.escape(DOUBLE + SINGLE)}]")
DEPTH = 8
# An opening mark and the marks that may close it.
# Some marks open in one language and close in another: »so«, «so», „so“, ”so”.
PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "”": "”",
    "❝": "❞",
    "⹂": "“”",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "’": "’",
    "‹": "›",
    "›": "‹›",
    "❛": "❜",
    "❮": "❯",
    "❯": "❮❯",
    "「": "」",
    "『": "』",
    "〈": "〉",
    "《": "》",
    "⟨": "⟩",
    "〝": "〞〟",
    "〟": "〞",
    **{mark: mark for mark in "\"'״׳"},
}
# These close a passage as they open one.
ALIKE = {mark for mark, closing in PAIRS.items() if mark in closing}
PARAGRAPH = re.compile(r"\n[ \t]*+\n")
DASHES = re.compile("-{2,3}(?!-)")
OMISSION = re.compile(
    r" ?(?:\[ ?(?:\.(?: ?\.){2,}|⋯+) ?\]|\( ?(?:\.(?: ?\.){2,}|⋯+) ?\)"
    r"|< ?(?:\.(?: ?\.){2,}|⋯+) ?>|\.(?: ?\.){2,}|⋯+) ?"
)
HEBREW = re.compile("[\u05d0-\u05ea]")
# What is written before a word as a part of it, and so before a mark that opens a passage.
PREFIX = re.compile("(?<![\u05d0-\u05ea])[משהוכלב]{1,4}$")
# But for Thai, Lao, Burmese, Khmer, and those of China and Japan.
SPACED = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
WORD_END = re.compile(r"\W")
CLOSING = re.compile(r"[.,;:!?…]*+[\"']")
EXCERPT = 80
SEARCHED = 2000


@dataclass(frozen=True)
class Passages:
    """A body's paragraphs without markup, and its quoted passages, folded.

    The passages are one text, so that one search suffices: a NUL separates passages, a blank the
    paragraphs of one passage.
    """

    paragraphs: tuple[str, ...]
    quoted: str

    @cached_property
    def text(self) -> str:
        """All paragraphs, folded."""
        return _fold("\n".join(self.paragraphs))

    @cached_property
    def separate(self) -> tuple[str, ...]:
        return tuple(self.quoted.split("\0"))


def read_passages(body: str) -> Passages:
    """Extract the quoted passages of a Markdown body."""
    paragraphs = tuple(" ".join(part.split()) for part in PARAGRAPH.split(plain(body)))
    quoted: list[str] = []
    going_on: list[str] = []
    # A quotation over several paragraphs opens each with a mark, and closes the last alone.
    for paragraph, following in zip(paragraphs, (*paragraphs[1:], ""), strict=True):
        passages = list(_quoted(paragraph, goes_on=following[:1] in PAIRS))
        continued = next((p for p in passages if going_on and p.start == 1), None)
        if going_on and (continued is None or not continued.goes_on):
            quoted.append(" ".join([*going_on, *([continued.text] if continued else [])]))
            going_on = []
        for passage in passages:
            if passage.goes_on:
                going_on.append(passage.text)
            elif passage is not continued:
                quoted.append(passage.text)
    return Passages(paragraphs, _fold("\0".join(quoted)))


def find_missing(
    quote: str, passages: Passages, *, searched: bool = True
) -> tuple[str, str] | None:
    """Return a message and a hint if no passage contains the quote, else None.

    `searched`: whether the hint may name the nearest passage, which takes time.
    """
    ways = _ways(quote)
    if any(_has(wanted, passages) for wanted in ways):
        return None
    inside = [wanted for wanted in ways if _find(wanted, passages.text) >= 0]
    if inside:
        if any(_stands_between_marks(wanted, passages.text) for wanted in inside):
            return None
        message = "the body has this quote, but not inside quotation marks"
        return message, "put it into quotation marks"
    nearest = _find_nearest(ways[0], passages.separate) if searched and ways else None
    if nearest is None:
        hint = "quote it there inside quotation marks, or write 'fidelity: paraphrase'"
        return "the body doesn't contain this quote", hint
    return "the body doesn't contain this quote", f"the nearest passage is '{nearest}'"


def _ways(quote: str) -> list[str]:
    """Return a quote read as Markdown and, since front matter isn't Markdown, literally."""
    texts = (plain(quote), unicodedata.normalize("NFKC", quote))
    ways = dict.fromkeys(_fold(" ".join(text.split())).strip("\"' ") for text in texts)
    return [wanted for wanted in ways if OMISSION.sub("", wanted)]


def _fold(text: str) -> str:
    text = text.translate(FOLD)
    return DASHES.sub("-", text) if "--" in text else text


def _has(wanted: str, passages: Passages) -> bool:
    """Return whether a passage contains the words, or all parts around an ellipsis."""
    if _find(wanted, passages.quoted) >= 0:
        return True
    parts = [part for part in OMISSION.split(wanted) if any(map(str.isalnum, part))]
    if not parts or parts == [wanted]:
        return False
    return any(_has_in_order(parts, passage) for passage in passages.separate)


def _has_in_order(parts: Sequence[str], passage: str) -> bool:
    end = 0
    for part in parts:
        start = _find(part, passage, end)
        if start < 0:
            return False
        end = start + len(part)
    return True


def _find(wanted: str, text: str, start: int = 0) -> int:
    """Find words in a text, whole words only: "legal" isn't in "illegal".

    Scripts without spaces have no word boundaries to check.
    """
    starts_word = SPACED.match(wanted[0]) is not None
    ends_word = SPACED.match(wanted[-1]) is not None
    while (start := text.find(wanted, start)) >= 0:
        end = start + len(wanted)
        if not (starts_word and _is_in_word(text[start - 1 : start])) and not (
            ends_word and _is_in_word(text[end : end + 1])
        ):
            return start
        # At the next word, lest each letter of one that is very long be tried.
        gap = WORD_END.search(text, start + 1) if starts_word else None
        start = gap.start() if gap else len(text) if starts_word else start + 1
    return -1


def _is_in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class _Passage(NamedTuple):
    """A passage of a paragraph from `start`; `goes_on` in the next one if it isn't closed."""

    text: str
    start: int
    goes_on: bool = False


def _quoted(text: str, goes_on: bool) -> Iterator[_Passage]:
    """Find passages between marks, nested too; an open one may extend to the end (`goes_on`)."""
    opened: list[tuple[str, int]] = []
    last: dict[str, int] = {}
    for match in MARK.finditer(text):
        char, index = match[0], match.start()
        closes = next(
            (depth for depth in range(len(opened) - 1, -1, -1) if char in PAIRS[opened[depth][0]]),
            None,
        )
        if closes is not None and _can_close(text, index):
            yield _Passage(text[opened[closes][1] : index], opened[closes][1])
            del opened[closes:]
            last[char] = index
        elif char in PAIRS and len(opened) < DEPTH and _can_open(text, index):
            opened.append((char, index + 1))
    if goes_on and opened:
        yield _Passage(text[opened[0][1] :], opened[0][1], goes_on=True)
    for char, start in opened:
        # The mark that would have closed it was taken for the end of an inner passage.
        if char in ALIKE and last.get(char, 0) > start:
            yield _Passage(text[start : last[char]], start)


def _can_open(text: str, index: int) -> bool:
    """Return whether a mark can open a passage.

    Single marks are apostrophes too, and double ones occur in Hebrew abbreviations: these open a
    passage only at the start of a word.
    """
    if text[index] in APOSTROPHES:
        return not text[index - 1 : index].isalnum() and not text[index + 1 : index + 2].isspace()
    return not _is_between_hebrew(text, index) or (
        PREFIX.search(text, max(index - 5, 0), index) is not None
        and HEBREW.match(text, index + 2) is not None
    )


def _can_close(text: str, index: int) -> bool:
    if text[index] in APOSTROPHES:
        return not text[index + 1 : index + 2].isalnum()
    return not _is_between_hebrew(text, index)


def _is_between_hebrew(text: str, index: int) -> bool:
    return HEBREW.match(text[index - 1 : index]) is not None and bool(HEBREW.match(text, index + 1))


def _stands_between_marks(wanted: str, text: str) -> bool:
    """Return whether marks enclose the words directly, for nested marks of one kind."""
    for mark in "\"'":
        start = -1
        while (start := text.find(mark + wanted, start + 1)) >= 0:
            if CLOSING.match(text, start + 1 + len(wanted)):
                return True
    return False


def _find_nearest(wanted: str, passages: Sequence[str]) -> str | None:
    """Find the passage with most words in common, cut to its most similar part."""
    words = set(wanted.lower().split())
    best, shared = None, 0
    for passage in passages:
        common = len(words.intersection(passage.lower().split()))
        if common > shared:
            best, shared = passage, common
    if best is None or len(best) <= EXCERPT:
        return best
    # Cut, since difflib takes the square of the lengths.
    match = SequenceMatcher(None, best[:SEARCHED], wanted[:SEARCHED]).find_longest_match()
    start = max(0, min(match.a - match.b, len(best) - EXCERPT))
    return f"{'…' if start else ''}{best[start : start + EXCERPT].strip()}…"
