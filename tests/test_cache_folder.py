"""Where builds keep what they know for the next: read-only projects, other folders, links."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefings.build.page_records import PageRecords
from briefings.cache.memo import Memo
from briefings.cache.protocol import Shelf
from briefings.cache.store import open_cache
from briefings.content.crosscheck import CHECKED
from briefings.content.file_cache import ENTRIES, SETTINGS, SNAPSHOT, STATS, WARNINGS
from briefings.content.near_duplicates import SHELF
from briefings.editor.review import PLACED, REVIEWED
from briefings.settings import describe_program
from tests.newsroom import CONFIG, digests, run, write_newsroom

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a folder"
)


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "mkdocs", "build", *options, **environment)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A newsroom that can't be written, as a container has it."""
    source, place = write_newsroom(tmp_path / "source"), tmp_path / "project"
    place.mkdir()
    for arguments in (["--bind", str(source), str(place)], ["-o", "remount,ro,bind", str(place)]):
        if subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode:
            pytest.skip("mounting isn't allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@needs_root
def test_a_project_that_cannot_be_written_is_built_elsewhere(
    read_only: Path, tmp_path: Path
) -> None:
    site = str(tmp_path / "out/site")
    done = build(read_only, "--strict", "-d", site)
    assert done.returncode == 1
    assert f"can't write to the cache folder '{read_only}/.briefings': " in done.stderr
    assert "set 'cache_dir' or the variable BRIEFINGS_CACHE to a writable folder" in done.stderr
    assert run(read_only, "briefings", "check").returncode == 0
    cache = tmp_path / "cache"
    for _ in range(2):
        done = build(read_only, "--strict", "-d", site, BRIEFINGS_CACHE=str(cache))
        assert done.returncode == 0, done.stderr
    assert " 0 rendered" in done.stderr
    assert digests(Path(site)) == digests(site_of(tmp_path / "plain"))
    assert (cache / "cache.sqlite").exists()


def site_of(folder: Path) -> Path:
    assert build(write_newsroom(folder)).returncode == 0
    return folder / "site"


def test_a_setting_names_the_folder_and_the_environment_another(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "news", {"mkdocs.yml": f"{CONFIG}      cache_dir: ../kept\n"})
    assert build(tmp_path / "news").returncode == 0
    assert (tmp_path / "kept/cache.sqlite").exists()
    assert build(tmp_path / "news", BRIEFINGS_CACHE=str(tmp_path / "other")).returncode == 0
    assert (tmp_path / "other/cache.sqlite").exists()
    assert not (tmp_path / "news/.briefings").exists()


@pytest.mark.parametrize("place", ["content/kept", "site/kept", "content/pages/kept", "."])
def test_what_is_published_is_no_place_for_the_cache(tmp_path: Path, place: str) -> None:
    write_newsroom(tmp_path)
    done = build(tmp_path, BRIEFINGS_CACHE=place)
    assert done.returncode == 1
    assert "the cache can't lie in" in done.stderr
    checked = run(tmp_path, "briefings", "check", BRIEFINGS_CACHE=place)
    assert checked.returncode == 2


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "news")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("Dear editor")
    done = build(tmp_path / "news", BRIEFINGS_CACHE=str(tmp_path / "letters"))
    assert done.returncode == 1
    assert "has files that weren't created by Briefings" in done.stderr
    assert [entry.name for entry in (tmp_path / "letters").iterdir()] == ["one.txt"]


@pytest.mark.parametrize("name", ["", "lock", "trees", "preview", "problems"])
def test_a_link_that_came_with_a_clone_leads_nowhere(tmp_path: Path, name: str) -> None:
    """Into a folder, or a file, of the user who builds."""
    write_newsroom(tmp_path / "news")
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("Dear editor")
    link = tmp_path / "news/.briefings" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(home / "letter.txt" if name == "lock" else home)
    before = digests(home)
    done = build(tmp_path / "news")
    assert done.returncode == 1
    assert "is a symlink: builds would write elsewhere" in done.stderr
    assert digests(home) == before


def test_a_link_in_the_place_of_a_tree_is_not_emptied(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "news")
    assert build(tmp_path / "news").returncode == 0
    (trees,) = (tmp_path / "news/.briefings/trees").iterdir()
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("Dear editor")
    trees.rename(tmp_path / "moved")
    trees.symlink_to(home)
    done = build(tmp_path / "news")
    assert done.returncode == 1
    assert [entry.name for entry in home.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("", os.mkfifo, "folder"),
        ("trees", os.mkfifo, "folder"),
        ("lock", os.mkfifo, "file"),
        ("lock", os.mkdir, "file"),
        ("cache.sqlite", os.mkdir, "file"),
        ("cache.sqlite-journal", os.mkdir, "file"),
        ("cache.sqlite-wal", os.mkdir, "file"),
    ],
)
def test_what_no_build_can_have_made_is_named(
    tmp_path: Path, name: str, make: Callable[[Path], None], kind: str
) -> None:
    write_newsroom(tmp_path / "news")
    place = tmp_path / "news/.briefings" / name
    place.parent.mkdir(exist_ok=True)
    make(place)
    done = build(tmp_path / "news")
    assert done.returncode == 1
    assert f"'{place}' is not a {kind}: not created by Briefings (remove it)" in done.stderr


def test_values_of_other_types_cost_the_cache_alone(tmp_path: Path) -> None:
    project = write_newsroom(tmp_path / "news")
    assert build(project).returncode == 0
    content = (ENTRIES, SETTINGS, STATS, SNAPSHOT, WARNINGS, CHECKED, SHELF, REVIEWED, PLACED)
    cache_file, version = project / ".briefings/cache.sqlite", describe_program().encode()
    with open_cache(cache_file, version) as cache:
        kept = vars(PageRecords(cache, "site", Memo())).values()
    of_pages = [shelf for shelf in kept if isinstance(shelf, Shelf)]
    assert len(of_pages) == 4
    file = project / "content/articles/bridge.md"
    shelves: list[Shelf[Any]] = [*content, *of_pages]
    for shelf in shelves:
        with open_cache(cache_file, version) as cache:
            cache.write(Shelf(shelf.name, float), {"": 0.5})
        file.write_text(file.read_text() + "\nMore of it.\n")
        done = build(project, "--strict")
        assert (done.returncode, done.stderr.count("WARNING")) == (0, 0), done.stderr
    shutil.rmtree(project / ".briefings")
    built = digests(project / "site")
    assert build(project).returncode == 0
    assert digests(project / "site") == built


def test_values_that_no_build_has_written_cost_one_build_at_most(tmp_path: Path) -> None:
    """Forged with right digests and types, so that nothing but their use tells them from ours."""
    project = write_newsroom(tmp_path / "news")
    assert build(project).returncode == 0
    published = digests(project / "site")
    version = describe_program().encode()
    with open_cache(project / ".briefings/cache.sqlite", version) as cache:
        forge: Shelf[bytes] = Shelf("site digests", bytes)
        cache.replace(forge, {f"{name}0": block for name, block in cache.read(forge).items()})
    file = project / "content/articles/bridge.md"
    file.write_text(file.read_text() + "\nMore of it.\n")
    done = build(project)
    assert done.returncode == 1
    assert "has values that Briefings didn't write (it has been removed: rebuild)" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(project / "site") == published
    assert build(project).returncode == 0
    assert digests(project / "site") != published
