"""The standby tree: what the next publish starts from, and when it isn't trusted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.cache.memo import Memo
from briefings.publish import standby_tree
from briefings.publish.manifest import NAME
from briefings.publish.site_tree import open_tree
from briefings.publish.standby_tree import SEALED
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    Files,
    has_standby,
    inodes,
    leftovers,
    publish,
    publish_with_standby,
    put,
    read_tree,
    standby_of,
    write_fresh,
)


def test_a_first_build_leaves_none_and_the_second_does(tmp_path: Path, site: Path) -> None:
    """To link all files would cost it a sixth, and there may never be a second one."""
    publish(tmp_path, OLD)
    assert not has_standby(tmp_path)
    assert leftovers(tmp_path) == []
    publish(tmp_path, NEW)
    assert read_tree(site) == read_tree(standby_of(tmp_path)) == NEW


def test_the_first_build_of_a_large_site_leaves_one_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its next publish would wait for all files to be linked."""
    monkeypatch.setattr(standby_tree, "LARGE", len(OLD))
    publish(tmp_path, OLD)
    assert read_tree(standby_of(tmp_path)) == OLD


def test_a_first_preview_leaves_one_at_once(tmp_path: Path) -> None:
    preview = tmp_path / "cache/preview"
    with open_tree(preview, tmp_path / "cache") as tree:
        tree.publish(write_fresh(tree, OLD))
        tree.renew_standby()
    assert read_tree(standby_of(tmp_path)) == OLD
    assert inodes(standby_of(tmp_path)) == inodes(preview)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("before", [[LAST], [NEW], [OLD, LAST]])
def test_a_build_leaves_one_that_shares_its_files(
    tmp_path: Path, site: Path, before: list[dict[str, str]]
) -> None:
    for files in (*before, OLD):
        publish(tmp_path, files)
    assert read_tree(standby_of(tmp_path)) == OLD
    assert inodes(standby_of(tmp_path)) == inodes(site)
    assert leftovers(tmp_path) == []


