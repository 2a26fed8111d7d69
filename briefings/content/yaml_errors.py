"""libyaml's errors in plain words, at the place where an editor mends them."""

from __future__ import annotations

from typing import Any

from yaml import YAMLError

from briefings.content.diagnostics import Fault

QUOTES = "put the value in quotes"
INDENT = "check the indentation and the quotes"

# By a part of libyaml's message: ours, and the remedy.
# The messages are in its scanner.c and parser.c: https://github.com/yaml/libyaml/tree/master/src
WORDS = {
    "mapping values are not allowed": ("a ':' that begins no value here", f"{QUOTES}, or {INDENT}"),
    "block sequence entries are not allowed": (
        "a '-' that begins no item here",
        "begin a new line",
    ),
    "cannot start any token": ("a value can't begin with this character", QUOTES),
    "found a tab character": ("a tab in the indentation", "indent with spaces"),
    "could not find expected ':'": ("no ':' after this key", "write 'key: value'"),
    "did not find expected key": ("text that is no key", INDENT),
    "did not find expected '-' indicator": ("no '-' before this item", INDENT),
    "did not find expected ',' or": (
        "no ',' before this item",
        "close the bracket, or quote the item",
    ),
    "unknown escape character": ("a '\\' that escapes nothing", "use '\\\\' or single quotes"),
    "invalid Unicode character escape": ("an escape of no character", "write the character itself"),
    "expected <document start>": ("text after the end of the YAML", "remove it"),
    "expected node content": ("no value here", INDENT),
}


def explain(block: str, error: YAMLError, last: Any) -> Fault:
    """Turn a syntax error into a fault; `last` is the event before it."""
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or "unreadable")
    context = str(getattr(error, "context", None) or "")
    offset = mark.index if mark else 0
    if "unexpected end of stream" in problem and opened:
        return Fault(opened.index, "a quote that is never closed", "close it")
    if context.startswith("while parsing a flow") and opened and _is_left_open(block, opened, mark):
        start = opened.index
        if start >= mark.index:
            start = max(block.rfind("[", 0, start), block.rfind("{", 0, start))
        return Fault(start, f"a '{block[start : start + 1]}' that is never closed", "close it")
    if getattr(last, "style", None) in ("'", '"') and _is_torn(block, last):
        return Fault(last.start_mark.index, "a quote that is never closed", "close it")
    if "could not find expected ':'" in problem and opened:
        offset = opened.index
    if block[offset : offset + 1] == "\t":
        problem = "found a tab character"
    message, hint = next(
        (words for part, words in WORDS.items() if part in problem), (problem, INDENT)
    )
    return Fault(min(offset, len(block.rstrip("\n"))), f"YAML: {message}", hint)


def _is_left_open(block: str, opened: Any, mark: Any) -> bool:
    """Return whether the faulty line is indented no deeper than the open bracket's line."""
    if mark.index >= len(block.rstrip()):
        return True
    return mark.line > opened.line and _indent(block, mark.index) <= _indent(block, opened.index)


def _is_torn(block: str, quoted: Any) -> bool:
    """Return whether a quoted value extends over lines that look like keys."""
    start, end = quoted.start_mark, quoted.end_mark
    following = block[start.index : end.index].split("\n")[1:]
    indent = _indent(block, start.index)
    return any(len(line) - len(line.lstrip(" ")) <= indent for line in following if line.strip())


def _indent(block: str, offset: int) -> int:
    start = block.rfind("\n", 0, offset) + 1
    line = block[start:].partition("\n")[0]
    return len(line) - len(line.lstrip(" "))
