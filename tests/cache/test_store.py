"""The cache forgets, but never misremembers: damage, other versions, interrupted writing."""

from __future__ import annotations

import marshal
import os
import pickle
import random
import signal
import sqlite3
import struct
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.cache import store as cache_module
from briefings.cache.store import Cache, open_cache

VERSION = b"1"
MANY = {f"days/{number}": (number, os.urandom(4), ("a", None)) for number in range(1500)}

keys = st.text(max_size=3)
values = st.none() | st.integers() | st.binary(max_size=40) | st.tuples(st.text(max_size=9))
changes = st.tuples(
    st.sampled_from(["pages", "names"]),
    st.dictionaries(keys, values, max_size=30),
    st.sets(keys, max_size=5),
    st.booleans(),
)


def fill(file: Path, **shelves: dict[str, Any]) -> None:
    with open_cache(file, VERSION) as cache:
        for shelf, entries in shelves.items():
            cache.write(shelf, entries)


def read(file: Path, *shelves: str, version: bytes = VERSION) -> list[dict[str, Any]]:
    with open_cache(file, version) as cache:
        return [cache.read(shelf) for shelf in shelves]


def test_what_was_written_is_read_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY, names={"\ud800": 1.5})
    assert read(file, "pages", "names", "others") == [MANY, {"\ud800": 1.5}, {}]
    assert [path.name for path in tmp_path.iterdir()] == ["cache.sqlite"]


@settings(max_examples=100, deadline=None)
@given(st.lists(changes, max_size=8))
def test_it_does_what_mappings_do(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, dict[str, Any], set[str], bool]],
) -> None:
    file = tmp_path_factory.mktemp("cache") / "cache.sqlite"
    expected: dict[str, dict[str, Any]] = {"pages": {}, "names": {}}
    for shelf, changed, removed, whole in steps:
        with open_cache(file, VERSION) as cache:
            if whole:
                cache.replace(shelf, changed)
                expected[shelf] = changed
            else:
                cache.write(shelf, changed, removed)
                kept = {k: v for k, v in expected[shelf].items() if k not in removed}
                expected[shelf] = {**kept, **changed}
            assert cache.read(shelf) == expected[shelf]
    assert read(file, "pages", "names") == [expected["pages"], expected["names"]]


def test_a_shelf_grows_and_shrinks(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    for start in range(0, 1500, 100):
        fill(file, pages={key: MANY[key] for key in list(MANY)[start : start + 100]})
    assert read(file, "pages") == [MANY]
    with open_cache(file, VERSION) as cache:
        cache.write("pages", {}, list(MANY)[:-1])
        cache.write("pages", {}, ["nobody"])
    assert read(file, "pages") == [dict(list(MANY.items())[-1:])]


def test_one_change_rewrites_one_chunk(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache.sqlite", VERSION) as cache:
        cache.write("pages", MANY)
        before = dict(enumerate(cache._index["pages"]))
        cache.write("pages", {"days/7": None})
        after = dict(enumerate(cache._index["pages"]))
    assert len(before) > 5
    assert len(before.items() - after.items()) == 1


def test_another_version_finds_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY)
    assert read(file, "pages", version=b"2") == [{}]
    assert read(file, "pages") == [{}]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 4080])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(content)
    assert read(file, "pages") == [{}]
    fill(file, pages={"a": 1})
    assert read(file, "pages") == [{"a": 1}]


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE TABLE chunks (other TEXT)",
        "CREATE VIEW chunks AS SELECT '' AS shelf, 0 AS number, x'00' AS value",
        "CREATE TABLE pages (file TEXT)",
        # What SQLite would do at the bidding of a schema: an endless query, a computed value.
        "CREATE VIEW chunks (shelf, number, value) AS WITH RECURSIVE n (i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '', 0, i FROM n WHERE i < 0",
        "CREATE TABLE chunks (shelf TEXT, number INTEGER, value BLOB AS (zeroblob(1 << 29)))",
    ],
)
def test_another_programs_database_holds_nothing(tmp_path: Path, schema: str) -> None:
    file = tmp_path / "cache.sqlite"
    connection = sqlite3.connect(file)
    connection.execute(schema)
    connection.close()
    assert read(file, "pages") == [{}]
    fill(file, pages={"a": 1})
    assert read(file, "pages") == [{"a": 1}]


def test_a_database_with_a_trigger_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    connection = sqlite3.connect(file)
    connection.execute("CREATE TRIGGER forged AFTER INSERT ON chunks BEGIN DELETE FROM chunks; END")
    connection.commit()
    connection.close()
    assert read(file, "pages") == [{}]
    fill(file, pages={"a": 1})
    assert read(file, "pages") == [{"a": 1}]


