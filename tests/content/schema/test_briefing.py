"""The shape of a briefing's front matter, and its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sites import Files, assert_one

BRIEFINGS = {
    "a briefing's name": (
        {"content/briefings/2025-02-30.md": "---\n---\n"},
        "content/briefings/2025-02-30.md:1:1: the file name '2025-02-30' is not a date",
    ),
    "an unknown lead": (
        {"content/briefings/2025-04-26.md": "---\nlead: 2025-04-26/market\n---\n"},
        "content/briefings/2025-04-26.md:2:7: unknown article '2025-04-26/market' (no article is",
    ),
    "too many takeaways": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n" + "  - x\n" * 8 + "---\n"},
        "content/briefings/2025-04-26.md:10:5: 8 takeaways are too many (at most 7)",
    ),
    "a takeaway's claim without its article": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n- {text: x, claims: [held]}\n---\n"},
        "content/briefings/2025-04-26.md:3:22: 'held' is not a full claim id",
    ),
    "a takeaway without words": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n- {claims: []}\n---\n"},
        "content/briefings/2025-04-26.md:3:3: missing key 'text'",
    ),
}


@pytest.mark.parametrize(("files", "expected"), BRIEFINGS.values(), ids=BRIEFINGS)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, expected)
