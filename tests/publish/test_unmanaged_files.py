"""Files in the published tree that no build wrote: they are carried along, never overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.publish.atomic_swap import exchange
from briefings.publish.errors import PublishError
from briefings.publish.manifest import write_manifest
from briefings.publish.site_tree import open_tree
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    publish,
    put,
    read_tree,
    write_fresh,
)


def test_foreign_files_are_kept(tmp_path: Path, site: Path) -> None:
    foreign = {"CNAME": "lorvia.example", "2025/note": "by hand", "own/deep/x": "x"}
    publish(tmp_path, OLD)
    for path, text in foreign.items():
        put(site, path, text)
    put(site, "empty/")
    (site / "link").symlink_to("CNAME")
    kept = foreign | {"empty/": "", "link": "-> CNAME"}
    for files in (NEW, OLD, LAST):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, **kept}


def late(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Have somebody change the site just before the next one takes its place."""

    def change_and_exchange(*values: Path) -> None:
        monkeypatch.undo()
        change()
        exchange(*values)

    monkeypatch.setattr("briefings.publish.site_tree.exchange", change_and_exchange)


@pytest.mark.parametrize("path", ["CNAME", ".well-known/deep/token", "2025/note", "2025/x/y/z"])
def test_a_foreign_file_that_comes_at_the_last_moment_is_kept(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    late(monkeypatch, lambda: put(site, path, "one"))
    for files in (OLD, NEW, LAST):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, path: "one"}


def test_a_foreign_file_that_is_another_at_the_last_moment_stays_so(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    put(site, "CNAME", "one")
    publish(tmp_path, NEW)

    def rewrite() -> None:
        put(site, "another", "two")
        (site / "another").replace(site / "CNAME")

    late(monkeypatch, rewrite)
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, "CNAME": "two"}


def test_a_foreign_folder_that_is_a_file_at_the_last_moment_stays_so(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    put(site, "own/deep/note", "one")
    publish(tmp_path, NEW)

    def rewrite() -> None:
        shutil.rmtree(site / "own")
        put(site, "own", "two")

    late(monkeypatch, rewrite)
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, "own": "two"}


def test_a_foreign_file_that_is_gone_at_the_last_moment_is_nothing_to_fail_for(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    put(site, "token", "one")

    def write_later(root: Path, files: Mapping[str, bytes]) -> None:
        (site / "token").unlink()
        write_manifest(root, files)

    monkeypatch.setattr("briefings.publish.site_tree.write_manifest", write_later)
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, NEW)
        object.__setattr__(tree, "look", replace(tree.look, foreign=lambda: ["token"]))
        tree.publish(manifest)
    assert read_tree(site) == NEW


@pytest.mark.parametrize("path", ["robots.txt", "2025/04/index.html"])
def test_a_foreign_file_that_comes_in_place_of_a_new_one_is_told_of(
    tmp_path: Path,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    path: str,
) -> None:
    publish(tmp_path, OLD)
    late(monkeypatch, lambda: put(site, path, "theirs"))
    for files in ({**OLD, path: "ours"}, {**OLD, path: "ours", "new": "new"}, OLD):
        publish(tmp_path, files)
        assert read_tree(site) == files
    assert path in caplog.text


def test_foreign_files_that_are_gone_stay_gone(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    put(site, "2025/note", "by hand")
    publish(tmp_path, NEW)
    (site / "2025" / "note").unlink()
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files


def test_a_foreign_file_that_a_build_now_writes_alike_becomes_its_own(
    tmp_path: Path, site: Path
) -> None:
    publish(tmp_path, OLD)
    put(site, "robots.txt", "all")
    publish(tmp_path, {**OLD, "robots.txt": "all"})
    publish(tmp_path, OLD)
    assert read_tree(site) == OLD


@pytest.mark.parametrize("path", ["2025/04", "2025/04/index.html", "2025/04/index.html/x"])
def test_a_foreign_file_in_the_way_is_never_overwritten(
    tmp_path: Path, site: Path, path: str
) -> None:
    publish(tmp_path, OLD)
    put(site, path, "by hand")
    with pytest.raises(PublishError, match=f"{path}' is in the way"):
        publish(tmp_path, NEW)
    assert read_tree(site) == {**OLD, path: "by hand"}
    (site / path).rename(tmp_path / "moved")
    publish(tmp_path, NEW)
    assert (site / "2025/04/index.html").read_text() == "April"
