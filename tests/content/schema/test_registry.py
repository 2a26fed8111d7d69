"""The shape of a region's, an actor's and a source's front matter, and their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sites import (
    GOOD,
    Files,
    assert_one,
)

REGISTRIES = {
    "a region's name": (
        {"content/regions/Old Norvik.md": "---\nname: Old Norvik\n---\n"},
        "content/regions/Old Norvik.md:1:1: the file name 'Old Norvik' is not an id "
        "(did you mean 'old-norvik'?)",
    ),
    "an article's name": (
        {"content/articles/The Harbour.md": GOOD},
        "content/articles/The Harbour.md:1:1: the file name 'The Harbour' is not an id",
    ),
    "an unknown neighbour": (
        {"content/regions/norvik.md": "---\nname: Norvik\nneighbours:\n  - eastmeer\n---\n"},
        "content/regions/norvik.md:4:5: unknown region 'eastmeer' (did you mean 'eastmere'?)",
    ),
    "an unknown owner": (
        {"content/sources/lorvia-post.md": "---\nname: Lorvia Post\nowner: lorvya\n---\n"},
        "content/sources/lorvia-post.md:3:8: unknown actor 'lorvya' (did you mean 'lorvia'?)",
    ),
    "an attribute's name": (
        {"content/regions/norvik.md": "---\nname: Norvik\nexcluded: [x]\n---\n"},
        "content/regions/norvik.md:3:1: unknown key 'excluded'",
    ),
    "a region that borders on itself": (
        {"content/regions/norvik.md": "---\nname: N\nneighbours:\n  - eastmere\n  - norvik\n---\n"},
        "content/regions/norvik.md:5:5: a region beside itself (remove it)",
    ),
    "a bidi override in a name": (
        {"content/actors/lorvia.md": "---\nname: Lor\u2067via\n---\n"},
        "content/actors/lorvia.md:2:7: a control character for the direction of text (U+2067)",
    ),
    "no name": (
        {"content/actors/lorvia.md": "---\n---\n"},
        "content/actors/lorvia.md:2:1: missing",
    ),
    "a role's date": (
        {"content/actors/lorvia.md": "---\nname: A\nroles:\n  - {title: B, from: 2024-13}\n---\n"},
        "content/actors/lorvia.md:4:22: '2024-13' is not a date (write 2025, 2025-04 or",
    ),
    "a role that ends before it begins": (
        {
            "content/actors/lorvia.md": "---\nname: A\nroles:\n"
            "  - {title: B, from: 2024-05, to: 2023}\n---\n"
        },
        "content/actors/lorvia.md:4:35: 'to' is before 'from'",
    ),
    "an ISO code": (
        {"content/regions/norvik.md": "---\nname: Norvik\niso: Norvik\n---\n"},
        "content/regions/norvik.md:3:6: 'Norvik' is not an ISO 3166-2 code",
    ),
    "a Wikidata item": (
        {"content/regions/norvik.md": "---\nname: Norvik\nwikidata: 42\n---\n"},
        "content/regions/norvik.md:3:11: '42' is not a Wikidata item",
    ),
    "a reliability": (
        {"content/sources/lorvia-post.md": "---\nname: A\nreliability: G\n---\n"},
        "content/sources/lorvia-post.md:3:14: 'G' is not a reliability (one of A, B, C, D, E, F)",
    ),
}


@pytest.mark.parametrize(("files", "expected"), (REGISTRIES).values(), ids=REGISTRIES)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, expected)
