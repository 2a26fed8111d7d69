"""Guesses stay good, and quick, however much there is to guess from."""

from __future__ import annotations

from random import Random

from briefings.content.suggestions import GUESSES, Nearest, find_nearest, one_of


def slip(word: str, random: Random) -> str:
    """The word with a letter left out, doubled, replaced or exchanged with the next."""
    place = random.randrange(len(word) - 1)
    one, two = word[place], word[place + 1]
    return random.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + one + word[place:],
            word[:place] + "x" + word[place + 1 :],
            word[:place] + two + one + word[place + 2 :],
        ]
    )


def test_a_slip_is_seen_among_thousands() -> None:
    random = Random(1)
    letters = "abcdefghijklmnoprstuvyz"
    known = ["".join(random.choices(letters, k=12)) for _ in range(10_000)]
    nearest = Nearest(known)
    words = random.sample(known, 300)
    assert [nearest.find(slip(word, random)) for word in words] == words


def test_few_words_are_all_compared() -> None:
    assert find_nearest("norvxk-eastmxre", ["eastmere", "norvik-eastmere", "norvik"]) == (
        "norvik-eastmere"
    )
    assert find_nearest("harbour", ["market"]) is None
    assert find_nearest("harbour", []) is None


def test_a_word_is_guessed_once_and_not_for_ever() -> None:
    nearest = Nearest([f"word-{number}" for number in range(20_000)])
    found = [nearest.find(f"wird-{number}") for number in range(20_000)]
    assert all(found[:GUESSES])
    assert not any(found[GUESSES:])
    assert nearest.find("wird-0") == found[0]


def test_a_very_long_word_is_not_guessed() -> None:
    assert Nearest(["a" * 1_000_000]).find("a" * 1_000_000) is None


def test_not_all_of_many_choices_are_told() -> None:
    assert one_of(["a", "b"]) == "one of a, b"
    assert one_of(map(str, range(100))).endswith("38, 39 and 60 more")
