"""All pages are valid by the Nu HTML checker."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.support import Site

pytestmark = pytest.mark.browser


def test_nu_checker_finds_no_error(site: Site, nu_checker: tuple[str, ...]) -> None:
    options = ("--errors-only", "--format", "json", "--skip-non-html")
    checked = subprocess.run(
        [*nu_checker, *options, str(site.folder)], capture_output=True, text=True, check=False
    )
    errors = [
        f"{m.get('url')}:{m.get('lastLine')}: {m['message']}: {m.get('extract')}"
        for m in json.loads(checked.stderr)["messages"]
    ]
    assert errors == []
    assert site.pages()


def test_nu_checker_would_find_an_error(built_site: Site, nu_checker: tuple[str, ...]) -> None:
    page = built_site.pages()[0].read_bytes().replace(b"</body>", b"<p id=a><p id=a></body>")
    checked = subprocess.run([*nu_checker, "-"], input=page, capture_output=True, check=False)
    assert b"Duplicate ID" in checked.stderr
