"""Fixtures of the browser tests: each skips its tests where this machine lacks what they need."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from tests.browser import tools
from tests.conftest import BuildSite
from tests.support import Site

Records = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Audit:
    """What audit.mjs saw of a page of each kind: `plain` without scripts, `audited` by axe-core."""

    plain: Records
    audited: Records


def run_audit(site: Site) -> Audit:
    seen = subprocess.run(
        ["node", str(tools.FOLDER / "audit.mjs"), str(site.folder), site.base],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROMIUM": tools.find_chromium() or ""},
    )
    assert seen.returncode == 0, seen.stderr
    found = json.loads(seen.stdout)
    return Audit(found["plain"], found["audits"])


@pytest.fixture(scope="session", params=["sample", "extremes", "lone"])
def site(request: pytest.FixtureRequest, site_named: BuildSite) -> Site:
    """The sites that are worth a browser's time; `extremes` stands below a path."""
    return site_named(request.param)


@pytest.fixture(scope="session")
def audit_of() -> Callable[[Site], Audit]:
    return cache(run_audit)


@pytest.fixture
def audit(site: Site, audit_of: Callable[[Site], Audit]) -> Audit:
    """The audit of each site in turn."""
    if reason := tools.why_no_browser():
        pytest.skip(reason)
    return audit_of(site)


@pytest.fixture
def nu_checker() -> tuple[str, ...]:
    """The command of the Nu HTML checker, to which paths are added."""
    if reason := tools.why_no_checker():
        pytest.skip(reason)
    return ("java", "-jar", str(tools.CHECKER))
