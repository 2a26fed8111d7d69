"""Fixtures for tests of publishing."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The published folder, not made yet."""
    return tmp_path / "site"
