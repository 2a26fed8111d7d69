"""Articles that read alike: what their samples share, within which days, and what is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest

from briefings.cache.memo import Memo
from briefings.content import near_duplicates
from briefings.content.shingles import THRESHOLD, contained, read_sketch, sketch
from briefings.model import Article, NearDuplicate
from tests.cache.shelves import Shelves
from tests.content.sites import GOOD, lines, load_site
from tests.records import article

WORDS = [f"{a}{b}" for a in "bcdfghklmn" for b in ("arn", "elt", "ink", "olm", "usk")]


def text(seed: int, words: int = 300) -> str:
    return " ".join(Random(seed).choices(WORDS, k=words))


def share(one: str, other: str) -> float:
    return contained(read_sketch(sketch(one)), read_sketch(sketch(other)))


def edit_every(nth: int, of: str) -> str:
    return " ".join("edited" if n % nth == 0 else w for n, w in enumerate(of.split(), 1))


@cache
def written(id_: str, content: str) -> Article:
    """An article with this text: another object once that has changed."""
    return article(id_)


def find(
    texts: Mapping[str, str], memory: Shelves | None = None, memo: Memo | None = None
) -> list[NearDuplicate]:
    articles = [written(id_, content) for id_, content in texts.items()]
    sketches = {of.path: sketch(texts[of.id]) for of in articles}
    return list(near_duplicates.find(articles, sketches, memory, memo))


@pytest.mark.parametrize(
    ("copy", "is_copy"),
    [
        (text(1), True),
        (text(1).upper().replace(" ", ", *"), True),
        (text(1) + " " + text(2, 600), True),
        (" ".join(text(1).split()[:100]), True),
        (edit_every(20, text(1)), True),
        (edit_every(6, text(1)), False),
        (" ".join(text(1).split()[:90]) + " " + text(2, 210), False),
        (text(2), False),
        ("", False),
    ],
)
def test_a_copy_is_told_by_what_of_the_shorter_text_stands_in_the_longer(
    copy: str, is_copy: bool
) -> None:
    assert (share(text(1), copy) >= THRESHOLD) == is_copy
    assert share(text(1), copy) == share(copy, text(1))


def test_of_a_few_words_nothing_is_told() -> None:
    assert share(text(1, 30), text(1, 30)) == 0


def test_a_sketch_has_a_byte_a_word_and_is_the_same_everywhere() -> None:
    assert 400 < len(sketch(text(3, 500))) < 600
    assert sketch("Fog lay over Norvik, and no ferry left Eastmere.").hex() == "e45bbd1728ea516a"


def test_articles_are_compared_with_those_of_the_week_before() -> None:
    texts = {
        "2030-05-01/bridge": text(1),
        "2030-05-01/other": text(2),
        "2030-05-08/again": text(1),
        "2030-05-16/background": text(1),
    }
    assert find(texts) == [NearDuplicate("2030-05-08/again", "2030-05-01/bridge", 100)]


def test_a_passage_that_most_articles_have_makes_no_copies() -> None:
    frame = text(9, 200)
    texts = {f"2030-05-01/a{n}": f"{frame} {text(n, 60)}" for n in range(near_duplicates.MOST + 1)}
    assert find(texts) == []


def test_what_is_remembered_equals_what_is_found_anew() -> None:
    memory = Shelves()
    texts = {f"2030-05-{day:02}/a{day}": text(day) for day in range(1, 29)}
    assert find(texts, memory) == []
    assert find(texts, memory) == []
    assert memory.written == []
    texts["2030-05-10/copy"] = text(9)
    expected = [NearDuplicate("2030-05-10/copy", "2030-05-09/a9", 100)]
    assert find(texts, memory) == find(texts) == expected
    assert memory.written == [f"2030-05-{day}" for day in range(10, 18)]
    del texts["2030-05-09/a9"]
    assert find(texts, memory) == find(texts) == []
    del texts["2030-05-10/copy"], texts["2030-05-10/a10"]
    assert find(texts, memory) == []
    assert "2030-05-10" not in memory.shelves[near_duplicates.SHELF]


def test_memoized_days_are_those_that_are_sketched_again() -> None:
    memo = Memo()
    texts = {f"2030-05-{day:02}/a{day}": text(day) for day in range(1, 29)}
    for id_, of in [
        ("2030-05-10/copy", text(9)),
        ("2030-05-10/copy", text(8)),
        ("2030-05-10/again", text(8)),
        ("2030-05-10/copy", None),
        ("2030-05-08/a8", None),
        ("2030-05-08/new", text(8)),
        ("2030-05-08/new", ""),
    ]:
        if of is None:
            del texts[id_]
        else:
            texts[id_] = of
        assert find(texts, memo=memo) == find(texts)


def test_a_loaded_site_knows_its_copies(tmp_path: Path) -> None:
    body = f"{GOOD}\n{text(1)}\n"
    files = {"content/articles/a.md": body, "content/articles/b.md": body.replace("04-26", "04-27")}
    loaded = load_site(tmp_path, files)
    assert lines(loaded) == []
    assert loaded.records.near_duplicates == (NearDuplicate("2025-04-27/b", "2025-04-26/a", 100),)
