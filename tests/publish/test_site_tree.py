"""The published tree: what a publish writes, what it keeps, what it leaves alone and refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.cache.digest import digest_bytes
from briefings.publish import atomic_swap
from briefings.publish.errors import PublishError
from briefings.publish.file_stats import Examined, Stamps, examine
from briefings.publish.manifest import NAME, read_manifest, read_manifest_digest, write_manifest
from briefings.publish.site_tree import open_tree
from briefings.publish.unmanaged_files import SEAL
from tests.publish.trees import (
    LAST,
    NEW,
    OLD,
    Files,
    inodes,
    leftovers,
    publish,
    put,
    read_tree,
    write_fresh,
)
from tests.support import ROOT


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


@pytest.mark.parametrize("prepare", [False, True])
def test_unchanged_files_are_kept(tmp_path: Path, site: Path, prepare: bool) -> None:
    publish(tmp_path, OLD, prepare=prepare)
    year = inodes(site)["2025/index.html"]
    for files in (NEW, OLD, NEW):
        publish(tmp_path, files)
        assert inodes(site)["2025/index.html"] == year


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path, site: Path) -> None:
    for files in ({"a": "file", "b/c/d": "deep"}, {"a/x": "in it", "b": "file"}) * 2:
        publish(tmp_path, files)
        assert read_tree(site) == files


def test_a_prepared_spare_is_what_the_next_publish_starts_from(tmp_path: Path) -> None:
    publish(tmp_path, OLD, prepare=True)
    [spare] = (tmp_path / "cache" / "trees").glob("*/spare-*")
    folder = spare.stat().st_ino
    publish(tmp_path, NEW)
    assert (tmp_path / "site").stat().st_ino == folder


ENDING = """
import sys
from pathlib import Path
from briefings.publish import site_tree as module
from tests.publish import trees

_, folder, files, module.MOST_BEHIND = sys.argv
module.MANY_FILES, module.MOST_BEHIND = 3, int(module.MOST_BEHIND)
with module.open_tree(Path(folder, "site"), Path(folder, "cache")) as tree:
    manifest = trees.write_fresh(tree, getattr(trees, files))
    tree.publish(manifest)
    with tree.preparing(manifest):
        pass
"""


def publish_and_prepare(folder: Path, files: str, most_behind: int) -> None:
    """In a process of its own, since none is forked beside the threads that other tests leave."""
    command = [sys.executable, "-c", ENDING, str(folder), files, str(most_behind)]
    subprocess.run(command, check=True, cwd=ROOT)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_a_spare_is_made_beside_the_end_of_a_first_build(tmp_path: Path, site: Path) -> None:
    publish_and_prepare(tmp_path, "OLD", 2)
    [spare] = (tmp_path / "cache" / "trees").glob("*")
    [made] = spare.iterdir()
    assert read_tree(made) == OLD
    for files in (NEW, LAST):
        publish(tmp_path, files)
        assert read_tree(site) == files
        assert len(list(spare.iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize(("most_behind", "expected"), [(2, NEW), (3, OLD)])
def test_a_spare_that_lags_far_behind_follows_beside_the_end(
    tmp_path: Path, site: Path, most_behind: int, expected: Files
) -> None:
    """Of the new tree's files one is another, one more and one gone."""
    publish(tmp_path, OLD)
    publish_and_prepare(tmp_path, "NEW", most_behind)
    [spare] = (tmp_path / "cache" / "trees").glob("*/spare-*")
    assert read_tree(spare) == expected
    shared = {path for path, inode in inodes(spare).items() if inodes(site).get(path) == inode}
    assert shared == (NEW.keys() if expected == NEW else {"2025/index.html"})
    publish(tmp_path, LAST)
    assert read_tree(site) == LAST
    assert leftovers(tmp_path) == []


