"""Numbers whose separator may mean thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefings.content import yaml_reader
from briefings.content.diagnostics import Fault, Finding

NUMBERS = ("n", "low", "high")
# Not after a zero: nobody groups `0.125`.
GROUPED = re.compile(r"([+-]?[1-9]\d{0,2})\.(\d{3})", re.ASCII)


def lint_numbers(block: str, yaml: yaml_reader.Tree) -> Iterator[Fault]:
    """Find figures with exactly three digits after the point, as many languages group thousands."""
    if "figure" not in block or yaml.data is None:
        return
    claims = yaml.data.get("claims")
    for index, claim in enumerate(claims if isinstance(claims, list) else ()):
        figure = claim.get("figure") if isinstance(claim, dict) else None
        if not isinstance(figure, dict):
            continue
        for key in NUMBERS:
            if found := _find_ambiguous(figure.get(key)):
                message, hint = found
                where = ("claims", index, "figure", key)
                yield yaml_reader.locate(yaml, Finding(where, message, hint, severity="warning"))


def _find_ambiguous(value: Any) -> tuple[str, str] | None:
    """Say what is ambiguous about a number, and how to write either reading."""
    match = GROUPED.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    whole, part = match.groups()
    shorter = f"{whole}.{part}".rstrip("0").rstrip(".")
    # A fourth digit makes a number with three decimals unambiguous.
    exact = shorter if part.endswith("0") else f"{whole}.{part}0"
    message = f"'{value}' is {shorter} here, but may be meant as {whole}{part}"
    return message, f"{shorter} or {whole}{part}? write {whole}{part}, or {exact}"
