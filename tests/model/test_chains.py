"""Where chains end, and which of them are circles."""

from __future__ import annotations

from briefings.model.chains import find_circles, find_ends


def test_a_chain_ends_at_its_last_key() -> None:
    assert find_ends({"a": "b", "b": "c", "x": "b"}) == {"a": "c", "b": "c", "x": "c"}
    assert find_ends({}) == {}


def test_what_leads_into_a_circle_has_no_end() -> None:
    assert find_ends({"x": "a", "a": "b", "b": "c", "c": "a", "d": "e"}) == {"d": "e"}
    assert find_ends({"a": "a"}) == {}


def test_a_circle_is_found_once_and_begins_with_its_first_key() -> None:
    edges = {"x": "b", "a": "b", "b": "c", "c": "a", "d": "e", "e": "e", "f": "x"}
    assert list(find_circles(edges)) == [["a", "b", "c"], ["e"]]
    assert list(find_circles({"a": "b", "b": "c"})) == []


def test_a_long_chain_is_followed_once() -> None:
    chain = {str(number): str(number + 1) for number in range(100_000)}
    assert set(find_ends(chain).values()) == {"100000"}
    backward = dict(reversed(chain.items()))
    assert find_ends(backward) == find_ends(chain)
    assert find_ends({**chain, "100000": "0"}) == {}
    assert [len(circle) for circle in find_circles({**backward, "100000": "0"})] == [100_001]
