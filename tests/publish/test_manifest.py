"""The manifest: what it lists and when it isn't believed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.cache.digest import digest_bytes
from briefings.publish.errors import PublishError
from briefings.publish.manifest import NAME, read_manifest, read_manifest_digest, write_manifest
from tests.publish.trees import NEW, OLD, publish, read_tree


def test_what_is_written_is_read(tmp_path: Path) -> None:
    files = {path: bytes([len(path)] * 16) for path in ("b", "a/index.html", "a/\udcff", "é")}
    write_manifest(tmp_path, files)
    assert read_manifest(tmp_path) == files
    assert list(read_manifest(tmp_path) or ()) == sorted(files)
    first = read_manifest_digest(tmp_path)
    write_manifest(tmp_path, {**files, "b": bytes(16)})
    assert read_manifest_digest(tmp_path) not in (first, b"")


def test_a_folder_without_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert read_manifest(folder) is None
        assert read_manifest_digest(folder) == b""


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a//b", "a/./b", "..", "", "a/"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    write_manifest(tmp_path, {"a": bytes(16), path: bytes(16), "z.z/..z": bytes(16)})
    with pytest.raises(PublishError, match="lists a path that leads out of the folder"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("damaged", ["cut", "other", "escaping"])
def test_a_damaged_manifest_is_not_believed(tmp_path: Path, site: Path, damaged: str) -> None:
    publish(tmp_path, OLD)
    manifest = site / NAME
    content = manifest.read_bytes()
    if damaged == "escaping":
        body = b"0" * 32 + b" ../outside\0"
        content = b"briefings 1 " + digest_bytes(body).hex().encode() + b"\n" + body
    manifest.write_bytes({"cut": content[:-1], "other": b"{}"}.get(damaged, content))
    with pytest.raises(PublishError, match=r"remove '.*site', then rebuild"):
        publish(tmp_path, NEW)
    assert read_tree(site) == OLD


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_manifest_that_is_no_file_is_not_believed(
    tmp_path: Path, site: Path, make: Callable[[Path], None]
) -> None:
    publish(tmp_path, OLD)
    (site / NAME).unlink()
    make(site / NAME)
    with pytest.raises(PublishError, match=r"is not a file \(remove '.*site', then rebuild"):
        publish(tmp_path, NEW)
