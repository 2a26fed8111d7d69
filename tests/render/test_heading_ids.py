"""What headings are called, in any script, and which of them a link means."""

from __future__ import annotations

import unicodedata

import pytest

from briefings.render.heading_ids import find_name, name_words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ситуація на фронті", "ситуація-на-фронті"),
        ("Łódź – Zażółć", "łódź--zażółć"),
        ("Day 2: Norvik's front", "day-2-norviks-front"),
        ("الوضع في الميدان", "الوضع-في-الميدان"),
        ("हिन्दी में", "हिन्दी-में"),
        ("戦況 報告", "戦況-報告"),
        (unicodedata.normalize("NFD", "Königsberg"), "königsberg"),
        ("?!", ""),
    ],
)
def test_names_keep_the_letters_of_every_script(words: str, name: str) -> None:
    assert name_words(words) == name


@pytest.mark.parametrize(
    ("fragment", "name"),
    [
        ("łódź", "łódź"),
        ("%C5%82%C3%B3d%C5%BA", "łódź"),
        (unicodedata.normalize("NFD", "łódź"), "łódź"),
        ("The-Front", "the-front"),
        ("the-front_1", "the-front-1"),
        ("a-b", "a--b"),
        ("Kept.As:Is", "Kept.As:Is"),
        ("front", None),
        ("", None),
        ("%", None),
    ],
)
def test_a_link_may_spell_a_name_in_other_ways(fragment: str, name: str | None) -> None:
    assert find_name(fragment, {"łódź", "the-front", "the-front-1", "a--b", "Kept.As:Is"}) == name