def test_the_next_publish_puts_it_in_the_place_of_the_site(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    folder, old = standby_of(tmp_path).stat().st_ino, site.stat().st_ino
    publish(tmp_path, NEW)
    assert site.stat().st_ino == folder
    assert standby_of(tmp_path).stat().st_ino == old


def test_of_a_site_that_was_changed_by_hand_none_is_spoilt(tmp_path: Path, site: Path) -> None:
    """Its files are the published ones by other names."""
    publish_with_standby(tmp_path, OLD)
    (site / "2025/index.html").write_text("by hand")
    (site / "norvik/index.html").write_text("by hand")
    publish(tmp_path, NEW)
    assert read_tree(standby_of(tmp_path)) == NEW
    assert read_tree(site) == NEW


@pytest.mark.parametrize("first", [publish, publish_with_standby])
def test_what_was_put_deep_into_the_site_never_comes_back(
    tmp_path: Path, site: Path, first: Callable[[Path, Files], object]
) -> None:
    """Neither in a folder that a build changes, nor in one that it leaves.

    The tree that has them is no standby tree, so the first publish leaves none.
    """
    first(tmp_path, OLD)
    put(site, "2025/note", "by hand")
    put(site, "norvik/note", "by hand")
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
    assert not has_standby(tmp_path)
    for files in (OLD, LAST, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files
        assert read_tree(standby_of(tmp_path)) == files


def copy_project(tmp_path: Path) -> Path:
    """As CI restores it from an archive, times and all; its standby tree has other inodes."""
    publish(tmp_path / "one", NEW)
    publish(tmp_path / "one", OLD)
    shutil.copytree(tmp_path / "one", tmp_path / "two", symlinks=True)
    return tmp_path / "two"


def test_a_restored_one_is_used(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    folder = standby_of(project).stat().st_ino
    publish(project, NEW)
    assert (project / "site").stat().st_ino == folder
    assert read_tree(project / "site") == NEW


def change_file(standby: Path) -> None:
    (standby / "2025/index.html").write_text("yaer")


def remove_file(standby: Path) -> None:
    (standby / "2025/index.html").unlink()


def add_at_the_top(standby: Path) -> None:
    put(standby, "evil.html", "<script>")


def add_below(standby: Path) -> None:
    put(standby, "2025/evil.html", "<script>")


def link_away(standby: Path) -> None:
    """With all files of the folder as they were."""
    shutil.move(standby / "2025", standby.parents[3] / "elsewhere")
    (standby / "2025").symlink_to(standby.parents[3] / "elsewhere")


def link_a_new_folder_away(standby: Path) -> None:
    """In a folder that looks untouched, by its time, as in a forged archive."""
    put(standby.parents[3] / "elsewhere", "note", "precious")
    (standby / "2025/04").symlink_to(standby.parents[3] / "elsewhere")
    os.utime(standby / "2025", ns=(SEALED, SEALED))


def link_itself_away(standby: Path) -> None:
    standby.rename(standby.parents[3] / "elsewhere")
    standby.symlink_to(standby.parents[3] / "elsewhere")


@pytest.mark.parametrize(
    "forge",
    [
        change_file,
        remove_file,
        add_at_the_top,
        add_below,
        link_away,
        link_a_new_folder_away,
        link_itself_away,
    ],
)
def test_a_forged_one_leads_nowhere_and_adds_nothing(
    tmp_path: Path, forge: Callable[[Path], None]
) -> None:
    """As a clone may bring one along, or a CI's cache."""
    project = copy_project(tmp_path)
    forge(standby_of(project))
    folder = standby_of(project).stat().st_ino
    elsewhere = read_tree(project / "elsewhere")
    publish(project, NEW)
    assert read_tree(project / "site") == NEW
    assert not (project / "site/2025").is_symlink()
    assert (project / "site").stat().st_ino != folder
    assert read_tree(project / "elsewhere") == elsewhere


def test_one_with_the_right_inodes_leads_nowhere(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    link_a_new_folder_away(standby_of(tmp_path))
    elsewhere = read_tree(tmp_path / "elsewhere")
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
    assert read_tree(tmp_path / "elsewhere") == elsewhere


def test_a_forged_preview_leads_nowhere(tmp_path: Path) -> None:
    """Its folders aren't looked through, and it becomes the standby tree of the next one."""
    cache, memo = tmp_path / "cache", Memo()
    preview, elsewhere = cache / "preview", tmp_path / "elsewhere"
    with open_tree(preview, cache, memo) as tree:
        tree.publish(write_fresh(tree, OLD))
    shutil.move(preview / "2025", elsewhere)
    (preview / "2025").symlink_to(elsewhere)
    for files in ({**NEW, "2025/index.html": "year, new"}, OLD):
        with open_tree(preview, cache) as tree:
            tree.publish(write_fresh(tree, files))
            tree.renew_standby()
        assert read_tree(preview) == files
        assert read_tree(elsewhere) == {"index.html": "year"}


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_one_damaged_in_its_manifest_spoils_nothing(tmp_path: Path, place: int) -> None:
    publish_with_standby(tmp_path, OLD)
    standby = standby_of(tmp_path)
    content = bytearray((standby / NAME).read_bytes())
    content[place % len(content)] ^= 1
    (standby / NAME).unlink()  # the published one is the same file
    (standby / NAME).write_bytes(content)
    publish(tmp_path, NEW)
    assert read_tree(tmp_path / "site") == NEW


@pytest.mark.parametrize("lost", ["cache", "site", "neither"])
def test_a_copy_of_the_project_goes_on_where_it_was(tmp_path: Path, lost: str) -> None:
    publish(tmp_path / "one", OLD)
    publish(tmp_path / "one", NEW)
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    if lost != "neither":
        shutil.rmtree(tmp_path / "two" / lost)
    with open_tree(tmp_path / "two" / "site", tmp_path / "two" / "cache") as tree:
        assert tree.published.keys() == (set() if lost == "site" else NEW.keys())
    for files in (LAST, OLD, NEW):
        publish(tmp_path / "two", files)
        assert read_tree(tmp_path / "two" / "site") == files


def test_what_is_changed_in_a_site_that_was_moved_away_comes_not_back(
    tmp_path: Path, site: Path
) -> None:
    """What was changed there in place is changed in the standby tree, too."""
    for files in (OLD, NEW):
        publish(tmp_path, files)
    moved = tmp_path / "moved"
    site.rename(moved)
    (moved / "2025/index.html").write_text("theirs")
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
    assert read_tree(moved) == {**NEW, "2025/index.html": "theirs"}


def test_what_is_changed_in_a_site_in_whose_place_is_a_copy_comes_not_back(
    tmp_path: Path, site: Path
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    live = tmp_path / "live"
    site.rename(live)
    shutil.copytree(live, site)
    (live / "2025/index.html").write_text("theirs")
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files


@pytest.mark.parametrize("name", ["standby-1", "next", "old"])
@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_what_lies_in_the_place_of_a_work_folders_trees_is_removed(
    tmp_path: Path, site: Path, make: Callable[[Path], None], name: str
) -> None:
    publish_with_standby(tmp_path, OLD)
    [work] = (tmp_path / "cache/trees").iterdir()
    make(work / name)
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
