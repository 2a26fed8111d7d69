"""No file takes a build's time without an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content import Loader
from tests.content.sites import ARTICLE, GOOD, REGISTRIES, ZONE, write_site


@pytest.mark.parametrize("path", [ARTICLE, next(iter(REGISTRIES))])
def test_a_file_that_takes_too_long_is_a_problem(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here, each does."""
    write_site(tmp_path, {**REGISTRIES, ARTICLE: GOOD})
    monkeypatch.setattr("briefings.content.file_reader.SECONDS", 1e-6)
    problems = Loader(tmp_path / "content", ZONE, tmp_path).load().problems
    assert all("takes longer than 1e-06 s to read" in problem.message for problem in problems)
    assert path in {problem.path for problem in problems}
