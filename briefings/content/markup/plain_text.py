"""Markdown to plain text: the words that a reader sees.

    literals --> tags, comments --> block quotes --> links, references, notes --> entities --> NFKC

What code and escapes protect becomes entities first, so that no later step takes it for markup.
Each step is linear in the text: no pattern backtracks, or rescans for the next mark of its kind.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from briefings.content.markup.raw_html import EMPTY, LEFT_OUT, hides

LITERAL = re.compile(r"\\([!-/:-@\[-`{-~]|\n)|(`+)")
PROTECTED = str.maketrans({char: f"&#{ord(char)};" for char in "\\`<>[]&*_~{}"})
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})")
# How many fences too short to close another one are passed over.
LOOK = 50
BLANK = re.compile(r"\n[ \t]*+\n")
CYRILLIC = re.compile("[\u0400-\u052f]")

TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@\"']++@[^\s<>@\"']++)>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?P<attributes>(?:(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+(?=>)|[^<>]*+))>",
    re.DOTALL,
)
# Within these, a tag of the same name is text.
RAW = {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
    *("main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "ul"),
}
LINE_MARK = re.compile(r"^([ \t]*+)(?:>[ \t]?)++", re.MULTILINE)

# The title of a definition may be on a line of its own.
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]]{1,999})\]:[ \t]*+\n?[ \t]*+(?:<[^<>\n]*+>|[^\s<]\S*+)"
    r"(?:[ \t]*+\n?[ \t]*+(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\))(?=[ \t]*+$))?+[ \t]*+$",
    re.MULTILINE,
)
ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\[\]\n]*+\]:.*+$", re.MULTILINE)
NOTE = re.compile(r"^ {0,3}\[\^[^\[\]\n]++\]:", re.MULTILINE)
BRACKET = re.compile(r"[\[\]]")
ADDRESS = r"[^()\s<>]++|\((?:[^()\s<>]++|\((?:[^()\s<>]++|\([^()\s<>]*+\))*+\))*+\)"
DESTINATION = re.compile(
    rf"\(\s*+(?:<[^<>\n]*+>|(?:{ADDRESS})*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)|\([^()]*+\)"
)
LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
# A footnote's mark that is written out: after a word, or what ends a sentence, and not a power.
AFTER_WORD = r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?…»”\"]))"
WRITTEN_MARK = re.compile(AFTER_WORD + r"\[\d{1,3}\]")
RAISED_MARK = re.compile(
    AFTER_WORD + r"<sup(?: [^<>]*+)?>\s*+(?:<a(?: [^<>]*+)?>)?"
    r"(?:\[?\d{1,3}\]?|[*†‡])(?:</a>)?\s*+</sup>"
)
# https://spec.commonmark.org/0.31.2/#link-label
LABEL_LENGTH = 999
ATTRIBUTES = re.compile(r"\{:[^{}\n]*+\}")

LEADING_ZEROS = re.compile(r"&#([xX]?)0++(?=[0-9a-fA-F])")
# https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{8,}+);?")
# What NFKC would take apart.
KEPT_WHOLE = {"´": "'", "″": '"', "‶": '"'}


def plain(markdown: str) -> str:
    """Remove markup; white space and quotation marks stay as they are."""
    text = markdown
    if "`" in text or "\\" in text or "~~~" in text:
        text = _protect(text)
    if "<" in text:
        text = _without_tags(RAISED_MARK.sub("", text) if "<sup" in text else text)
    if ">" in text:
        text = LINE_MARK.sub(r"\1", text)
    if "[" in text:
        text = _without_links(text)
    if "{:" in text:
        text = ATTRIBUTES.sub("", text)
    if "&" in text:
        text = unescape(text)
    if "]" in text:
        text = WRITTEN_MARK.sub("", text)
    if text.isascii():
        return text
    for char, whole in KEPT_WHOLE.items():
        text = text.replace(char, whole)
    return unicodedata.normalize("NFKC", text)


def unescape(text: str) -> str:
    """Unescape entities; `html.unescape` fails for numbers of more than 4,300 digits."""
    if "&#" in text:
        text = LONG_NUMBER.sub("\ufffd", LEADING_ZEROS.sub(r"&#\1", text))
    return html.unescape(text)


def _protect(text: str) -> str:
    """Turn escaped characters and code, without its marks, into entities."""
    if "```" in text or "~~~" in text:
        return "".join(
            part.translate(PROTECTED) if is_code else _protect_inline(part)
            for part, is_code in _fenced(text)
        )
    return _protect_inline(text)


def _fenced(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text at its fences; each part with whether it is inside of one."""
    lines = [line + "\n" for line in text.split("\n")]
    closing: dict[str, list[tuple[int, int]]] = {"~": [], "`": []}
    for number in range(len(lines) - 1, -1, -1):
        mark = lines[number].strip()
        if len(mark) >= 3 and mark[0] in closing and not mark.strip(mark[0]):
            closing[mark[0]].append((number, len(mark)))
    done = number = 0
    while number < len(lines):
        opening = FENCE.match(lines[number].rstrip("\n"))
        number += 1
        if not opening:
            continue
        ends = closing[opening[1][0]]
        while ends and ends[-1][0] < number:
            ends.pop()
        near = reversed(ends[-LOOK:])
        end = next((at for at, length in near if length >= len(opening[1])), None)
        if end is not None:
            yield "".join(lines[done : number - 1]), False
            yield "".join(lines[number:end]), True
            done = number = end + 1
    yield "".join(lines[done:]), False


