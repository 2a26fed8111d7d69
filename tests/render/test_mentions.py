"""First mentions, as an editor would link them by hand."""

from __future__ import annotations

import pytest

from briefings.model import Actor, Region
from briefings.render.mentions import Mentions, Reading, find_mentions, index_mentions

NORVIK = Region(
    "norvik",
    "content/regions/norvik.md",
    "Norvik",
    aliases=("Norvik Oblast", "Норвик"),
    excluded=("Norvik submarine", "Battle of Norvik"),
)
EASTMERE = Region("eastmere", "content/regions/eastmere.md", "Eastmere", aliases=("the East",))
SUBMARINE = Actor("crew", "content/actors/crew.md", "Crew", aliases=("Norvik submarine crew",))
GENERAL = Actor("general-tarn", "content/actors/general-tarn.md", "General Tarn", aliases=("Tarn",))
MAYOR = Actor("mayor-tarn", "content/actors/mayor-tarn.md", "Mayor Tarn", aliases=("Tarn",))
SHIPPER = Actor("shipper", "content/actors/shipper.md", "Johnson & Sons", aliases=("J.&S.",))
PRESS = Actor("press", "content/actors/press.md", "«Вісник»", aliases=("O'Hara", "Su-27"))


@pytest.fixture
def mentions() -> Mentions:
    return index_mentions([NORVIK, EASTMERE, SUBMARINE, GENERAL, MAYOR, SHIPPER, PRESS])


def linked(text: str, mentions: Mentions, reading: Reading | None = None) -> list[str]:
    found = find_mentions(text, mentions, reading or Reading())
    return [f"{text[start:end]} -> {url}" for start, end, url in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Norvik and again Norvik.", ["Norvik -> regions/norvik/"]),
        ("Norvik Oblast, Norvik", ["Norvik Oblast -> regions/norvik/"]),
        ("Norvik\n  Oblast", ["Norvik\n  Oblast -> regions/norvik/"]),
        ("Norvik's port, Eastmere’s too",
         ["Norvik -> regions/norvik/", "Eastmere -> regions/eastmere/"]),
        ("norvik NORVIK Norvikian ProNorvik Norvik_2", []),
        ("до Норвик, Норвику", ["Норвик -> regions/norvik/"]),
        ("Норвик\u0301", []),
        ("from the East", ["the East -> regions/eastmere/"]),
        ("Johnson & Sons", ["Johnson & Sons -> actors/shipper/"]),
        ("(J.&S.)", ["J.&S. -> actors/shipper/"]),
        ("газета «Вісник» пише", ["«Вісник» -> actors/press/"]),
        ("O’Hara flew", ["O’Hara -> actors/press/"]),
        ("a Su‑27", ["Su‑27 -> actors/press/"]),
        ("a Su-27M", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_found_between_word_boundaries(
    text: str, expected: list[str], mentions: Mentions
) -> None:
    assert linked(text, mentions) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Norvik submarine sank off Norvik", [(30, "regions/norvik/")]),
        ("the Battle of Norvik, Norvik Oblast", [(22, "regions/norvik/")]),
        ("the Battle of Norvik Oblast", []),
        ("the Norvik submarine crew", [(4, "actors/crew/")]),
    ],
)
def test_an_excluded_phrase_hides_its_text_from_its_record_alone(
    text: str, expected: list[tuple[int, str]], mentions: Mentions
) -> None:
    found = find_mentions(text, mentions, Reading())
    assert [(start, url) for start, _, url in found] == expected


def test_a_name_that_two_share_is_whose_is_tagged(mentions: Mentions) -> None:
    assert linked("Tarn", mentions) == []
    assert linked("Tarn", mentions, Reading(tagged=["mayor-tarn"])) == [
        "Tarn -> actors/mayor-tarn/"
    ]
    assert linked("Tarn", mentions, Reading(tagged=["mayor-tarn", "general-tarn"])) == []
    assert linked("General Tarn, then Tarn", mentions) == ["General Tarn -> actors/general-tarn/"]


def test_an_exclusion_can_tell_whose_a_shared_name_is() -> None:
    strait = Region("strait", "s.md", "Norvik", excluded=("Port of Norvik",))
    port = Region("port", "p.md", "Port", aliases=("Norvik",))
    assert linked("Port of Norvik", index_mentions([strait, port])) == ["Port -> regions/port/"]
    assert linked("Norvik", index_mentions([strait, port])) == []


def test_a_longer_name_keeps_its_text_even_where_it_is_not_linked(mentions: Mentions) -> None:
    fleet = Actor("oblast", "o.md", "Oblast")
    both = index_mentions([NORVIK, fleet])
    assert linked("Norvik, Norvik Oblast", both) == ["Norvik -> regions/norvik/"]


def test_mentions_of_one_body_are_found_over_all_its_runs(mentions: Mentions) -> None:
    reading = Reading(skipped=["eastmere"])
    assert linked("Norvik", mentions, reading) == ["Norvik -> regions/norvik/"]
    assert linked("Norvik and Eastmere", mentions, reading) == []


def test_without_records_there_are_no_mentions() -> None:
    assert linked("Norvik", index_mentions([])) == []
