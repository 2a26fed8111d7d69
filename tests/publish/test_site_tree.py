"""The published tree: what a publish writes, what it keeps and what it refuses."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from briefings.publish import atomic_swap
from briefings.publish.errors import PublishError
from briefings.publish.site_tree import open_tree
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    inodes,
    leftovers,
    publish,
    publish_with_standby,
    put,
    read_tree,
    write_fresh,
)


def test_one_publish_after_another_leaves_exactly_the_last(tmp_path: Path, site: Path) -> None:
    for files in (OLD, NEW, LAST, OLD, {}, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files
        assert leftovers(tmp_path) == []


def test_nothing_is_touched_when_nothing_differs(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    before = site.stat().st_ino, site.stat().st_ctime_ns, inodes(site)
    assert not publish(tmp_path, OLD)
    assert (site.stat().st_ino, site.stat().st_ctime_ns, inodes(site)) == before


@pytest.mark.parametrize("standby", [False, True])
def test_unchanged_files_are_kept(tmp_path: Path, site: Path, standby: bool) -> None:
    (publish_with_standby if standby else publish)(tmp_path, OLD)
    year = inodes(site)["2025/index.html"]
    for files in (NEW, OLD, NEW):
        publish(tmp_path, files)
        assert inodes(site)["2025/index.html"] == year


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path, site: Path) -> None:
    for files in ({"a": "file", "b/c/d": "deep"}, {"a/x": "in it", "b": "file"}) * 2:
        publish(tmp_path, files)
        assert read_tree(site) == files


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, site: Path) -> None:
    put(site, "thesis.txt", "precious")
    with pytest.raises(PublishError, match=r"weren't created by Briefings \(empty it, or choose"):
        publish(tmp_path, OLD)
    assert read_tree(site) == {"thesis.txt": "precious"}


def test_a_folder_with_hidden_files_alone_is_taken(tmp_path: Path, site: Path) -> None:
    put(site, ".git/config", "git's")
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, ".git/config": "git's"}


def test_an_older_site_beside_a_newer_cache(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    shutil.copytree(site, tmp_path / "older")
    publish(tmp_path, NEW)
    publish(tmp_path, LAST)
    shutil.rmtree(site)
    (tmp_path / "older").rename(site)
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW


def test_without_hard_links_files_are_copied(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    publish_with_standby(tmp_path, OLD)
    put(site, "note", "by hand")
    for files in (NEW, OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, "note": "by hand"}


def test_without_an_exchange_folders_are_renamed(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_swap, "_call", lambda *_: False)
    for files in (OLD, NEW, OLD):
        publish(tmp_path, files)
        assert read_tree(site) == files
        assert leftovers(tmp_path) == []


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or Path("/dev/shm").stat().st_dev == Path("/tmp").stat().st_dev,
    reason="needs a second file system",
)
def test_a_target_on_another_file_system(tmp_path: Path) -> None:
    other = Path("/dev/shm") / f"briefings-{os.getpid()}"
    try:
        for files in (OLD, NEW, OLD):
            with open_tree(other / "site", tmp_path / "cache") as tree:
                tree.publish(write_fresh(tree, files))
            assert read_tree(other / "site") == files
    finally:
        shutil.rmtree(other)


def test_a_target_that_is_a_symlink_stays_one(tmp_path: Path, site: Path) -> None:
    (tmp_path / "real").mkdir()
    site.symlink_to("real")
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(tmp_path / "real") == files
    assert site.is_symlink()


def test_a_target_that_is_a_file_is_refused(tmp_path: Path, site: Path) -> None:
    site.write_text("precious")
    with pytest.raises(PublishError, match="is a file"):
        publish(tmp_path, OLD)
    assert site.read_text() == "precious"


def test_a_target_replaced_during_the_build_is_left(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, NEW)
        site.rename(tmp_path / "elsewhere")
        put(site, "index.html", "by hand")
        with pytest.raises(PublishError):
            tree.publish(manifest)
    assert read_tree(site) == {"index.html": "by hand"}


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, site: Path) -> None:
    def fail() -> None:
        with open_tree(site, tmp_path / "cache") as tree:
            write_fresh(tree, NEW)
            raise ZeroDivisionError

    publish_with_standby(tmp_path, OLD)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert read_tree(site) == OLD
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="needs an exchange of folders")
def test_the_site_is_never_missing(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    seen, done = set(), threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add((site / "index.html").read_text())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(20):
        publish(tmp_path, NEW)
        publish(tmp_path, OLD)
    done.set()
    reader.join()
    assert seen == {"home", "home, new"}
