"""Files that are published as they are: looked at once, copied by descriptor in parts."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from briefings.cache.digest import digest_bytes
from briefings.content import Loader, copy_asset
from briefings.content.files import LARGEST, File
from briefings.content.media.assets import Asset, read_asset
from briefings.model import Problem
from tests.cache.shelves import Shelves
from tests.content.media.test_metadata import exif, jpeg
from tests.content.sites import ZONE, lines, load_site

PLACED = jpeg(b"Exif\0\0" + exif())


def medium(folder: Path, data: bytes, name: str = "bridge.jpg") -> File:
    (folder / name).write_bytes(data)
    return File("media", f"content/media/{name}", str(folder / name))


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    asset = read_asset(medium(tmp_path, b"a picture" * 300_000))
    assert isinstance(asset, Asset)
    assert asset.digest == digest_bytes(b"a picture" * 300_000)
    assert (asset.problems, asset.warnings) == ((), ())


def test_a_large_file_is_read_and_copied_in_little_memory(tmp_path: Path) -> None:
    file = medium(tmp_path, b"")
    os.truncate(file.location, 200 << 20)
    tracemalloc.start()
    try:
        asset = read_asset(file)
        assert isinstance(asset, Asset)
        copied = tmp_path / "copied.jpg"
        assert copy_asset(file.path, Path(file.location), copied, asset.digest) is None
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()
    assert copied.stat().st_size == 200 << 20


def test_one_that_is_too_large_is_told_at_once(tmp_path: Path) -> None:
    file = medium(tmp_path, b"")
    os.truncate(file.location, LARGEST + 1)
    problem = read_asset(file)
    assert isinstance(problem, Problem)
    assert problem.message == "larger than 1 GiB"


@pytest.mark.parametrize("other", ["a symlink", "a FIFO", "a folder", "another file", "nothing"])
def test_what_has_taken_a_files_place_is_not_published(tmp_path: Path, other: str) -> None:
    file = medium(tmp_path, b"a picture")
    asset = read_asset(file)
    assert isinstance(asset, Asset)
    place = Path(file.location)
    place.unlink()
    (tmp_path / "outside").write_text("a secret")
    match other:
        case "a symlink":
            place.symlink_to(tmp_path / "outside")
        case "a FIFO":
            os.mkfifo(place)
        case "a folder":
            place.mkdir()
        case "another file":
            place.write_text("a secret")
    problem = copy_asset(file.path, place, tmp_path / "copied.jpg", asset.digest)
    assert problem is not None
    assert problem.path == file.path


def test_a_folder_that_becomes_a_symlink_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    file = medium(tmp_path / "media", b"a picture")
    asset = read_asset(file)
    assert isinstance(asset, Asset)
    (tmp_path / "media").rename(tmp_path / "before")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/bridge.jpg").write_text("a secret")
    (tmp_path / "media").symlink_to(tmp_path / "outside")
    problem = copy_asset(file.path, Path(file.location), tmp_path / "copied.jpg", asset.digest)
    assert problem is not None
    assert problem.message == "changed while the site was being built"


@pytest.mark.parametrize("path", ["content/media/2025/bridge.jpg", "content/pages/bridge.bin.png"])
def test_a_warning_is_told_again_as_long_as_the_file_is_the_same(tmp_path: Path, path: str) -> None:
    memory = Shelves()
    load_site(tmp_path, {path: PLACED})

    def warned() -> list[str]:
        loaded = Loader(tmp_path / "content", ZONE, tmp_path, memory).load()
        assert loaded.warnings == Loader(tmp_path / "content", ZONE, tmp_path).load().warnings
        return [warning.path for warning in loaded.warnings]

    assert warned() == warned() == [path]
    (tmp_path / path).write_bytes(jpeg())
    assert warned() == warned() == []
    (tmp_path / path).write_bytes(PLACED)
    assert warned() == [path]
    (tmp_path / path).unlink()
    assert warned() == []


def test_a_faulty_svg_is_told_each_time_and_still_counts_as_there(tmp_path: Path) -> None:
    memory = Shelves()
    image = "---\nname: Norvik\n---\n"
    files = {
        "content/media/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "content/regions/norvik.md": image,
    }
    (first,) = lines(load_site(tmp_path, files))
    assert first.startswith("content/media/map.svg:1:41: an SVG with '<script>'")
    for _ in range(2):
        loaded = Loader(tmp_path / "content", ZONE, tmp_path, memory).load()
        assert lines(loaded) == [first]
        assert loaded.records.media == ("media/map.svg",)
