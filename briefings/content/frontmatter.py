"""Split a file's text into front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefings.content.diagnostics import Fault
from briefings.model import Body

OPENING = re.compile(r"---[ \t]*(?:\n|$)")
CLOSING = re.compile(r"\n---[ \t]*(?:\n|$)")
KEY = re.compile(r"([a-z_]+)[ \t]*:")
# Also as an item of a list, in a quote or a comment: `- status: draft`, `# publish_at: 2025-04-26`.
WITHHELD = re.compile(
    r"""[^\w\n]{0,9}(status|publish_at)['"]?[ \t]*:[ \t]*['"]?(?:draft\b|published\b|\d{4}-|$)"""
)
WITHHOLDING = {
    "status": "write published or draft",
    "publish_at": "write a time such as 2025-04-26T06:00:00+02:00",
}
"""Keys that keep an article from being published, and the values they hold."""
STRAY_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the two `---` lines, and the body after it.

    `start` and `end` are the offsets in the file at which the YAML and the body begin.
    """

    block: str
    start: int
    end: int
    body: Body


def split(text: str) -> FrontMatter | Fault:
    """Split a file's text, whose line ends are LF."""
    opening = OPENING.match(text)
    if opening is None:
        return Fault(0, "no front matter", "begin the file with a line of '---'")
    start = opening.end()
    # The closing line may follow at once, so its line break may be the opening line's.
    closing = CLOSING.search(text, start - 1)
    if closing is None:
        return Fault(0, "unclosed front matter", "end it with a line of '---'")
    block = text[start : closing.start() + 1]
    end = closing.end()
    return FrontMatter(block, start, end, Body(text[end:], text.count("\n", 0, end) + 1))


def find_stray(front: FrontMatter) -> Fault | None:
    """Find a key that would withhold an article, were it not below the end of the front matter.

    Searched where the text begins like front matter, perhaps with a `---` of its own, and above the
    first `---` of the text. The offset counts from the front matter's start.
    """
    text = front.body.text
    place = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
    is_above = text.find("\n---", place, place + STRAY_LENGTH) >= 0
    if not (is_above or text.startswith("---", place) or KEY.match(text, place)):
        return None
    begins = True
    found: Fault | None = None
    for number, line in enumerate(text[place : place + STRAY_LENGTH].split("\n")):
        if found and number and line.rstrip() == "---":
            return found
        key, withheld = KEY.match(line), WITHHELD.match(line)
        if found is None and (withheld or (begins and key and key[1] in WITHHOLDING)):
            name = withheld[1] if withheld else line.partition(":")[0].rstrip()
            message = f"'{name}' below the '---' that ends the front matter"
            offset = front.end - front.start + place
            found = Fault(offset, message, "move it above, or remove it")
            if begins:
                return found
        begins = begins and (key is not None or line[:1] in ("", " ", "#", "-"))
        place += len(line) + 1
    return None
