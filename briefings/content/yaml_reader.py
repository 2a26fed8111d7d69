"""Read YAML with every scalar a string, and the position of each value.

`parse` reads libyaml's events in one loop, so no nesting can exhaust the stack. It builds plain
data (dict, list, str; None for a key without a value) beside a tree of marks of the same shape, in
which `locate` finds the position of a finding. Anchors, aliases, merge keys and tags are rejected
rather than resolved: what a file says is written where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from yaml import CBaseLoader, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefings.content.diagnostics import Fault, Finding, Where
from briefings.content.files import CONTROL
from briefings.content.yaml_errors import explain

# The schema needs five; what is nested deeper is a mistake, or an attack.
DEPTH = 32
MOST = 1_000
"""Maximum number of items of a list, and of keys of a mapping."""
# Line breaks for YAML, though no editor shows them as such.
SEPARATOR = re.compile("[\u2028\u2029]")
COMMENT = re.compile(r"[ \t]++#")
HASHTAG = re.compile(r"[ \t]++#(?=\w)")
BLOCKS = {">", "|"}

# libyaml's events, whose attributes the type stubs don't tell.
Event = Any


# Offsets of a key (None in a list) and of its value, and the marks within the value.
# Plain tuples: there is one for each value of each file.
Mark: TypeAlias = "tuple[int | None, int, dict[str, Mark] | list[Mark] | None]"


@dataclass(frozen=True, slots=True)
class Tree:
    """`data` is None if the values can't be known; the faults say why.

    `comments` are those that end a value on its own line: the key of the value, and the offset of
    the `#`. After a quoted value, only what looks like a hashtag counts.
    """

    data: dict[str, Any] | None
    root: Mark | None
    faults: tuple[Fault, ...]
    comments: tuple[tuple[str, int], ...] = ()


class _FatalError(Exception):
    """Stop reading: what follows can't be understood."""

    def __init__(self, event: Event, message: str, hint: str) -> None:
        super().__init__(message)
        self.fault = Fault(event.start_mark.index, message, hint)


def parse(block: str) -> Tree:
    """Read a block of YAML; offsets of faults count from its first character."""
    if match := None if block.isascii() else SEPARATOR.search(block):
        message = f"a hidden line break (U+{ord(match[0]):04X})"
        return Tree(None, None, (Fault(match.start(), message, "remove it"),))
    reader = _Reader(block)
    try:
        reader.read()
    except _FatalError as stop:
        return Tree(None, None, (*reader.faults, stop.fault))
    except YAMLError as error:
        return Tree(None, None, (*reader.faults, explain(block, error, reader.last)))
    except ValueError:
        # A tag whose escapes aren't UTF-8.
        offset = reader.last.end_mark.index if reader.last else 0
        return Tree(None, None, (*reader.faults, Fault(offset, "a tag", "remove it")))
    data = reader.data if reader.known else None
    return Tree(data, reader.root, tuple(reader.faults), tuple(reader.comments))


def locate(tree: Tree, finding: Finding) -> Fault:
    """Place a finding at what it is about, or at the nearest mapping or list around that."""
    mark = tree.root
    if mark is None or (finding.at == "parent" and len(finding.where) == 1):
        return Fault(0, finding.message, finding.hint, finding.severity)
    for step in finding.where[:-1] if finding.at == "parent" else finding.where:
        below = _find_child(mark, step)
        if below is None:
            break
        mark = below
    key, value, _ = mark
    offset = key if finding.at == "key" and key is not None else value
    return Fault(offset, finding.message, finding.hint, finding.severity)


def has(tree: Tree, where: Where) -> bool:
    """Return whether a value is written there."""
    mark = tree.root
    for step in where:
        mark = _find_child(mark, step) if mark else None
    return mark is not None


def _find_child(mark: Mark, step: str | int) -> Mark | None:
    children = mark[2]
    if isinstance(children, dict):
        return children.get(str(step))
    return children[step] if children and isinstance(step, int) else None


def _refuse_documents(event: Event) -> None:
    """Reject a second document, which would override the first."""
    end = "the front matter ends with a line of '---' and nothing else"
    if type(event) is DocumentEndEvent and event.explicit:
        raise _FatalError(event, "'...' ends the YAML", f"remove it: {end}")
    if type(event) is DocumentStartEvent:
        if event.version or event.tags:
            raise _FatalError(event, "a YAML directive", "remove the line that begins with '%'")
        if event.explicit:
            raise _FatalError(event, "'---' begins another YAML document", f"remove it: {end}")


