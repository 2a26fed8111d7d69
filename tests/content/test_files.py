"""Files that can't be read, and what doesn't belong into the content folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefings.content import Loader
from tests.content.sites import (
    GOOD,
    ZONE,
    Files,
    assert_one,
    lines,
    load_site,
)

FILES = {
    "not UTF-8": (
        {"content/regions/eastmere.md": b"---\nname: Eastmere\n---\nCaf\xe9\n"},
        "content/regions/eastmere.md:4:4: not UTF-8 (save the file in UTF-8)",
    ),
    "UTF-16": (
        {"content/regions/eastmere.md": "---\nname: Eastmere\n---\n".encode("utf-16")},
        "content/regions/eastmere.md:1:1: not UTF-8",
    ),
    "a NUL": (
        {"content/regions/eastmere.md": "---\nname: Eastmere\n---\nA \0plain\n"},
        "content/regions/eastmere.md:4:3: a control character (U+0000) (remove it)",
    ),
    "a control character": (
        {"content/regions/eastmere.md": "---\nname: East\x85mere\n---\n"},
        "content/regions/eastmere.md:2:11: a control character (U+0085)",
    ),
    "an escaped control character": (
        {"content/regions/eastmere.md": '---\nname: "East\\amere"\n---\n'},
        "content/regions/eastmere.md:2:7: a control character (U+0007)",
    ),
    "an escaped half of a character": (
        {"content/regions/eastmere.md": '---\nname: "East\\ud800"\n---\n'},
        "content/regions/eastmere.md:2:14: YAML: an escape of no character",
    ),
    "a page": (
        {"content/pages/about.md": "About us\r\nand\x1b you\r\n"},
        "content/pages/about.md:2:4: a control character (U+001B)",
    ),
    "more than 1 MiB": (
        {"content/regions/eastmere.md": b"---\nname: Eastmere\n---\n" + b"x" * (1 << 20)},
        "content/regions/eastmere.md:1:1: larger than 1 MiB",
    ),
    "an unknown folder": (
        {"content/article/harbour.md": GOOD},
        "content/article:1:1: unknown folder 'article' (did you mean 'articles'?)",
    ),
    "a file beside the folders": (
        {"content/harbour.md": GOOD},
        "content/harbour.md:1:1: a file outside the folders of content",
    ),
    "a folder of regions": (
        {"content/regions/west/norvik.md": "---\nname: Norvik\n---\n"},
        "content/regions/west:1:1: a folder in 'regions'",
    ),
    "another kind of file": (
        {"content/articles/2025/map.png": b"\x89PNG"},
        "content/articles/2025/map.png:1:1: not a Markdown file (name it *.md;",
    ),
    "a name of no characters": (
        {"content/regions/east\nmere.md": "---\nname: Eastmere\n---\n"},
        "content/regions/east\\u000amere.md:1:1: a file name with unprintable characters",
    ),
}


@pytest.mark.parametrize(("files", "expected"), (FILES).values(), ids=FILES)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, expected)


@pytest.mark.parametrize("folder", ["articles", "media", "pages", "articles/2025"])
def test_a_symlink_is_refused_and_not_followed(tmp_path: Path, folder: str) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("\0", encoding="utf-8")
    link = tmp_path / "content" / folder / "x.md"
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    loaded = load_site(tmp_path, {})
    (line,) = lines(loaded)
    assert line.startswith(f"content/{folder}/x.md:1:1: a symlink (put the file itself here")
    assert loaded.records.media == ()


def test_a_symlinked_folder_is_refused_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "articles").symlink_to(tmp_path / "elsewhere")
    (line,) = lines(load_site(tmp_path, {}))
    assert line.startswith("content/articles:1:1: a symlink")


@pytest.mark.parametrize("folder", ["articles", "media", "pages"])
def test_a_fifo_is_refused_without_waiting_for_it(tmp_path: Path, folder: str) -> None:
    (tmp_path / "content" / folder).mkdir(parents=True)
    os.mkfifo(tmp_path / "content" / folder / "x.md")
    (line,) = lines(load_site(tmp_path, {}))
    assert line.startswith(f"content/{folder}/x.md:1:1: not a regular file")


def test_a_missing_content_folder_is_a_problem(tmp_path: Path) -> None:
    (line,) = lines(Loader(tmp_path / "content", ZONE, tmp_path).load())
    assert line.startswith("content:1:1: can't be read: no such file or directory")
