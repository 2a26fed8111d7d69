"""Which dependencies have changed, and which pages have them: by an index, as by a look at all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.build.dependency_index import (
    CHUNK,
    DependencyIndex,
    Dependents,
    PageRecord,
    search,
)
from briefings.build.fingerprints import ABSENT
from briefings.cache.digest import DIGEST_SIZE
from briefings.cache.digest import digest_bytes as digest

PLACES = st.frozensets(st.integers(0, 600), max_size=12)
PAGES = st.dictionaries(st.sampled_from("abcdefgh"), PLACES, max_size=8)
PER_CHUNK = CHUNK // DIGEST_SIZE


def record(places: Iterable[int]) -> PageRecord:
    return "article x", b"", array("I", sorted(places)).tobytes()


def names(count: int) -> dict[str, bytes]:
    return {f"name {number}": digest(b"%d" % number) for number in range(count)}


def index_of(digests: dict[str, bytes]) -> DependencyIndex:
    index = DependencyIndex()
    index.add(digests)
    return DependencyIndex(index.dependencies, index.extend(b"", digests))


@given(PAGES, st.lists(st.tuples(PAGES, PAGES), max_size=5), st.frozensets(st.integers(0, 600)))
def test_an_index_that_follows_finds_what_a_look_at_all_pages_does(
    first: dict[str, frozenset[int]],
    builds: list[tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]],
    changed: frozenset[int],
) -> None:
    records = {file: record(places) for file, places in first.items()}
    table = [f"name {number}" for number in range(601)]
    index = DependencyIndex(table, b"", records, dependents=Dependents(records))
    for rendered, gone in builds:
        planned = {*index.records.keys() - gone.keys(), *rendered}
        made = {file: record(places) for file, places in rendered.items()}
        index = index.following(b"", made, planned)
        found = search(changed, index.records)
        assert index.find_dependents(changed) == {file: table[at] for file, at in found.items()}
        assert index.records.keys() == planned


def test_the_first_of_the_dependencies_that_have_changed_is_named() -> None:
    records = {"a": record([1, 256, 300]), "b": record([2]), "c": record([])}
    assert search({300, 256}, records) == {"a": 256}
    assert search({*range(2, 400)}, records) == {"a": 256, "b": 2}
    # 65536 is, in bytes, what stands between 1 and 256.
    assert search({65536}, records) == {}


def test_a_dependency_keeps_its_place() -> None:
    index = DependencyIndex()
    assert array("I", index.add(["a", "b", "a"])).tolist() == [0, 1, 0]
    assert array("I", index.add(["c", "b"])).tolist() == [2, 1]
    assert index.dependencies == ["a", "b", "c"]


def test_a_changed_digest_is_found_by_place() -> None:
    current = names(2 * PER_CHUNK)
    index = index_of(current)
    assert index.find_changed(index.extend(b"", current)) == set()
    del current["name 3"]
    current["name 200"] = digest(b"other")
    current["name 900"] = digest(b"new")
    assert index.find_changed(index.extend(b"", current)) == {3, 200}
    index.add(["name 900"])
    assert index.find_changed(index.extend(b"", current)) == {3, 200}
    assert index.without_digest(index.digests) == ["name 900"]


def test_what_some_dependencies_changed_is_all_that_changed() -> None:
    current = names(2 * PER_CHUNK + 5)
    index = index_of(current)
    some = {"name 7": current["name 7"], "name 130": digest(b"other"), "name 900": digest(b"new")}
    digests = index.update(some)
    assert digests == index.extend(b"", {**current, **some})
    assert index.find_changed(digests) == {130}


@pytest.mark.parametrize("count", [0, 1, PER_CHUNK, PER_CHUNK + 1])
def test_new_dependencies_follow_those_that_had_a_digest(count: int) -> None:
    current = names(count)
    index = index_of(current)
    more = {f"more {number}": digest(b"more %d" % number) for number in range(PER_CHUNK)}
    index.add([*more, "nowhere"])
    assert index.without_digest(index.digests) == [*more, "nowhere"]
    extended = index.extend(index.update(more), more)
    assert extended == index.extend(b"", {**current, **more})
    assert extended.endswith(ABSENT)
