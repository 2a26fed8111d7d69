"""A memoized value is used for the inputs that it was made from, and for no others."""

from __future__ import annotations

import pickle

from briefings.cache.memo import Memo
from tests.records import article


def test_a_value_is_used_for_the_same_digest_only() -> None:
    memo = Memo()
    assert memo.get("survey", b"1", lambda: "one") == "one"
    assert memo.get("survey", bytes(bytearray(b"1")), lambda: "two") == "one"
    assert memo.get("survey", b"2", lambda: "two") == "two"
    assert memo.get("survey", b"1", lambda: "three") == "three"


def test_a_value_is_made_again_for_other_objects_and_for_equal_ones() -> None:
    one, other = article("2030-05-01/x"), article("2030-05-01/x")
    assert one == other
    memo = Memo()
    assert memo.get("step", [one], lambda: "first") == "first"
    assert memo.get("step", (one,), lambda: "second") == "first"
    assert memo.get("step", [other], lambda: "third") == "third"
    assert memo.get("step", [other, other], lambda: "fourth") == "fourth"
    assert memo.get("step", [], lambda: "fifth") == "fifth"
    assert memo.get("step", b"", lambda: "sixth") == "sixth"
    assert memo.get("another", [], lambda: "seventh") == "seventh"


def test_nothing_is_cached_without_inputs() -> None:
    memo = Memo()
    assert memo.get("survey", None, lambda: "one") == "one"
    assert memo.get("survey", None, lambda: "two") == "two"
    memo.put("survey", b"1", "three")
    memo.put("survey", None, "four")
    assert memo.get("survey", b"1", lambda: "five") == "five"


def test_a_value_that_is_none_or_false_is_cached_too() -> None:
    memo = Memo()
    assert memo.get("survey", b"1", lambda: None) is None
    assert memo.get("survey", b"1", lambda: "two") is None


def test_in_another_process_a_memo_is_empty() -> None:
    memo = Memo()
    memo.put("view", (), lambda: "can't be pickled")
    assert memo.size == 1
    assert pickle.loads(pickle.dumps(memo)).size == 0
    memo.clear()
    assert memo.size == 0
