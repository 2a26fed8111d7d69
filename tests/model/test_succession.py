"""Where chains of articles that replace others end."""

from __future__ import annotations

from briefings.model.succession import find_last


def test_a_chain_ends_at_its_last_article() -> None:
    assert find_last({"a": "b", "b": "c", "x": "b"}) == {"a": "c", "b": "c", "x": "c"}
    assert find_last({}) == {}


def test_what_leads_in_a_circle_has_no_end() -> None:
    assert find_last({"x": "a", "a": "b", "b": "c", "c": "a", "d": "e"}) == {"d": "e"}
    assert find_last({"a": "a"}) == {}


def test_a_long_chain_is_followed_once() -> None:
    chain = {str(number): str(number + 1) for number in range(100_000)}
    assert set(find_last(chain).values()) == {"100000"}
    backward = dict(reversed(chain.items()))
    assert find_last(backward) == find_last(chain)
    assert find_last({**chain, "100000": "0"}) == {}
