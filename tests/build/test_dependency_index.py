"""Which pages have read what has changed: by an index, as by a look at all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from briefings.build.dependency_index import Dependents, PageRecord, search

PLACES = st.frozensets(st.integers(0, 600), max_size=12)
PAGES = st.dictionaries(st.sampled_from("abcdefgh"), PLACES, max_size=8)


def record(places: Iterable[int]) -> PageRecord:
    return "article x", b"", array("I", sorted(places)).tobytes()


@given(PAGES, st.lists(st.tuples(PAGES, PAGES), max_size=5), st.frozensets(st.integers(0, 600)))
def test_an_index_that_follows_finds_what_a_look_at_all_pages_does(
    first: dict[str, frozenset[int]],
    builds: list[tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]],
    changed: frozenset[int],
) -> None:
    records = {file: record(of) for file, of in first.items()}
    readers = Dependents(records)
    for made_of, gone in builds:
        made = {file: record(of) for file, of in made_of.items()}
        readers.follow(made, records)
        kept = {file: of for file, of in records.items() if file not in gone}
        records = {**kept, **made}
        assert readers.find(changed, records) == search(changed, records)


def test_the_first_of_the_names_that_have_changed_is_told() -> None:
    records = {"a": record([1, 256, 300]), "b": record([2]), "c": record([])}
    assert search({300, 256}, records) == {"a": 256}
    assert search({*range(2, 400)}, records) == {"a": 256, "b": 2}
    # 65536 is, in bytes, what stands between 1 and 256.
    assert search({65536}, records) == {}
