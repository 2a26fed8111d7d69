"""Pages fit narrow screens and ask for nothing that they don't need."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Audit
from tests.support import ROOT, Site

pytestmark = pytest.mark.browser

THEME = ROOT / "themes" / "dispatch"


def page_templates() -> set[str]:
    """Names of the templates that make a page of their own for readers."""
    made = {
        p.stem for p in THEME.glob("*.html") if '{% extends "base.html" %}' in p.read_text("utf-8")
    }
    return made - {"problems", "redirect", "history"}


def test_sample_has_a_page_of_each_template(audit: Audit, site: Site, built_site: Site) -> None:
    if site == built_site:
        assert {page["kind"] for page in audit.plain} == page_templates()


def test_odd_site_has_a_history(audit: Audit, site: Site) -> None:
    if site.base != "/":
        assert "history" in {page["kind"] for page in audit.plain}


def test_no_page_is_wider_than_its_window(audit: Audit) -> None:
    wide = [page for page in audit.audited if page["scrollWidth"] > page["width"]]
    assert [(p["address"], p["width"], p["scrollWidth"]) for p in wide] == []


def test_pages_are_whole_without_javascript_or_third_parties(audit: Audit) -> None:
    for page in audit.plain:
        assert page["errors"] == [], page["address"]
        assert page["words"] > 10, page["address"]
        assert all(url.startswith("/") for url in page["requests"]), page["requests"]


def test_home_and_briefing_need_three_requests_at_most(audit: Audit) -> None:
    requests = {page["kind"]: page["requests"] for page in audit.plain}
    assert len(requests["home"]) <= 3
    assert len(requests["day"]) <= 3
