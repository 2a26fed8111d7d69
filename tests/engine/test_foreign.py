"""Files in the published tree that no build wrote: they are carried along, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

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
