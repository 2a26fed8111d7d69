"""Where targets stand in a text, however many there are."""

from __future__ import annotations

from briefings.render.link_positions import LinkPositions


def test_a_target_with_blanks_or_brackets_is_found() -> None:
    text = "A (b).md\n[x](<a b.md>) [y](a(b).md)\n"
    assert LinkPositions(text).find("a b.md") == (2, 6)
    assert LinkPositions(text).find("a(b).md") == (2, 19)


def test_many_targets_that_stand_in_one_another_are_found_soon() -> None:
    targets = ["a" * length for length in range(1, 1_000)]
    text = "a" * 500_000 + "\n" + "\n".join(f"[x]({target})" for target in targets)
    positions = LinkPositions(text)
    assert [positions.find(target) for target in targets] == [(n + 1, 5) for n in range(1, 1_000)]


def test_targets_that_are_nowhere_are_given_up() -> None:
    positions = LinkPositions("[x](<a b>) " + "a " * 500_000)
    assert {positions.find(f"a {number}") for number in range(20_000)} == {(1, 1)}
    assert positions.find("zzz") == (1, 1)
