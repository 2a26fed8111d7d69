"""Which pages are rendered, and why."""

from __future__ import annotations

import pytest

from briefings.build.staleness import decide, subject_of
from briefings.pages import Page

PAGE = Page("2030/05/01/", "day", ("2030-05-01",))
OLD, NEW = b"o" * 16, b"n" * 16
RECORD = (subject_of(PAGE), OLD, b"")


def test_a_page_with_a_record_of_published_bytes_is_kept() -> None:
    decision = decide({PAGE.file: PAGE}, {PAGE.file: RECORD}, {}, {PAGE.file: OLD})
    assert decision.stale == ()
    assert decision.kept == {PAGE.file: OLD}


@pytest.mark.parametrize(
    ("records", "changed", "published", "reason"),
    [
        ({}, {}, {PAGE.file: OLD}, "new"),
        ({PAGE.file: RECORD}, {}, {}, "not what is published"),
        ({PAGE.file: RECORD}, {}, {PAGE.file: NEW}, "not what is published"),
        (
            {PAGE.file: ("day 2030-05-02", OLD, b"")},
            {},
            {PAGE.file: OLD},
            "the address was another page's",
        ),
        (
            {PAGE.file: RECORD},
            {PAGE.file: "archive.days 2030-05-01"},
            {PAGE.file: OLD},
            "changed: archive.days 2030-05-01",
        ),
    ],
)
def test_each_reason_to_render_a_page(
    records: dict[str, tuple[str, bytes, bytes]],
    changed: dict[str, str],
    published: dict[str, bytes],
    reason: str,
) -> None:
    decision = decide({PAGE.file: PAGE}, records, changed, published)
    assert [(stale.page, stale.reason) for stale in decision.stale] == [(PAGE, reason)]
    assert decision.kept == {}


def test_what_is_no_longer_planned_is_neither_rendered_nor_kept() -> None:
    decision = decide({}, {PAGE.file: RECORD}, {}, {PAGE.file: OLD})
    assert (decision.stale, decision.kept) == ((), {})
