"""What editors and systems leave in a folder is never content."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content.leftovers import is_leftover
from tests.content.sites import GOOD, lines, load_site

LEFT = [
    *("harbour.md~", "harbour.md.~1~", "#harbour.md#", ".#harbour.md", ".harbour.md.swp"),
    *("harbour.md.swp", "4913", "5036", "harbour.md.bak", "harbour.md.BAK2", "harbour.md.orig"),
    *("harbour.md.rej", "harbour.md.save.1", "harbour.md.tmp", "harbour.md.tmp.120.7"),
    *("harbour.md.sb-1a2b3c4d-Xy12z", "harbour.md___jb_tmp___", "harbour_LOCAL_1234.md"),
    *("Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$harbour.docx"),
    *("harbour.jpg.part", "harbour.jpg.crdownload", "Icon\r"),
    *("harbour.sync-conflict-20310502-101112-AB12CD3.md", "harbour (Ann's conflicted copy).md"),
    *("harbour.bak.md", "harbour.md.mine", "harbour.md.r12"),
]
KEPT = [
    *("harbour.md", "bold.md", "harbour-2.md", "orig.md", "tmp.png", "2025", "4914", "1.png"),
    *("map.old.png", "thumbs.png", "harbour_local.md", "a~b.png", "#1.png"),
]


@pytest.mark.parametrize("name", LEFT)
def test_a_leftover_is_known_by_its_name(name: str) -> None:
    assert is_leftover(name)


@pytest.mark.parametrize("name", KEPT)
def test_other_files_are_content(name: str) -> None:
    assert not is_leftover(name)


@pytest.mark.parametrize("folder", ["articles", "articles/2025", "regions", "pages", "media", "."])
@pytest.mark.parametrize("name", ["harbour.md~", "#harbour.md#", "4913", "x.orig", "Thumbs.db"])
def test_leftovers_are_ignored_in_every_folder(tmp_path: Path, folder: str, name: str) -> None:
    loaded = load_site(tmp_path, {f"content/{folder}/{name}": "no front matter\0"})
    assert lines(loaded) == []
    assert not any(path.endswith(name) for path in loaded.digests)


def test_a_folder_of_such_a_name_is_content_but_for_those_of_systems(tmp_path: Path) -> None:
    files = {
        "content/articles/4913/a.bak/harbour.md": GOOD,
        "content/articles/__MACOSX/harbour.md": "a resource fork",
        "content/media/@eaDir/x.jpg/thumb.exe": "a thumbnail",
    }
    loaded = load_site(tmp_path, files)
    assert lines(loaded) == []
    assert [*loaded.records.articles] == ["2025-04-26/harbour"]
    assert loaded.records.media == ()
