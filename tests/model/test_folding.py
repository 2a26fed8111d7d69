"""What counts as one character: apostrophes, marks, hyphens, spaces, and what is never seen."""

from __future__ import annotations

import pytest

from briefings.model.folding import drop_ignorable, fold

ALIKE = {
    "apostrophes": [f"Тар{mark}янськ" for mark in "'’ʼ‘`´′＇‛ʹ"],
    "Hebrew marks": ['צה"ל', "צה״ל", "צה”ל"],
    "geresh": ["צ'רן", "צ׳רן", "צ’רן"],
    "Armenian": ["Ա'Ռ", "Ա՚Ռ"],
    "double marks": ['"Vega"', "“Vega”", "«Vega»", "„Vega“", "「Vega」", "＂Vega＂"],
    "hyphens": ["Rel-4", "Rel‐4", "Rel‑4", "Rel–4", "Rel־4"],
    "spaces": ["Old Harbour", "Old\u00a0Harbour", "Old\u202fHarbour", " Old \n\tHarbour "],
    "soft hyphens": ["Norvik", "Nor\u00advik", "Nor\u200bvik", "\u200eNorvik\u200f"],
    "joiners": ["خانه‌ای", "خانهای"],
    "elongation": ["ميناء", "مينـــاء"],
    "composition": ["Йорвік", "И\u0306орвік"],
}


@pytest.mark.parametrize("spellings", ALIKE.values(), ids=ALIKE)
def test_spellings_of_one_text_are_one(spellings: list[str]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Орёл", "Орел"), ("Норвик", "норвик"), ("Zürich", "Zurich"), ("Ірвень", "Ирвень")],
)
def test_letters_are_never_one_with_others(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_what_is_dropped_leaves_the_places_of_the_rest() -> None:
    text, places = drop_ignorable("Nor\u00advik\u200b!")
    assert (text, places) == ("Norvik!", [0, 1, 2, 4, 5, 6, 8])
    assert drop_ignorable("Норвік’s") == ("Норвік’s", None)
