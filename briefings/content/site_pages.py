"""The site's own pages: their front matter, and what is wrong with it.

MkDocs renders them. Their front matter is read here and MkDocs is given the text alone: it would
resolve aliases without limit, ignore YAML that it can't read, and take the first line of a text for
a key if it looks like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefings.content import files, yaml_reader
from briefings.content.diagnostics import Fault, Finding
from briefings.content.files import CHANGED, File
from briefings.content.frontmatter import OPENING
from briefings.content.lint.cut_values import find_cut_values
from briefings.model import Problem

TEMPLATE = Finding(
    ("template",), "a page can't choose its template", "remove the key: content is untrusted"
)
# MkDocs ends front matter by either.
# https://github.com/mkdocs/mkdocs/blob/master/mkdocs/utils/meta.py
CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)")
# Keys without lines around them, as in MultiMarkdown.
KEY = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
MORE = re.compile(r"(?:[ ]{4}|\t)[ \t]*(.*)")
LOOSE = {"title", "description", "template"}
"""One of these must be among keys without delimiters; else they are the text's first words."""
TEXT_KEYS = frozenset({"title", "description"})
"""Keys whose values are shown to readers."""
FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's keys and its text, which begins on `line`.

    `faults` are those of the keys, by their offsets in the file.
    """

    meta: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    line: int = 1
    faults: tuple[Fault, ...] = ()


def read_page(text: str) -> PageText:
    """Split the keys off a page's text, whose line ends are LF."""
    opening = OPENING.match(text)
    if opening is None:
        return _read_loose(text)
    start = opening.end()
    closing = CLOSING.search(text, start - 1)
    if closing is None:
        if KEY.match(text, start):
            unclosed = Fault(0, "unclosed front matter", "end it with a line of '---'")
            return PageText(text=text, faults=(unclosed,))
        return PageText(text=text)
    block = text[start : closing.start() + 1]
    if not block.strip():
        return PageText(text=text[closing.end() :], line=text.count("\n", 0, closing.end()) + 1)
    yaml = yaml_reader.parse(block)
    data = yaml.data or {}
    found = [*yaml.faults, *find_cut_values(block, yaml, TEXT_KEYS)]
    if "template" in data:
        found.append(yaml_reader.locate(yaml, TEMPLATE))
    return PageText(
        {key: _typed(value) for key, value in data.items() if key != "template"},
        text[closing.end() :],
        text.count("\n", 0, closing.end()) + 1,
        tuple(replace(fault, offset=start + fault.offset) for fault in found),
    )


def read_page_file(path: str, location: Path, digest: bytes) -> PageText | Problem:
    """Read a page's keys and text, if its file still has this digest."""
    content = files.read_bytes(File("pages", path, str(location)))
    if isinstance(content, Problem):
        return content
    text = files.decode(path, content.data)
    if isinstance(text, Problem) or content.digest != digest:
        return Problem(path, 1, 1, *CHANGED)
    return read_page(text)


def _read_loose(text: str) -> PageText:
    """Read keys without delimiters (MultiMarkdown): the first lines, up to an empty one."""
    values: dict[str, list[str]] = {}
    faults: list[Fault] = []
    key = ""
    end = 0
    for line in text.split("\n"):
        if match := KEY.match(line):
            key = match[1].lower()
            values.setdefault(key, []).append(match[2].strip())
            if key == "template":
                faults.append(Fault(end + match.start(1), TEMPLATE.message, TEMPLATE.hint))
        elif key and line.strip() and (match := MORE.match(line)):
            values[key].append(match[1].strip())
        else:
            end += 0 if line.strip() else len(line) + 1
            break
        end += len(line) + 1
    if values.keys().isdisjoint(LOOSE):
        return PageText(text=text)
    meta = {key: " ".join(parts) for key, parts in values.items() if key != "template"}
    return PageText(meta, text[end:], text.count("\n", 0, end) + 1, tuple(faults))


def _typed(value: Any) -> Any:
    """Convert flags to bool, as other plugins expect; keep all else a string."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return FLAGS.get(value, value) if isinstance(value, str) else value
