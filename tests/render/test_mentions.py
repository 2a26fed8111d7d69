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


TARIANSK = Region(
    "tariansk",
    "content/regions/tariansk.md",
    "Тар'янськ",
    aliases=("Tar'yansk", "塔里", 'צב"ל'),
    excluded=("завод «Тар'янськ»", "塔里木"),
)
YANSK = Region("yansk", "content/regions/yansk.md", "янськ", aliases=("Тар", "צב", "कुर"))
DESK = Actor("desk", "content/actors/desk.md", "Norvik.example", aliases=("@NorvikDesk", "خانه‌ای"))


@pytest.mark.parametrize("mark", "'’ʼ‘`´′＇‛ʹ")
def test_an_apostrophe_is_one_letter_however_it_is_typed(mark: str) -> None:
    typed = Region("r", "r.md", f"Тар{mark}янськ", excluded=(f"Новий Тар{mark}янськ",))
    for other in "'’ʼ":
        name = f"Тар{other}янськ"
        index = index_mentions([typed])
        assert linked(f"Під {name}.", index) == [f"{name} -> regions/r/"]
        assert linked(f"Новий {name}", index) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("завод “Тарʼянськ” і Тар’янськ", [20]),
        ("Тар\u00adʼян\u00adськ", [0]),
        ("Тарʼянська", []),
        ("проТар'янськ", []),
        ("d'Tar’yansk", [2]),
        ("צב״ל הודיע", [0]),
        ("בצב״ל", []),
        ("他说塔里是我们的", [2]),
        ("塔里木河", []),
        ("कुर्स्क", []),
        ("कुर.", [0]),
        ("در خانه\u200cای و خانهای", [3]),
        ("via @NorvikDesk.", [4]),
        ("says Norvik.example, which", [5]),
    ],
)
def test_words_end_where_their_script_has_them_end(text: str, expected: list[int]) -> None:
    found = find_mentions(text, index_mentions([TARIANSK, YANSK, DESK]), Reading())
    assert [start for start, _, _ in found] == expected


def test_a_mention_is_as_long_as_it_is_written() -> None:
    text = "Під Тар\u00adʼян\u200bськ\u00ad."
    assert linked(text, index_mentions([TARIANSK])) == [
        "Тар\u00adʼян\u200bськ -> regions/tariansk/"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/Norvik/12",
        "HTTPS://example.org/?q=a&b=(Norvik)",
        "(see https://example.org/a,Norvik)",
        "www.Norvik-news.example",
        "t.me/Norvik",
        "Norvik.example/a",
        "норвік.укр/Norvik",
        "mailto:Norvik",
        "press@Norvik.example",
        "Norvik@press.example",
        "Norvik.press@example.org",
        "@Norvik",
        "@desk-Norvik",
        "＠Norvik",
        "#Norvik",
        "#Norvik_now",
        "r/Norvik",
        "/regions/Norvik/",
        "../Norvik",
        "~/Norvik",
        "C:\\maps\\Norvik",
        "Norvik.pdf",
        "map-Norvik.png",
        "Norvik.PDF",
        "Norvik-2.mp4",
        "maps/Norvik/old.zip",
        "--region=Norvik",
        "«https://t.me/Norvik»",
        "关注@Norvik",
        "geo:Norvik",
    ],
)
def test_a_name_in_an_address_is_no_mention(address: str, mentions: Mentions) -> None:
    assert linked(address, mentions) == []
    text = f"{address}: the port of Norvik"
    assert [start for start, _, _ in find_mentions(text, mentions, Reading())] == [len(text) - 6]


@pytest.mark.parametrize(
    "text",
    [
        "Norvik.",
        "Norvik...",
        "Norvik/Eastmere",
        "Norvik.In the east",
        "(Norvik)",
        "m.Norvik",
        "Norvik: ours",
        "Norvik-based",
        "«Norvik»",
        "e.g. Norvik",
        "12.5 Norvik",
        "a@b.example, Norvik",
        "Norvik,@desk",
        "No. 5,Norvik",
    ],
)
def test_a_name_in_prose_is_a_mention_whatever_stands_beside_it(
    text: str, mentions: Mentions
) -> None:
    assert "Norvik -> regions/norvik/" in linked(text, mentions)


@pytest.mark.parametrize(
    "unit",
    [
        "@Norvik,",
        "https://Norvik,",
        "Norvik.",
        "Norvik/",
        "a.",
        "Norvik@",
        "#",
        "«",
        "\u00adN",
        "塔",
    ],
)
def test_hostile_runs_are_read_once(unit: str, mentions: Mentions) -> None:
    text = unit * 200_000
    assert len(linked(text, mentions)) <= 1
    assert len(linked(text, index_mentions([TARIANSK, YANSK, DESK]))) <= 1


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
