"""Unmanaged files: those at the top of the published folder stay, and none is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.publish.atomic_swap import exchange
from briefings.publish.errors import PublishError
from briefings.publish.unmanaged_files import UnmanagedFiles
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    publish,
    publish_with_standby,
    put,
    read_tree,
    standby_of,
)


def test_what_is_at_the_top_is_kept(tmp_path: Path, site: Path) -> None:
    unmanaged = {"CNAME": "lorvia.example", ".git/objects/ab/c": "git's", ".well-known/a": "a"}
    publish(tmp_path, OLD)
    for path, text in unmanaged.items():
        put(site, path, text)
    put(site, "empty/")
    (site / "link").symlink_to("CNAME")
    (site / "empty/link").symlink_to("/nowhere")
    kept = unmanaged | {"link": "-> CNAME", "empty/link": "-> /nowhere"}
    for files in (NEW, OLD, LAST, {}):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, **kept}
        assert read_tree(standby_of(tmp_path)) == files


def test_what_is_removed_from_the_top_stays_removed(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, "CNAME", "lorvia.example")
    publish(tmp_path, NEW)
    (site / "CNAME").unlink()
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files


def just_before_the_exchange(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Have somebody change the site just before the next one takes its place."""

    def change_and_exchange(*values: Path) -> None:
        monkeypatch.undo()
        change()
        exchange(*values)

    monkeypatch.setattr("briefings.publish.site_tree.exchange", change_and_exchange)


@pytest.mark.parametrize("path", ["CNAME", ".well-known/deep/token"])
def test_what_comes_at_the_last_moment_is_kept(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    just_before_the_exchange(monkeypatch, lambda: put(site, path, "one"))
    for files in (OLD, NEW, LAST):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, path: "one"}


def test_what_is_replaced_at_the_last_moment_stays_so(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, "CNAME", "one")
    publish(tmp_path, NEW)

    def replace() -> None:
        put(site, "another", "two")
        (site / "another").replace(site / "CNAME")

    just_before_the_exchange(monkeypatch, replace)
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, "CNAME": "two"}


def test_what_is_gone_at_the_last_moment_is_no_error(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, ".git/lock", "one")
    put(site, "token", "one")
    monkeypatch.setattr(UnmanagedFiles, "find", lambda *_: ["gone", "token"])
    publish(tmp_path, NEW, standby=False)
    assert read_tree(site) == {**NEW, "token": "one"}


def test_a_file_that_a_build_now_writes_alike_becomes_its_own(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, "robots.txt", "all")
    publish(tmp_path, {**OLD, "robots.txt": "all"})
    publish(tmp_path, OLD)
    assert read_tree(site) == OLD


@pytest.mark.parametrize(
    "path", ["2025/04", "2025/04/index.html", "2025/04/index.html/x", "2025/04/x"]
)
def test_what_is_in_the_way_is_never_overwritten(tmp_path: Path, site: Path, path: str) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, path, "by hand")
    with pytest.raises(PublishError) as found:
        publish(tmp_path, NEW)
    message = f"refusing to overwrite '{site / path}': not created by Briefings"
    assert str(found.value) == f"{message} (move it elsewhere, then rebuild)"
    assert read_tree(site) == {**OLD, path: "by hand"}
    (site / path).rename(tmp_path / "moved")
    publish(tmp_path, NEW)
    assert (site / "2025/04/index.html").read_text() == "April"


@pytest.mark.parametrize("path", ["own", "own/note", "own/index.html"])
def test_what_is_at_the_top_is_never_overwritten(tmp_path: Path, site: Path, path: str) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, path, "by hand")
    with pytest.raises(PublishError, match=f"refusing to overwrite '{site / path}'"):
        publish(tmp_path, {**NEW, "own/index.html": "own"})
    assert read_tree(site) == {**OLD, path: "by hand"}


@pytest.mark.parametrize("path", ["index.html", "2025"])
def test_a_symlink_in_the_place_of_what_changes_is_never_replaced(
    tmp_path: Path, site: Path, path: str
) -> None:
    publish_with_standby(tmp_path, OLD)
    (site / path).rename(tmp_path / "moved")
    (site / path).symlink_to(tmp_path / "moved")
    before = read_tree(site)
    with pytest.raises(PublishError, match=f"refusing to overwrite '{site / path}'"):
        publish(tmp_path, {**NEW, "2025/index.html": "year, new"})
    assert read_tree(site) == before


def test_a_folder_becomes_a_file_unless_something_is_in_it(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, {"a/b/index.html": "page"})
    put(site, "a/note", "by hand")
    with pytest.raises(PublishError, match=f"refusing to overwrite '{site}/a/note'"):
        publish(tmp_path, {"a": "file"})
    (site / "a/note").unlink()
    publish(tmp_path, {"a": "file"})
    assert read_tree(site) == {"a": "file"}


def test_an_empty_folder_is_in_nobody_s_way(tmp_path: Path, site: Path) -> None:
    publish_with_standby(tmp_path, OLD)
    put(site, "2025/04/05/")
    put(site, "own/")
    for files in ({**NEW, "own/index.html": "own"}, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == files
