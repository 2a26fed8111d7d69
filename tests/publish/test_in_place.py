"""A site that is a mount, as a container's volume is: published inside of it, file by file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings.publish.errors import PublishError
from briefings.publish.in_place import STAGING, order
from briefings.publish.site_tree import open_tree
from tests.publish.trees import LAST, NEW, OLD, publish, put, read_tree, write_fresh


@pytest.fixture(params=["mount", "like a mount"])
def site(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A small file system of its own; and, for who may not mount one, a folder that is taken so."""
    site = tmp_path / "site"
    site.mkdir()
    if request.param == "mount":
        command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(site)]
        if (
            os.name != "posix"
            or subprocess.run(command, check=False, capture_output=True).returncode
        ):
            pytest.skip("mounting isn't allowed here")
        yield site
        subprocess.run(["umount", str(site)], check=True)
    else:
        monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == site)
        yield site


def test_one_publish_after_another_leaves_exactly_the_last(tmp_path: Path, site: Path) -> None:
    inode = site.stat().st_ino
    for files in (OLD, NEW, LAST, OLD, NEW):
        assert publish(tmp_path, files)
        assert read_tree(site) == files
        assert not publish(tmp_path, files)
    assert site.stat().st_ino == inode


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path, site: Path) -> None:
    for files in ({"a": "1", "b/c/d": "2"}, {"a/x/y": "1", "b": "2"}, {"a/x": "3", "b/c": "4"}):
        publish(tmp_path, files)
        assert read_tree(site) == files


def test_unmanaged_files_stay(tmp_path: Path, site: Path) -> None:
    (site / "lost+found").mkdir()
    publish(tmp_path, OLD)
    put(site, "CNAME", "example.org")
    publish(tmp_path, NEW)
    assert read_tree(site) == {**NEW, "CNAME": "example.org", "lost+found/": ""}
    with pytest.raises(PublishError, match=r"refusing to overwrite .*CNAME"):
        publish(tmp_path, {**NEW, "CNAME": "example.com"})
    assert read_tree(site) == {**NEW, "CNAME": "example.org", "lost+found/": ""}


def test_a_file_that_somebody_changed_is_written_again(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    put(site, "2025/index.html", "theirs")
    publish(tmp_path, OLD)
    assert read_tree(site) == OLD


def test_nothing_is_seen_before_all_is_there(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, NEW)
        assert read_tree(site) == OLD
        (tree.fresh / "2025/04/index.html").unlink()
        with pytest.raises(PublishError, match="no such file"):
            tree.publish(manifest)
    assert read_tree(site) == OLD
    assert not (site / STAGING).exists()


def test_what_a_dead_build_leaves_is_made_up_for(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies before each of its renames in turn."""
    move = "briefings.publish.in_place.move"
    from briefings.publish.file_ops import move as real

    for last in range(8):
        publish(tmp_path, OLD)
        calls: list[Path] = []

        def dying(source: Path, target: Path, last: int = last, seen: list[Path] = calls) -> None:
            if len(seen) == last:
                raise KeyboardInterrupt
            seen.append(target)
            real(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(move, dying)
            try:
                publish(tmp_path, NEW)
            except KeyboardInterrupt:
                shown = read_tree(site) or {}
                assert all(text in (OLD.get(path), NEW.get(path)) for path, text in shown.items())
            else:
                assert last > len(NEW)
        put(site, STAGING + "/index.html", "half")
        publish(tmp_path, LAST)
        assert read_tree(site) == LAST


def test_a_full_volume_changes_nothing(tmp_path: Path, site: Path) -> None:
    if not os.path.ismount(site) or site.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("it has no size of its own")
    publish(tmp_path, OLD)
    with pytest.raises(PublishError, match="no space left on device"):
        publish(tmp_path, {**NEW, "a.html": "x" * 2_000_000})
    assert read_tree(site) == OLD
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW


def test_what_leads_to_others_comes_last() -> None:
    made = ["index.html", "a/index.html", "b/index.html", "feed.xml", "x.css", "new.png"]
    assert order(made, {"index.html": b"", "a/index.html": b"", "x.css": b""}) == [
        "new.png",
        "x.css",
        "b/index.html",
        "feed.xml",
        "a/index.html",
        "index.html",
    ]
