"""Warnings: a strict build ends with them, whether they are found anew or cached."""

from __future__ import annotations

from pathlib import Path

from tests.editor.claims import BRIDGE, claim
from tests.newsroom import digests, run, write_newsroom


def test_a_warning_ends_a_strict_build_also_a_warm_one(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path, claim("source: mirror"))
    line = f"{BRIDGE}:12:13: a claim without a primary source: 'mirror' is an aggregator"
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build", "--strict")
        assert done.returncode == 1
        assert f"WARNING -  {line}" in done.stderr
        assert digests(tmp_path / "site") == before
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build")
        assert done.returncode == 0
        assert done.stderr.count(line) == 1
    assert digests(tmp_path / "site") != before
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 1
