"""State of a published tree: which of its files are as a build wrote them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefings.cache.memo import Memo
from briefings.publish.errors import PublishError
from briefings.publish.file_stats import StatRecords
from briefings.publish.manifest import NAME, read_manifest
from briefings.publish.site_tree import open_tree
from briefings.publish.tree_state import identify, read_state
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    publish,
    publish_with_standby,
    put,
    read_tree,
    write_fresh,
)


@pytest.mark.parametrize("standby", [False, True])
@pytest.mark.parametrize("how", ["in place", "replaced", "removed", "folder removed"])
def test_a_published_file_that_was_changed_is_written_again(
    tmp_path: Path, site: Path, how: str, standby: bool
) -> None:
    (publish_with_standby if standby else publish)(tmp_path, OLD)
    file = site / "2025" / "index.html"
    if how == "in place":
        file.write_text("yaer")
    elif how == "replaced":
        put(tmp_path, "other", "yaer")
        (tmp_path / "other").replace(file)
    elif how == "removed":
        file.unlink()
    else:
        shutil.rmtree(site / "2025")
    with open_tree(site, tmp_path / "cache") as tree:
        assert tree.published.keys() == OLD.keys() - {"2025/index.html"}
    for files in (OLD, NEW, OLD):
        publish(tmp_path, files)
        assert read_tree(site) == files


def test_what_was_published_needn_t_be_read_to_be_known(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for files in (OLD, NEW, LAST):
        publish(tmp_path, files)
    listed = read_manifest(site)
    assert listed
    records = StatRecords(tmp_path / "cache/file-stats")
    monkeypatch.setattr("briefings.publish.file_stats.digest_file", None)
    assert read_state(site, records).published == listed
    for path in (*listed, NAME):  # as archives restore it that keep seconds alone
        second = int((site / path).stat().st_mtime)
        os.utime(site / path, (second, second))
    state = read_state(site, records)
    assert (state.published, state.reread) == (listed, {})


def test_a_file_that_is_changed_while_a_site_is_published_is_written_again(
    tmp_path: Path, site: Path
) -> None:
    publish_with_standby(tmp_path, OLD)
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, NEW)
        (site / "2025/index.html").write_text("theirs")
        tree.publish(manifest)
    assert read_tree(site) != NEW
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW


def test_how_a_new_manifest_differs(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    put(site, "2025/index.html", "by hand")
    state = read_state(site, StatRecords(tmp_path / "cache/file-stats"))
    listed = state.listed or {}
    assert not read_state(tmp_path, StatRecords(tmp_path)).compare({}).paths
    assert state.compare(listed).paths == {"2025/index.html"}
    change = state.compare({"index.html": listed["index.html"], "new": b"", "2025/index.html": b""})
    assert change.written == {"new", "2025/index.html"}
    assert change.removed == {"norvik/index.html"}


def test_a_private_tree_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview in the cache, which nobody else changes."""
    cache, memo = tmp_path / "cache", Memo()
    for files in (OLD, NEW):
        with open_tree(cache / "preview", cache, memo) as tree:
            tree.publish(write_fresh(tree, files))
            tree.renew_standby()
        monkeypatch.setattr("briefings.publish.tree_state.check_files", None)
    assert read_tree(cache / "preview") == NEW


def test_a_new_process_needn_t_read_what_a_memo_s_builds_have_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stats are recorded in the order of paths, whatever order the build lists its files in."""
    cache, memo = tmp_path / "cache", Memo()
    files = {"z": "one", "a": "three", "m": "of another size"}
    for home in ("home", "home, new"):
        with open_tree(cache / "preview", cache, memo) as tree:
            tree.publish(write_fresh(tree, {**files, "index.html": home}))
    monkeypatch.setattr("briefings.publish.file_stats.digest_file", None)
    state = read_state(cache / "preview", StatRecords(cache / "file-stats"))
    assert state.published == state.listed


def test_after_an_error_a_private_tree_is_read_again(tmp_path: Path) -> None:
    cache, memo = tmp_path / "cache", Memo()

    def publish_preview(files: dict[str, str]) -> None:
        with open_tree(cache / "preview", cache, memo) as tree:
            tree.publish(write_fresh(tree, files))

    publish_preview(OLD)
    (cache / "preview/2025/index.html").unlink()
    with pytest.raises(PublishError, match="no such file"):
        publish_preview(NEW)
    publish_preview(NEW)
    assert read_tree(cache / "preview") == NEW


def test_a_folder_is_known_by_device_and_inode(tmp_path: Path) -> None:
    status = tmp_path.stat()
    assert identify(tmp_path) == (status.st_dev, status.st_ino)
    assert identify(tmp_path / "none") is None
