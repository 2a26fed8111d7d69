"""A page of each kind passes axe-core: 360 and 1440 pixels wide, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Audit

pytestmark = pytest.mark.browser


def test_axe_finds_no_violation(audit: Audit) -> None:
    found = [
        f"{page['address']} at {page['width']} {page['scheme']}: {v['id']}: {v['help']}: {node}"
        for page in audit.audited
        for v in page["violations"]
        for node in v["nodes"]
    ]
    assert found == []


def test_each_kind_is_seen_in_four_ways(audit: Audit) -> None:
    ways = {(page["kind"], page["width"], page["scheme"]) for page in audit.audited}
    kinds = {page["kind"] for page in audit.plain}
    assert ways == {(k, w, s) for k in kinds for w in (360, 1440) for s in ("light", "dark")}