FORGED = [
    pickle.dumps(print),
    marshal.dumps({"a": compile("1", "", "eval")}),
    b"",
    b"\xc1",
    # Of dicts: one that isn't, one with a tuple as key, one of another class.
    msgpack.packb([1]),
    b"\x81\x90\x01",
    msgpack.packb({"a": msgpack.ExtType(5, b"x")}),
    # Heads that announce more than there is, nested.
    b"\x81\xa1a" + b"\xdd\xff\xff\xff\xff" * 400,
    b"\x81\xa1a" + b"\x91" * 100_000 + b"\x00",
]


@pytest.mark.parametrize("value", FORGED)
def test_what_somebody_forged_is_at_most_another_plain_value(tmp_path: Path, value: bytes) -> None:
    """All digests are right: whoever knows the program can make them."""
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    with open_cache(file, VERSION) as cache, cache.transaction():
        cache._put("pages", 0, value)
        cache._index["pages"] = [(cache._digest(value), 1)]
    assert read(file, "pages") == [{}]
    assert read(file, "pages") == [{}]


@pytest.mark.parametrize("index", [1, {"pages": 1}, {"pages": ((1, 2, 3),)}, {"pages": (("", 1),)}])
def test_a_forged_index_is_that_of_no_cache(tmp_path: Path, index: Any) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    with open_cache(file, VERSION) as cache, cache.transaction():
        cache._index = index
    assert read(file, "pages") == [{}]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    for name in ("cache.sqlite", "cache.sqlite-journal"):
        (tmp_path / name).symlink_to(tmp_path / "other")
        fill(tmp_path / "cache.sqlite", pages={"a": 1})
        assert read(tmp_path / "cache.sqlite", "pages") == [{"a": 1}]
        assert not (tmp_path / name).is_symlink()
    assert (tmp_path / "other").read_bytes() == b""


def test_a_journal_that_names_another_file_removes_none(tmp_path: Path) -> None:
    """SQLite removes the journal that is said to be above it, if that names no other."""
    file, victim = tmp_path / "cache.sqlite", tmp_path / "victim"
    fill(file, pages={"a": 1})
    victim.write_bytes(b"precious")
    name = str(victim).encode()
    page = file.read_bytes()[:512]
    head = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + struct.pack(">6I", 0, 1, 1, 512, 16384, 0)
    tail = name + struct.pack(">II", len(name), sum(name)) + head[:8]
    (tmp_path / "cache.sqlite-journal").write_bytes(head.ljust(512, b"\0") + page + tail)
    assert read(file, "pages") == [{}]
    assert victim.read_bytes() == b"precious"
    assert not (tmp_path / "cache.sqlite-journal").exists()


def test_what_is_sealed_is_known_by_key_version_and_name(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"

    def sealed(key: bytes | None) -> dict[str, bytes]:
        with open_cache(file, VERSION, key) as cache:
            return cache.read_sealed("code")

    with open_cache(file, VERSION, b"mine") as cache:
        cache.write_sealed("code", {"a": b"1", "b": b"2"})
        cache.write_sealed("other", {"a": b"3"})
    assert sealed(b"mine") == {"a": b"1", "b": b"2"}
    assert sealed(b"another's") == sealed(None) == {}
    with open_cache(file, VERSION) as cache:
        entries = cache.read("code")
        other = cache.read("other")["a"]
        cache.write("code", {"a": entries["b"], "b": other, "c": entries["a"], "d": 5})
        cache.write_sealed("code", {"e": b"nobody's"})
    assert sealed(b"mine") == {}


def test_any_wrong_byte_costs_the_cache_at_most(tmp_path: Path) -> None:
    """Every byte of some kinds of page, and a sample of all others."""
    file = tmp_path / "cache.sqlite"
    pages = {f"days/{number}": number for number in range(400)}
    fill(file, pages=pages, names={"a": 1})
    good = file.read_bytes()
    sample = random.Random(1).sample(range(len(good)), 600)
    for place in [*range(120), *sample]:
        file.write_bytes(good[:place] + bytes([good[place] ^ 0x41]) + good[place + 1 :])
        found = read(file, "pages", "names")
        assert found[0] in ({}, pages), place
        assert found[1] in ({}, {"a": 1}), place
        fill(file, pages={"b": 2})
        assert read(file, "pages")[0] in ({"b": 2}, {**pages, "b": 2}), place


def test_a_file_that_was_cut_off_costs_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY)
    good = file.read_bytes()
    for size in range(0, len(good), 2048):
        file.write_bytes(good[:size])
        assert read(file, "pages") == [{}], size
        fill(file, pages={"b": 2})
        assert read(file, "pages") == [{"b": 2}]