LOOK = """
import sys, time
from pathlib import Path
from briefings.publish import tree_state as look
from briefings.publish.unmanaged_files import find_foreign
from briefings.publish.site_tree import open_tree

site, cache = Path(sys.argv[1], "site"), Path(sys.argv[1], "cache")
look.MANY_FILES = 1
if "late" in sys.argv:
    look.FRESH, look.find_foreign = 0.0, lambda *seen: ["by others"]
if "long" in sys.argv:
    look.FRESH, look.find_foreign = 1.0, lambda *seen: time.sleep(1.5) or ["by others"]
with open_tree(site, cache) as tree:
    look.find_foreign = find_foreign
    if "others" in sys.argv:
        look.FRESH, look.find_foreign = 60.0, None
    print(*tree.listed.keys() - tree.published.keys(), *tree.listed.keys() - tree.published.keys())
    (site / "2025/note").touch()
    tree.look.seek()
    print(*tree.look.foreign())
    look.find_foreign = find_foreign
    (site / "late").touch()
    print(*tree.look.again(site))
"""


def look(folder: Path, *how: str) -> str:
    """What is seen by a process of its own, since none is forked beside threads."""
    command = [sys.executable, "-c", LOOK, str(folder), *how]
    return subprocess.check_output(command, cwd=ROOT, text=True)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_a_large_tree_is_looked_through_by_others(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    put(site, "CNAME", "lorvia.example")
    assert look(tmp_path, "others") == "\n2025/note CNAME\nCNAME late\n"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_what_others_have_seen_is_looked_for_again_after_a_while(
    tmp_path: Path, site: Path
) -> None:
    publish(tmp_path, OLD)
    assert look(tmp_path, "late") == "\n2025/note\nlate\n"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_a_look_that_took_long_holds_from_its_end(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    assert look(tmp_path, "long") == "\nby others\nlate\n"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_what_has_taken_a_files_place_in_a_large_tree_is_foreign(
    tmp_path: Path, site: Path
) -> None:
    publish(tmp_path, OLD)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("2025/index.html")
    assert look(tmp_path) == "index.html index.html\n2025/note index.html\nlate\n"


def test_no_spare_is_made_of_a_small_site(tmp_path: Path, site: Path) -> None:
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, OLD)
        tree.publish(manifest)
        with tree.preparing(manifest):
            pass
    assert not any((tmp_path / "cache" / "trees").glob("*/spare-*"))


def test_a_spare_is_looked_through_where_the_tree_was_moved_away(
    tmp_path: Path, site: Path
) -> None:
    """What was changed there in place is changed in the spare, too."""
    for files in (OLD, NEW):
        publish(tmp_path, files)
    moved = tmp_path / "moved"
    site.rename(moved)
    (moved / "2025/index.html").write_text("theirs")
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
    assert read_tree(moved) == {**NEW, "2025/index.html": "theirs"}


def test_a_spare_is_looked_through_where_a_copy_is_in_its_trees_place(
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


def test_what_was_published_needn_t_be_read_to_be_known(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for files in (OLD, NEW, LAST):
        publish(tmp_path, files)
    listed = read_manifest(site)
    assert listed
    recorded = Stamps(tmp_path / "cache/stamps").read(read_manifest_digest(site))
    monkeypatch.setattr("briefings.publish.file_stats.digest_bytes", None)
    assert examine(site, listed, recorded) == Examined()
    for path in (*listed, NAME):  # as archives restore it that keep seconds alone
        second = int((site / path).stat().st_mtime)
        os.utime(site / path, (second, second))
    assert examine(site, listed, recorded) == Examined()


def test_a_file_that_is_changed_in_place_while_a_site_is_published_is_known_for_it(
    tmp_path: Path, site: Path
) -> None:
    publish(tmp_path, OLD)
    with open_tree(site, tmp_path / "cache") as tree:
        manifest = write_fresh(tree, NEW)
        (site / "2025/index.html").write_text("theirs")
        tree.publish(manifest)
    assert read_tree(site) != NEW
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, site: Path) -> None:
    put(site, "thesis.txt", "precious")
    with pytest.raises(PublishError, match=r"no build has written \(empty it, or choose another"):
        publish(tmp_path, OLD)
    assert read_tree(site) == {"thesis.txt": "precious"}


def test_a_folder_with_hidden_files_alone_is_taken(tmp_path: Path, site: Path) -> None:
    put(site, ".git/config", "git's")
    for files in (OLD, NEW):
        publish(tmp_path, files)
        assert read_tree(site) == {**files, ".git/config": "git's"}


@pytest.mark.parametrize("prepare", [False, True])
@pytest.mark.parametrize("how", ["in place", "replaced", "removed", "folder removed"])
def test_a_published_file_that_was_changed_is_written_again(
    tmp_path: Path, site: Path, how: str, prepare: bool
) -> None:
    publish(tmp_path, OLD, prepare=prepare)
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


@pytest.mark.parametrize("damaged", ["cut", "other", "escaping"])
def test_a_damaged_manifest_is_not_believed(tmp_path: Path, site: Path, damaged: str) -> None:
    publish(tmp_path, OLD)
    manifest = site / NAME
    content = manifest.read_bytes()
    if damaged == "escaping":
        body = b"0" * 32 + b" ../outside\0"
        content = b"briefings 1 " + digest_bytes(body).hex().encode() + b"\n" + body
    manifest.write_bytes({"cut": content[:-1], "other": b"{}"}.get(damaged, content))
    with pytest.raises(PublishError, match=r"remove '.*site', and build again"):
        publish(tmp_path, NEW)
    assert read_tree(site) == OLD


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_manifest_that_is_no_file_is_not_believed(
    tmp_path: Path, site: Path, make: Callable[[Path], None]
) -> None:
    publish(tmp_path, OLD)
    (site / NAME).unlink()
    make(site / NAME)
    with pytest.raises(PublishError, match=r"is not a file \(remove '.*site', and build again"):
        publish(tmp_path, NEW)


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_a_spare_damaged_in_its_manifest_is_thrown_away(tmp_path: Path, place: int) -> None:
    publish(tmp_path, OLD, prepare=True)
    [spare] = (tmp_path / "cache" / "trees").glob("*/spare-*")
    content = bytearray((spare / NAME).read_bytes())
    content[place % len(content)] ^= 1
    (spare / NAME).write_bytes(content)
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


def test_a_copied_spare_that_was_changed_is_not_believed(tmp_path: Path) -> None:
    publish(tmp_path / "one", OLD, prepare=True)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    [spare] = (tmp_path / "two" / "cache" / "trees").glob("*/spare-*")
    (spare / "2025" / "index.html").write_text("yaer")
    publish(tmp_path / "two", NEW)
    assert read_tree(tmp_path / "two" / "site") == NEW


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
    publish(tmp_path, OLD)
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


def test_a_target_that_is_a_link_stays_one(tmp_path: Path, site: Path) -> None:
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
    publish(tmp_path, OLD)
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

    publish(tmp_path, OLD)
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


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize("listed", [[], ["index.html"]])
def test_a_forged_spare_leads_nowhere_and_adds_nothing(
    tmp_path: Path, site: Path, listed: list[str], is_sealed: bool
) -> None:
    """As a clone may bring one along, or, with the times of its folders, a CI's cache."""
    publish(tmp_path, OLD)
    home = tmp_path / "home"
    put(home, "index.html", "precious")
    [work] = (tmp_path / "cache/trees").iterdir()
    for old in work.iterdir():
        shutil.rmtree(old)
    forged = work / "spare-1"
    forged.mkdir()
    for path in listed:
        put(forged, path, OLD[path])
    write_manifest(forged, {path: digest_bytes(OLD[path].encode()) for path in listed})
    (forged / "2025").symlink_to(home)
    if is_sealed:
        os.utime(forged, ns=(SEAL, SEAL))
    else:
        put(forged, "evil.html", "<script>")
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
    assert not (site / "2025").is_symlink()
    assert read_tree(home) == {"index.html": "precious"}


@pytest.mark.parametrize("name", ["spare-1", "next", "old"])
@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_what_lies_in_the_place_of_a_work_folders_trees_is_removed(
    tmp_path: Path, site: Path, make: Callable[[Path], None], name: str
) -> None:
    publish(tmp_path, OLD)
    [work] = (tmp_path / "cache/trees").iterdir()
    make(work / name)
    publish(tmp_path, NEW)
    assert read_tree(site) == NEW