class _Reader:
    """The state of one pass over the events of a block."""

    def __init__(self, block: str) -> None:
        # The loader that resolves nothing: `NO`, `012` and `12:30` stay what they are.
        self.next_event = CBaseLoader(block).get_event
        self.block = block
        self.escapes = "\\" in block
        self.has_comments = " #" in block or "\t#" in block
        self.comments: list[tuple[str, int]] = []
        self.faults: list[Fault] = []
        self.anchors: set[str] = set()
        self.known = True
        self.data: dict[str, Any] = {}
        self.root: Mark | None = None
        self.last: Event | None = None

    def read(self) -> None:
        next_event: Callable[[], Event] = self.next_event
        stack: list[tuple[Any, Any, Event | None]] = []
        # The open container, the marks of its items, and the key that waits for its value.
        items: Any = None
        marks: Any = None
        key: Event | None = None
        # The key whose value each open container is, or is in.
        holders: list[Event | None] = []
        while (event := next_event()) is not None:
            self.last = event
            kind = type(event)
            value: Any
            children: Any = None
            if kind is ScalarEvent:
                value = event.value
                if event.anchor or event.tag or self.escapes:
                    self._check(event)
                if self.has_comments and event.style not in BLOCKS:
                    self._find_comment(event, key or (holders[-1] if holders else None))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                value, children = ({}, {}) if kind is MappingStartEvent else ([], [])
                self._check(event)
                if len(stack) == DEPTH:
                    raise _FatalError(event, f"nested deeper than {DEPTH}", "make it flatter")
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                items, marks, key = stack.pop()
                holders.pop()
                continue
            elif kind is AliasEvent:
                self._refuse_alias(event)
                value = "*"
            else:
                _refuse_documents(event)
                continue

            holder = key or (holders[-1] if holders else None)
            if items is None:
                self._begin(event, value, children)
            elif type(items) is list:
                if len(items) == MOST:
                    message = f"a list of more than {MOST:,} entries"
                    raise _FatalError(event, message, "split the file")
                items.append(value)
                marks.append((None, event.start_mark.index, children))
            elif key is None:
                if children is not None:
                    raise _FatalError(
                        event, "a key that is a list or a mapping", "write a plain word"
                    )
                key = event
                continue
            else:
                self._add(items, marks, key, event, value, children)
                key = None

            if children is not None:
                stack.append((items, marks, key))
                holders.append(holder)
                items, marks, key = value, children, None

    def _begin(self, event: Event, value: Any, children: Any) -> None:
        if type(value) is not dict:
            raise _FatalError(
                event, "the front matter isn't 'key: value' lines", "e.g. 'title: ...'"
            )
        self.data = value
        self.root = (None, event.start_mark.index, children)

    def _add(
        self, items: Any, marks: Any, key: Event, event: Event, value: Any, children: Any
    ) -> None:
        """Add a value to a mapping; of duplicate keys the first counts."""
        name = "*" if type(key) is AliasEvent else key.value
        if name == "<<" and not key.style:
            if type(event) is not AliasEvent:
                self._fault(key, "a merge key", "write the keys out")
            self.known = False
        elif name in items:
            self._fault(key, f"duplicate key '{name}'", "keep one of the two")
        elif len(items) == MOST:
            raise _FatalError(key, f"more than {MOST:,} keys", "split the file")
        else:
            # Nothing after the colon; an empty string in quotes is a value.
            items[name] = None if value == "" and not event.style else value
            marks[name] = (key.start_mark.index, event.start_mark.index, children)

    def _find_comment(self, event: Event, key: Event | None) -> None:
        """Record the comment that ends a value; `key` is its key, or that of its list."""
        pattern = HASHTAG if event.style else COMMENT
        comment = pattern.match(self.block, event.end_mark.index)
        if comment and type(key) is ScalarEvent:
            self.comments.append((key.value, comment.end() - 1))

    def _check(self, event: Event) -> None:
        if event.anchor is not None:
            self.anchors.add(event.anchor)
            self._fault(
                event, f"an anchor '&{event.anchor}'", "write the value out where it is used"
            )
        elif event.tag is not None and event.tag != "!":
            self._fault(event, f"a tag '{event.tag}'", "remove it: every value is read as text")
        elif type(event) is ScalarEvent and (
            match := CONTROL.search(event.value) or SEPARATOR.search(event.value)
        ):
            self._fault(event, f"a control character (U+{ord(match[0]):04X})", "remove it")

    def _refuse_alias(self, event: Event) -> None:
        """Reject an alias; one of a rejected anchor is the same fault."""
        self.known = False
        if event.anchor not in self.anchors:
            self._fault(event, f"an alias '*{event.anchor}'", "write the value out")

    def _fault(self, event: Event, message: str, hint: str) -> None:
        self.faults.append(Fault(event.start_mark.index, message, hint))
