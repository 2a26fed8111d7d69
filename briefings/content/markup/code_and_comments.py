"""Separate code and comments from prose in a Markdown body.

One pass over the lines, in time linear in the text. It follows what both engines have in common:
fences, indented code, code spans, comments. Ambiguous text counts as prose, so that checks of prose
don't miss it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

COMMENT = "<!-- -->"
"""Replaces every comment before conversion, so that its words can't appear anywhere."""

QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)*+")
HOLDER = re.compile(
    r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|\[\^[^\]\n]+\]:|!!!|\?\?\?|===|:[ \t])"
)
# No backtick may follow one of backticks, which is a code span then:
# https://spec.commonmark.org/0.31.2/#fenced-code-blocks
FENCE = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(`{3,}+(?=[^`\n]*+$)|~{3,}+)")
CLOSING = re.compile(r"^(?:[ \t]*+>)*+[ \t]*+(`{3,}+|~{3,}+)[ \t]*+$", re.MULTILINE)
# What a backslash escapes: https://spec.commonmark.org/0.31.2/#backslash-escapes
SPECIAL = re.compile(r"`++|<!--|\\[!-/:-@\[-`{-~]")
TICKS = re.compile(r"`++")
BLANK = re.compile(r"\n(?:[ \t]*+>)*+[ \t]*+(?:\n|\Z)")
FILLER = re.compile(r"[^\n]")

Span = tuple[int, int]


@dataclass(slots=True)
class Scan:
    """`prose` is the text with code and comments blanked: each character keeps its offset.

    `comments` are the closed ones; `indented`, blocks that are code by indentation alone;
    `unclosed`, the offset of a comment that never ends.
    """

    prose: str
    comments: list[Span] = field(default_factory=list)
    indented: list[Span] = field(default_factory=list)
    unclosed: int | None = None


def scan(text: str) -> Scan:
    """Separate the code and the comments of a body from its prose."""
    if not ("`" in text or "~~~" in text or "<!--" in text or "    " in text or "\t" in text):
        return Scan(text)
    return _Scanner(text).scan()


class _Scanner:
    """The state of one pass: `code` and `comments` found up to here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code: list[Span] = []
        self.found = Scan("")
        self.runs: dict[int, list[int]] | None = None
        self.fences: list[tuple[int, int, str]] = []
        self.longest: dict[str, list[int]] = {}
        self.paragraph_end = -1

    def scan(self) -> Scan:
        text = self.text
        position, is_fresh = 0, True
        after_blank, holder = True, -1
        while position < len(text):
            line_end = text.find("\n", position)
            line_end = len(text) if line_end < 0 else line_end
            if not is_fresh:
                position = self._scan_line(position, line_end)
                is_fresh = position > line_end
                after_blank = False
                continue
            content = self._skip_quote(position, line_end)
            line = text[content:line_end]
            words = line.lstrip(" \t")
            if not words:
                after_blank, position = True, line_end + 1
                continue
            indent = _width(line[: len(line) - len(words)])
            fence = FENCE.match(text, content, line_end) if words[0] in "`~-*+0123456789" else None
            if fence and (end := self._find_fence_end(fence[1], line_end)):
                self.code.append((fence.start(1), end))
                position, after_blank = end + 1, False
                continue
            # Without a blank line before it, it goes on with the paragraph:
            # https://spec.commonmark.org/0.31.2/#indented-code-blocks
            if indent >= 4 and after_blank and indent >= holder + 8 - 4 * (holder < 0):
                self.code.append((content, line_end))
                self.found.indented.append((content, line_end))
                position = line_end + 1
                continue
            if HOLDER.match(text, content, line_end):
                holder = indent
            elif after_blank and indent < 2:
                holder = -1
            after_blank, is_fresh = False, False
        self.found.prose = self._blanked()
        return self.found

    def _skip_quote(self, position: int, line_end: int) -> int:
        match = QUOTE.match(self.text, position, line_end)
        return match.end() if match else position

    def _scan_line(self, position: int, line_end: int) -> int:
        """Return where to continue: after what is special in a line, or after the line."""
        text = self.text
        while match := SPECIAL.search(text, position, line_end):
            if match[0] == "<!--":
                close = text.find("-->", match.end())
                # A block of HTML without its end is the rest of the text:
                # https://spec.commonmark.org/0.31.2/#html-blocks
                if close < 0:
                    self.found.unclosed = match.start()
                    self.code.append((match.start(), len(text)))
                    return len(text) + 1
                self.found.comments.append((match.start(), close + 3))
                position = close + 3
            elif match[0][0] == "\\":
                position = match.end()
            elif end := self._find_ticks(match.end(), len(match[0])):
                self.code.append((match.start(), end))
                position = end
            else:
                position = match.end()
            if position > line_end:
                return position
        return line_end + 1

    def _find_ticks(self, position: int, length: int) -> int | None:
        """Find the end of the code span opened before a position, within its paragraph."""
        # Indexed once: from each of many runs without a match, the search would go to the text's
        # end.
        if self.runs is None:
            self.runs = defaultdict(list)
            for match in TICKS.finditer(self.text):
                self.runs[len(match[0])].append(match.start())
        same = self.runs[length]
        place = bisect_right(same, position - 1)
        if place == len(same) or same[place] >= self._find_paragraph_end(position):
            return None
        return same[place] + length

    def _find_paragraph_end(self, position: int) -> int:
        if self.paragraph_end <= position:
            match = BLANK.search(self.text, position)
            self.paragraph_end = match.start() if match else len(self.text)
        return self.paragraph_end

    def _find_fence_end(self, mark: str, line_end: int) -> int | None:
        """Find the end of the line that closes a fence; None if none does."""
        if not self.longest:
            self._find_fences()
        places = self.longest[mark[0]]
        at = bisect_right(self.fences, (line_end, 0, ""))
        if at == len(self.fences) or places[at] < len(mark):
            return None
        while self.fences[at][2][0] != mark[0] or len(self.fences[at][2]) < len(mark):
            at += 1
        return self.fences[at][1]

    def _find_fences(self) -> None:
        """Index the lines that may close a fence, and the longest from each on."""
        self.fences = [(m.start(), m.end(), m[1]) for m in CLOSING.finditer(self.text)]
        for char in "`~":
            longest, sizes = 0, []
            for _, _, mark in reversed(self.fences):
                longest = max(longest, len(mark) if mark[0] == char else 0)
                sizes.append(longest)
            self.longest[char] = sizes[::-1]

    def _blanked(self) -> str:
        parts, end = [], 0
        for start, stop in sorted([*self.code, *self.found.comments]):
            parts += [self.text[end:start], FILLER.sub(" ", self.text[start:stop])]
            end = stop
        return "".join([*parts, self.text[end:]])


def _width(white: str) -> int:
    return len(white.expandtabs(4))
