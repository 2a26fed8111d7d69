"""Front matter as an editor would write it: block lists of mappings, flow lists of ids."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+:/#-]*")


def document(front: Mapping[str, object], body: str) -> str:
    """Return a whole file; keys whose value is None or empty are omitted."""
    return "---\n" + "".join(_lines(front, "")) + "---\n\n" + body


def _lines(mapping: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for key, value in mapping.items():
        if value is None or value in ("", [], (), {}):
            continue
        if isinstance(value, list | tuple) and isinstance(value[0], Mapping):
            lines.append(f"{indent}{key}:\n")
            lines += [_item(item, indent + "  ") for item in value]
        else:
            lines.append(f"{indent}{key}: {_flow(value)}\n")
    return lines


def _item(mapping: Mapping[str, object], indent: str) -> str:
    text = "".join(_lines(mapping, indent + "  "))
    return f"{indent}- {text.lstrip()}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_flow(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str):
        return _scalar(value)
    return json.dumps(value)


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and ": " not in text and " #" not in text
    return text if plain and text[-1] not in ": " else json.dumps(text, ensure_ascii=False)