def test_parts_of_two_ages_cost_the_cache(tmp_path: Path) -> None:
    """Pages of an older file in a newer one, as a power failure may leave them."""
    file = tmp_path / "cache.sqlite"
    for age in (0, 1):
        fill(file, pages=dict.fromkeys(MANY, age), names={"a": age})
    older = file.read_bytes()
    fill(file, pages=dict.fromkeys(MANY, 2), names={"a": 2})
    newer = file.read_bytes()
    assert len(older) == len(newer)
    seen = set()
    for start in range(0, len(newer), 4096):
        file.write_bytes(newer[:start] + older[start : start + 4096] + newer[start + 4096 :])
        (pages, names) = read(file, "pages", "names")
        assert set(pages.values()) in (set(), {2})
        assert names in ({}, {"a": 2})
        seen.add(len(pages))
    assert seen == {0, len(MANY)}


def test_damage_found_while_writing_ends_the_writing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY, names={"a": 1})
    connection = sqlite3.connect(file)
    connection.execute("UPDATE chunks SET value = x'00' WHERE shelf = 'pages'")
    connection.commit()
    connection.close()
    with open_cache(file, VERSION) as cache:
        with cache.transaction():
            cache.write("names", {"b": 2})
            cache.write("pages", {"days/7": 0})
            cache.write("pages", {"days/8": 0})
        assert cache.read("names") == {}
    assert read(file, "pages", "names") == [{}, {}]


def test_a_closed_cache_is_empty_and_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with open_cache(file, VERSION) as cache:
        cache.write("pages", {"a": 1})
    cache.write("pages", {"b": 2})
    cache.replace("names", {"b": 2})
    assert cache.read("pages") == {}
    assert read(file, "pages", "names") == [{"a": 1}, {}]


def test_a_message_that_quotes_damage_is_damage(tmp_path: Path) -> None:
    """The statement that made the table, with a byte that no text has."""
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    good = file.read_bytes()
    for place in range(good.index(b"CREATE TABLE"), good.index(b"PRIMARY KEY") + 30):
        file.write_bytes(good[:place] + b"\x9c" + good[place + 1 :])
        assert read(file, "pages")[0] in ({}, {"a": 1})


def test_a_transaction_comes_to_last_as_one(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    with open_cache(file, VERSION) as cache:
        with suppress(KeyboardInterrupt), cache.transaction():
            cache.write("pages", {"a": 2})
            cache.replace("names", {"b": 2})
            raise KeyboardInterrupt
        assert cache.read("pages") == {"a": 1}
        assert cache.read("names") == {}
        with cache.transaction():
            cache.write("pages", {"a": 3})
            cache.write("names", {"b": 3})
    assert read(file, "pages", "names") == [{"a": 3}, {"b": 3}]


WRITER = """
    import sys
    from pathlib import Path
    from briefings.cache.store import open_cache

    with open_cache(Path(sys.argv[1]), b"1") as cache:
        age = cache.read("pages").get("days/0", 0)
        print("ready", flush=True)
        while True:
            age += 1
            with cache.transaction():
                cache.write("pages", {f"days/{number}": age for number in range(1500)})
                cache.write("names", {"age": age})
"""


def test_a_killed_writer_leaves_what_was_before_or_after(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    last = 0
    for wait in (0.0, 0.003, 0.01, 0.02, 0.03, 0.05):
        command = [sys.executable, "-c", textwrap.dedent(WRITER), str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
        pages, names = read(file, "pages", "names")
        age = names.get("age", 0)
        assert set(pages.values()) == ({age} if age else set())
        assert age >= last
        last = age
    assert last


def test_a_second_process_is_told_that_the_first_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "SECONDS", 0.05)
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        with pytest.raises(OSError, match="another build is using it"):
            Cache(file, VERSION)
        writer.kill()
    assert file.exists()


def test_what_stands_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").mkdir()
    with pytest.raises(OSError, match="can't be opened"):
        Cache(tmp_path / "cache.sqlite", VERSION)
    with pytest.raises(OSError, match="can't be opened"):
        Cache(tmp_path / "nowhere" / "cache.sqlite", VERSION)


def test_a_file_that_cannot_be_written_is_replaced(tmp_path: Path) -> None:
    """The byte of a database's header that makes it read-only, say."""
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    good = file.read_bytes()
    file.write_bytes(good[:18] + b"\x09" + good[19:])
    assert read(file, "pages") == [{}]
    fill(file, pages={"b": 2})
    assert read(file, "pages") == [{"b": 2}]


def test_a_full_disk_is_said_and_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    with open_cache(file, VERSION) as cache:
        cache._run("PRAGMA max_page_count = 8")
        with pytest.raises(OSError, match="no space left on device"):
            cache.write("pages", {"b": b"\0" * 1_000_000})
        assert cache.read("pages") == {"a": 1}
        cache.write("pages", {"c": 3})
    assert read(file, "pages") == [{"a": 1, "c": 3}]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("cache.sqlite", "cache.sqlite-journal", "cache.sqlite-wal"):
        os.mkfifo(tmp_path / name)
        fill(tmp_path / "cache.sqlite", pages={"a": 1})
        assert read(tmp_path / "cache.sqlite", "pages") == [{"a": 1}]
