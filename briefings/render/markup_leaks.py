"""What was meant as a comment, or as a tag, and came out as words: found once a body is HTML.

`briefings.content.lint.body` finds the most of it in the Markdown, and says it better. Here it is
found for certain, whatever the engine and its extensions make of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.content.lint.comments import find_comment_faults
from briefings.content.markup.code_and_comments import Scan, scan
from briefings.content.markup.raw_html import LEFT_OUT
from briefings.model import Problem
from briefings.pages.views import Prose
from briefings.render.html_tree import Node

CODE = frozenset({"code", "kbd", "pre", "samp"})
COMMENT = re.compile(r"<!(?=[-–—‒\[])|--+>|<\?(?=xml|php)")
NAMES = "|".join(sorted(LEFT_OUT))
TAG = re.compile(rf"</?({NAMES})(?=[\s/>]|$)", re.IGNORECASE)
IN_SOURCE = re.compile(r"<!|-->|&lt;!|--&gt;|&#(?:60|x3c);!|<\?", re.IGNORECASE)


def find_leaks(html: str, nodes: Iterable[Node], prose: Prose) -> Iterator[Problem]:
    """Comments and tags among the words of a body, at the first place of each kind.

    `html` is what `nodes` were read from, sanitized.
    """
    # Both stand in the HTML of hardly any text.
    if "&lt;" not in html and "--&gt;" not in html:
        return
    words = "\n".join(_words(nodes))
    scanned = scan(prose.text)
    source = scanned.prose
    if COMMENT.search(words) and not any(_reported_faults(prose.text, scanned)):
        place = IN_SOURCE.search(source) or IN_SOURCE.search(prose.text)
        yield _problem(
            prose,
            place.start() if place else 0,
            "a comment that readers would see",
            "write '<!-- … -->', or as code, in backticks",
        )
    for name in sorted({match[1].lower() for match in TAG.finditer(words)}):
        if place := re.search(rf"(?<!\\)</?{name}\b", source, re.IGNORECASE):
            message = f"'{place[0]}' is no tag here, so readers would see it"
            yield _problem(prose, place.start(), message, "remove it, or close it with '>'")


def _reported_faults(text: str, scanned: Scan) -> Iterator[bool]:
    """Yield for each fault of comments whether it is reported as a problem already."""
    return (fault.severity == "problem" for fault in find_comment_faults(text, scanned))


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag not in CODE:
            yield from (
                node.attributes[name] for name in ("alt", "title") if name in node.attributes
            )
            yield from _words(node.children)


def _problem(prose: Prose, offset: int, message: str, hint: str) -> Problem:
    line = prose.text.count("\n", 0, offset)
    column = offset - prose.text.rfind("\n", 0, offset)
    return Problem(prose.path, prose.line + line, column, message, hint)
