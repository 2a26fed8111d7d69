"""Whose key a cache is sealed with."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.cache.signing_key import VARIABLE, find_key


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path / "state/briefings/key"


def test_a_user_has_one_key_that_nobody_else_reads(tmp_path: Path, state: Path) -> None:
    key = find_key(tmp_path / "one")
    assert key == find_key(tmp_path / "other")
    assert key == state.read_bytes()
    assert state.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in state.parent.iterdir()] == ["key"]


def test_the_environments_secret_goes_first(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = find_key(tmp_path)
    monkeypatch.setenv(VARIABLE, "a secret of the CI")
    given = find_key(tmp_path)
    monkeypatch.setenv(VARIABLE, "another secret")
    assert len({own, given, find_key(tmp_path)}) == 3


def test_a_key_that_others_may_have_written_is_none(tmp_path: Path, state: Path) -> None:
    find_key(tmp_path / "project")
    state.chmod(0o644)
    assert find_key(tmp_path / "project") is None
    state.chmod(0o600)
    state.rename(state.with_name("moved"))
    state.symlink_to("moved")
    assert find_key(tmp_path / "project") is None
    state.unlink()
    state.write_bytes(b"short")
    assert find_key(tmp_path / "project") is None


def test_a_key_within_the_project_is_none(tmp_path: Path, state: Path) -> None:
    assert find_key(tmp_path) is None
    assert not state.exists()


def test_a_home_that_cannot_be_written_has_no_key(tmp_path: Path, state: Path) -> None:
    (tmp_path / "state").write_text("a file")
    assert find_key(tmp_path / "project") is None
