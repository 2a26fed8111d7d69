"""Whether an article's body contains a quote inside quotation marks.

Both are compared after NFKC, with quotation marks and dashes folded, Markdown's marks removed
and white space collapsed, so that typography makes no difference but words do.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

DOUBLE = '"“”„‟«»″'
SINGLE = "'‘’‚‛‹›′"
FOLD = str.maketrans(
    {
        **dict.fromkeys(DOUBLE, '"'),
        **dict.fromkeys(SINGLE, "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("*_`~\u00ad\u200b\u2060\ufeff", None),
    }
)
MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
DEPTH = 8
# An opening mark and the marks that may close it.
PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«»",
    '"': '"',
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
PARAGRAPH = re.compile(r"\n[ \t]*\n")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
LINE_MARK = re.compile(r"^([ \t]*)(?:>[ \t]?)+", re.MULTILINE)
# What pages leave out with all that it holds (`briefings.render.sanitize`).
HIDDEN = {
    *("audio", "canvas", "embed", "head", "iframe", "math", "noembed", "noframes", "noscript"),
    *("object", "script", "select", "style", "svg", "template", "title", "video"),
}
UNSEEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<({'|'.join(sorted(HIDDEN))})\b[^>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# But for Thai, Lao, Burmese, Khmer, and those of China and Japan.
SPACED = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
EXCERPT = 80
SEARCHED = 2000


@dataclass(frozen=True, slots=True)
class Passages:
    """A body's paragraphs without their markup, and its passages inside quotation marks, folded.

    The passages are one text, for the sake of a single search; a NUL stands between two.
    """

    paragraphs: tuple[str, ...]
    quoted: str


def read_passages(body: str) -> Passages:
    """Take a body's Markdown apart into what it quotes."""
    paragraphs = tuple(" ".join(part.split()) for part in PARAGRAPH.split(plain(body)))
    quoted: list[str] = []
    for paragraph, following in zip(paragraphs, (*paragraphs[1:], ""), strict=True):
        quoted.extend(_quoted(paragraph, goes_on=following[:1] in PAIRS))
    return Passages(paragraphs, "\0".join(quoted).translate(FOLD))


def find_missing(quote: str, passages: Passages) -> tuple[str, str] | None:
    """A message and a remedy if no passage contains the quote, else None."""
    wanted = " ".join(plain(quote).split()).translate(FOLD).strip("\"' ")
    if wanted and _has(wanted, passages.quoted):
        return None
    text = "\n".join(passages.paragraphs).translate(FOLD)
    if wanted and _has(wanted, text):
        if _stands_between_marks(wanted, text):
            return None
        message = "the body has this quote, but not inside quotation marks"
        return message, "put it into quotation marks"
    nearest = _find_nearest(wanted, passages.quoted.split("\0"))
    if nearest is None:
        hint = "quote it there inside quotation marks, or write 'fidelity: paraphrase'"
        return "the body doesn't contain this quote", hint
    return "the body doesn't contain this quote", f"the nearest passage is '{nearest}'"


def _has(wanted: str, text: str) -> bool:
    """Whether the words stand in a text, none of them as a part of another one: "legal" isn't
    "illegal". Where words are written without spaces between, that can't be told."""
    if wanted not in text:
        return False
    before = r"(?<!\w)" if SPACED.match(wanted[0]) else ""
    after = r"(?!\w)" if SPACED.match(wanted[-1]) else ""
    return re.search(before + re.escape(wanted) + after, text) is not None


def plain(markdown: str) -> str:
    """Text without markup; its white space and its quotation marks stay as they are."""
    text = markdown
    if "<" in text:
        text = UNSEEN.sub("", text)
    if ">" in text:
        text = TAG.sub("", LINE_MARK.sub(r"\1", text))
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = html.unescape(text)
    return unicodedata.normalize("NFKC", text)


def _quoted(text: str, goes_on: bool) -> Iterator[str]:
    """The passages between marks, outer and inner; an open one runs to the end if it `goes_on`."""
    opened: list[tuple[str, int]] = []
    for match in MARK.finditer(text):
        char, index = match[0], match.start()
        closes = next(
            (depth for depth in range(len(opened) - 1, -1, -1) if char in PAIRS[opened[depth][0]]),
            None,
        )
        if closes is not None and _can_close(text, index):
            yield text[opened[closes][1] : index]
            del opened[closes:]
        elif char in PAIRS and len(opened) < DEPTH and _can_open(text, index):
            opened.append((char, index + 1))
    if goes_on:
        for _, start in opened[:1]:
            yield text[start:]


def _can_open(text: str, index: int) -> bool:
    """Single marks are apostrophes too: they open a passage only at the start of a word."""
    if text[index] not in SINGLE:
        return True
    return not text[index - 1 : index].isalnum() and not text[index + 1 : index + 2].isspace()


def _can_close(text: str, index: int) -> bool:
    return text[index] not in SINGLE or not text[index + 1 : index + 2].isalnum()


def _stands_between_marks(wanted: str, text: str) -> bool:
    """Whether marks enclose the words directly, for quotations nested in marks of one kind."""
    around = re.compile(r"[\"']" + re.escape(wanted) + r"[.,;:!?…]*[\"']")
    return around.search(text) is not None


def _find_nearest(wanted: str, passages: Sequence[str]) -> str | None:
    """The passage that shares the most words with the quote, cut to where it is likest."""
    words = set(wanted.lower().split())
    best, shared = None, 0
    for passage in passages:
        common = len(words.intersection(passage.lower().split()))
        if common > shared:
            best, shared = passage, common
    if best is None or len(best) <= EXCERPT:
        return best
    match = SequenceMatcher(None, best[:SEARCHED], wanted[:SEARCHED]).find_longest_match()
    start = max(0, min(match.a - match.b, len(best) - EXCERPT))
    return f"{'…' if start else ''}{best[start : start + EXCERPT].strip()}…"
