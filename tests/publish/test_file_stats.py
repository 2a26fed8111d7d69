"""A file that was replaced is known for it, whatever its time and size."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.cache.digest import digest_file
from tests.publish.trees import NEW, OLD, publish, read_tree

PATH = "2025/index.html"
LONG_AGO = 1_000_000_000 * 10**9


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def renamed(file: Path) -> None:
    """As `rsync -t` and `mv` do."""
    other = file.with_name("other")
    other.write_text("yeah")
    os.utime(other, ns=(LONG_AGO, LONG_AGO))
    other.replace(file)


def copied(file: Path) -> None:
    """As `cp -p` does, and in place."""
    file.write_text("yeah")
    os.utime(file, ns=(LONG_AGO, LONG_AGO))


def whole(file: Path) -> None:
    """As `tar` does, which knows whole seconds alone."""
    second = file.stat().st_mtime_ns // 10**9 - 1
    file.write_text("yeah")
    os.utime(file, (second, second))


def longer(file: Path) -> None:
    """Of the same time, but not of the same size."""
    before = file.stat()
    file.write_text("years")
    os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("replace", [renamed, copied, whole, longer])
@pytest.mark.parametrize("lost", ["", "file-stats", "."])
def test_a_file_that_was_replaced_is_written_again(
    tmp_path: Path, site: Path, replace: Callable[[Path], None], lost: str
) -> None:
    publish(tmp_path, OLD)
    publish(tmp_path, NEW)
    replace(site / PATH)
    if lost:
        shutil.rmtree(tmp_path / "cache" / lost)
    for files in (NEW, OLD, NEW, OLD):  # a standby tree must not bring it back
        publish(tmp_path, files)
        assert read_tree(site) == files


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []

    def noted(file: Path) -> bytes:
        read.append(file.read_text(errors="replace"))
        return digest_file(file)

    monkeypatch.setattr("briefings.publish.file_stats.digest_file", noted)
    return read


def test_what_had_to_be_read_is_known_from_then_on(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    monkeypatch.setattr("briefings.publish.file_stats.SETTLED_AFTER", -(10**12))
    for file in site.rglob("*.html"):
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    read = count_reads(monkeypatch)
    publish(tmp_path, OLD)
    assert set(OLD.values()) <= set(read)
    read.clear()
    publish(tmp_path, OLD)
    assert set(OLD.values()).isdisjoint(read)


@pytest.mark.parametrize("spoil", [lambda of: of[:-16], lambda of: of[:40] + b"?" + of[41:], bytes])
def test_damaged_records_are_none(
    tmp_path: Path, site: Path, spoil: Callable[[bytes], bytes]
) -> None:
    publish(tmp_path, OLD)
    for record in (tmp_path / "cache/file-stats").iterdir():
        record.write_bytes(spoil(record.read_bytes()) if spoil is not bytes else b"")
    renamed(site / PATH)
    publish(tmp_path, OLD)
    assert read_tree(site) == OLD


def test_records_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(20):
        publish(tmp_path, {**OLD, "a": str(number)})
    assert len([*(tmp_path / "cache/file-stats").iterdir()]) == 8


def test_pipes_in_the_place_of_records_are_not_waited_for(tmp_path: Path, site: Path) -> None:
    publish(tmp_path, OLD)
    for record in (tmp_path / "cache/file-stats").iterdir():
        record.unlink()
        os.mkfifo(record)
    renamed(site / PATH)
    publish(tmp_path, OLD)
    assert read_tree(site) == OLD
