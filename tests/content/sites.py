"""Small sites of invented places, written from dicts of paths and texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from briefings.content import Loaded, Loader

ZONE = ZoneInfo("Europe/Kyiv")
ARTICLE = "content/articles/harbour.md"
OTHER = "content/articles/market.md"
GOOD = """---
title: The harbour of Norvik is contested
date: 2025-04-26
summary: Orvania says that it holds the harbour.
regions: [norvik]
sources:
  - source: lorvia-post
    url: https://example.org/harbour
claims:
  - id: harbour-held
    by: general-tarn
    says: Orvania holds the harbour
    quote: The harbour is ours
  - id: harbour-contested
    by: [lorvia]
    says: Fighting continues in the harbour
    denies: harbour-held
---
General Tarn said: “The harbour is ours.”
"""
REGISTRIES = {
    "content/regions/norvik.md": "---\nname: Norvik\nneighbours: [eastmere]\n---\n",
    "content/regions/eastmere.md": "---\nname: Eastmere\n---\nA plain.\n",
    "content/actors/general-tarn.md": "---\nname: General Tarn\nkind: person\n---\n",
    "content/actors/lorvia.md": "---\nname: Lorvia\nkind: state\n---\n",
    "content/sources/lorvia-post.md": "---\nname: Lorvia Post\nowner: lorvia\n---\n",
}

Files = Mapping[str, str | bytes]


def write_site(root: Path, files: Files) -> None:
    """Write files below a folder, by their paths from it."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)


def load_site(root: Path, files: Files) -> Loaded:
    """Write a site with the usual registries and read it."""
    write_site(root, {**REGISTRIES, **files})
    return Loader(root / "content", ZONE, root).load()


def lines(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def with_key(text: str, keys: str) -> str:
    """An article's text with more keys on the lines after the first `---`."""
    return text.replace("---\n", f"---\n{keys}\n", 1)


def change(old: str, new: str) -> Files:
    """The good article with one thing changed."""
    assert GOOD.count(old) == 1
    return {ARTICLE: GOOD.replace(old, new)}


def add(keys: str) -> Files:
    """The good article with keys from its second line on."""
    return {ARTICLE: with_key(GOOD, keys)}


def claim(keys: str) -> Files:
    """The good article with keys of the first claim from line 12 on, at column 5."""
    return change("    quote: The harbour is ours\n", f"{keys}\n")


def assert_one(root: Path, files: Files, expected: str) -> None:
    """The site has one problem, whose line begins as expected."""
    found = lines(load_site(root, files))
    assert len(found) == 1, found
    assert found[0].startswith(expected), found[0]
