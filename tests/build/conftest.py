"""Fixtures for tests of whole builds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.building import Builder, Builders, Previewer
from tests.build.desk import Desk


@pytest.fixture(scope="session")
def builders() -> Iterator[Builders]:
    """Two processes that build, unlike in what mustn't matter."""
    incremental = Builder(PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    clean = Builder(PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    yield Builders(incremental, clean)
    incremental.close()
    clean.close()


@pytest.fixture(scope="session")
def previewers() -> Iterator[Builders]:
    """A process that previews all the while, and one that does so anew each time."""
    running, anew = Previewer(), Previewer(ANEW="1")
    yield Builders(running, anew)
    running.close()
    anew.close()


@pytest.fixture
def desk(tmp_path: Path, builders: Builders) -> Desk:
    """The first newsroom, built."""
    made = Desk(tmp_path, builders)
    made.write_and_build()
    return made


@pytest.fixture
def preview_desk(tmp_path: Path, previewers: Builders) -> Desk:
    """The first newsroom, previewed."""
    made = Desk(tmp_path, previewers)
    made.write_and_build()
    return made


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"
