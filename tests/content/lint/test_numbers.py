"""Figures whose point may group thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sites import ARTICLE, GOOD, load_site

CLAIM = """\
  - id: losses
    by: lorvia
    says: Losses were heavy
    kind: figure
    figure: {NUMBER, unit: soldiers}
---
"""


def warnings(folder: Path, number: str) -> list[str]:
    text = GOOD.replace("---\nGeneral", f"{CLAIM.replace('NUMBER', number)}General")
    loaded = load_site(folder, {ARTICLE: text})
    assert not loaded.problems
    return [str(warning) for warning in loaded.warnings]


@pytest.mark.parametrize(
    ("number", "column", "hint"),
    [
        ("n: 1.200", 17, "1.2 or 1200? write 1200, or 1.2"),
        ("n: '1.200'", 17, "1.2 or 1200? write 1200, or 1.2"),
        ("n: 12.500", 17, "12.5 or 12500? write 12500, or 12.5"),
        ("n: 150.000", 17, "150 or 150000? write 150000, or 150"),
        ("n: -3.450", 17, "-3.45 or -3450? write -3450, or -3.45"),
        ("n: 1.234", 17, "1.234 or 1234? write 1234, or 1.2340"),
        ("low: 1.200, high: 1300", 19, "1.2 or 1200? write 1200, or 1.2"),
        ("low: 1, high: 1.300", 28, "1.3 or 1300? write 1300, or 1.3"),
    ],
)
def test_three_digits_after_the_point_may_be_thousands(
    tmp_path: Path, number: str, column: int, hint: str
) -> None:
    (found,) = warnings(tmp_path, number)
    assert found.startswith(f"{ARTICLE}:22:{column}: ")
    assert found.endswith(f"({hint})")


@pytest.mark.parametrize(
    "number",
    ["n: 1200", "n: 1.2", "n: 1.20", "n: 1.2340", "n: 0.125", "n: 1234.567", "low: 1.5, high: 2"],
)
def test_other_numbers_are_as_they_are_written(tmp_path: Path, number: str) -> None:
    assert warnings(tmp_path, number) == []