def _protect_inline(text: str) -> str:
    marks = list(LITERAL.finditer(text)) if "`" in text or "\\" in text else []
    if not marks:
        return text
    runs: dict[int, list[int]] = defaultdict(list)
    for match in reversed(marks):
        if match[2]:
            runs[len(match[2])].append(match.start())
    blanks = [match.start() for match in BLANK.finditer(text)][::-1]
    parts: list[str] = []
    end = 0
    for match in marks:
        start = match.start()
        if start < end:
            continue
        parts.append(text[end:start])
        end = match.end()
        if match[1]:
            parts.append("\n" if match[1] == "\n" else f"&#{ord(match[1])};")
            continue
        while blanks and blanks[-1] < start:
            blanks.pop()
        same = runs[len(match[2])]
        while same and same[-1] <= start:
            same.pop()
        is_letter = len(match[2]) == 1 and _is_within_word(text, start)
        if is_letter or not same or (blanks and blanks[-1] < same[-1]):
            parts.append(match[2])
            continue
        parts.append(text[end : same[-1]].translate(PROTECTED))
        end = same[-1] + len(match[2])
    parts.append(text[end:])
    return "".join(parts)


def _is_within_word(text: str, at: int) -> bool:
    """Return whether a backtick is an apostrophe, as some write it in Ukrainian."""
    return bool(CYRILLIC.match(text[at - 1 : at]) and CYRILLIC.match(text, at + 1))


def _without_tags(text: str) -> str:
    """Remove comments, hidden elements and tags; breaks and blocks separate words."""
    parts: list[str] = []
    end = 0
    hidden, depth = "", 0
    for tag in TAG.finditer(text):
        if not hidden:
            parts.append(text[end : tag.start()])
        end = tag.end()
        name = (tag["name"] or "").lower()
        if hidden:
            if name == hidden and (tag["close"] or name not in RAW):
                depth += -1 if tag["close"] else not tag["attributes"].endswith("/")
                hidden = hidden if depth else ""
        elif tag["address"]:
            parts.append(tag["address"])
        elif name and not tag["close"] and _hides(name, tag["attributes"]):
            if name not in EMPTY and not tag["attributes"].endswith("/"):
                hidden, depth = name, 1
        elif name in BLOCKS:
            parts.append("\n\n")
        elif name == "br":
            parts.append(" ")
        # Browsers put the marks of quotation around it.
        elif name == "q":
            parts.append("”" if tag["close"] else "“")
    if not hidden:
        parts.append(text[end:])
    return "".join(parts)


def _hides(name: str, attributes: str) -> bool:
    if name in LEFT_OUT:
        return not attributes or attributes[0] in " \t\n/"
    return hides(attributes)


def _without_links(text: str) -> str:
    """Reduce links to their words; remove pictures, marks of notes, and definitions."""
    labels: set[str] = set()
    if "]:" in text:
        labels = {_label(label) for label in DEFINITION.findall(text)}
        text = ABBREVIATION.sub("", NOTE.sub("\n\n", DEFINITION.sub("", text)))
    cuts: list[tuple[int, int]] = []
    opened: list[int] = []
    done = last = 0
    for bracket in BRACKET.finditer(text):
        at = bracket.start()
        if at < done:
            continue
        if bracket[0] == "[":
            opened.append(at)
            last = at
            continue
        if not opened:
            continue
        start = opened.pop()
        inner = text[start + 1 : at] if start == last and at - start <= LABEL_LENGTH else ""
        end = _link_end(text, at + 1, inner, labels)
        if end is not None:
            is_picture = text[start - 1 : start] == "!"
            cuts += [(start - 1, end)] if is_picture else [(start, start + 1), (at, end)]
            done = end
        elif inner[:1] == "^" and len(inner) > 1:
            cuts.append((start, at + 1))
        last = -1
    return _cut(text, cuts) if cuts else text


def _link_end(text: str, after: int, inner: str, labels: set[str]) -> int | None:
    """Find the end of a link whose words end before `after`; None if it is no link."""
    if match := DESTINATION.match(text, after):
        return match.end()
    if not labels:
        return None
    match = LABEL.match(text, after)
    if match and _label(match[1] or inner) in labels:
        return match.end()
    return after if inner and _label(inner) in labels else None


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _cut(text: str, cuts: list[tuple[int, int]]) -> str:
    parts = []
    done = 0
    for start, end in sorted(cuts):
        parts.append(text[done:start])
        done = max(done, end)
    parts.append(text[done:])
    return "".join(parts)
