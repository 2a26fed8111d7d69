"""Fixtures for all tests: sites that are built once and only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.launcher import LAUNCHER
from tests.support import Site, build_site

BuildSite = Callable[[str], Site]


@pytest.fixture(scope="session")
def site_named(tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """`site_named("sample")` is that site, built when it is first asked for."""

    @cache
    def find(name: str) -> Site:
        return build_site(name, tmp_path_factory.mktemp(name))

    return find


@pytest.fixture(scope="session")
def built_site(site_named: BuildSite) -> Site:
    """The repository's own site."""
    return site_named("sample")


@pytest.fixture(scope="session", params=["sample", "sample-below", "extremes", "lone"])
def site(request: pytest.FixtureRequest, site_named: BuildSite) -> Site:
    """Each site in turn: the own one, at its host's root and below a path, and two odd ones."""
    return site_named(request.param)


@pytest.fixture(scope="session", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds keep nothing in the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _launcher() -> Iterator[None]:
    """Ends the process that runs commands."""
    yield
    LAUNCHER.close()
