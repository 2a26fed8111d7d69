"""Files in the published tree that no build wrote: they are carried along, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.engine.exchange import exchange
from briefings.engine.failure import PublishError
from tests.engine.trees import (
    LAST,
    NEW,
    OLD,
    publish,
    put,
    read_tree,
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


def put_late(monkeypatch: pytest.MonkeyPatch, site: Path, path: str, text: str) -> None:
    """Have somebody put a file into the site just before the next one takes its place."""

    def put_and_exchange(*values: Path) -> None:
        monkeypatch.undo()
        put(site, path, text)
        exchange(*values)

    monkeypatch.setattr("briefings.engine.tree.exchange", put_and_exchange)


@pytest.mark.parametrize("path", ["CNAME", ".well-known/deep/token"])
def test_a_foreign_file_that_comes_at_the_last_moment_is_kept(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    put_late(monkeypatch, site, path, "one")
    for files in (OLD, NEW, LAST):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, path: "one"}


def test_a_foreign_file_that_comes_in_place_of_a_new_one_is_told_of(
    tmp_path: Path,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    put_late(monkeypatch, site, "robots.txt", "none")
    for files in ({**OLD, "robots.txt": "all"}, OLD):
        publish(tmp_path, files)
        assert read_tree(site) == files
    assert "robots.txt" in caplog.text


def test_a_foreign_file_that_was_missed_is_never_older_than_the_sites(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for files in (OLD, NEW):
        publish(tmp_path, files)
    put_late(monkeypatch, site, "2025/note", "one")
    publish(tmp_path, OLD)
    put(site, "2025/note", "two")
    publish(tmp_path, NEW)
    assert read_tree(site) == {**NEW, "2025/note": "two"}


def test_a_foreign_file_that_was_missed_never_stands_for_the_sites_own(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    put_late(monkeypatch, site, "2025/04/index.html", "not April")
    publish(tmp_path, NEW)
    following = {**NEW, "index.html": "home, newer"}
    publish(tmp_path, following)
    assert read_tree(site) == following


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
