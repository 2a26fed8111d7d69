"""The cache may lose entries, but has no wrong one: damage, other versions, killed writers."""

from __future__ import annotations

import marshal
import os
import pickle
import random
import resource
import shutil
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

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.cache import sqlite_file
from briefings.cache.protocol import Shelf
from briefings.cache.serialization import encode
from briefings.cache.store import Cache, open_cache

VERSION = b"1"
MANY = {f"days/{number}": (str(number), os.urandom(4).hex()) for number in range(1500)}

Value = None | int | float | bytes | tuple[str, ...]
PAGES: Shelf[Any] = Shelf("pages", Value)
NAMES: Shelf[Any] = Shelf("names", Value)
OTHERS: Shelf[Any] = Shelf("others", Value)
CODE: Shelf[bytes] = Shelf("code", bytes)

keys = st.text(max_size=3)
integers = st.integers(-(2**63), 2**64 - 1)
values = st.none() | integers | st.binary(max_size=40) | st.tuples(st.text(max_size=9))
changes = st.tuples(
    st.sampled_from([PAGES, NAMES]),
    st.dictionaries(keys, values, max_size=30),
    st.sets(keys, max_size=5),
    st.booleans(),
)


def fill(file: Path, **shelves: dict[str, Any]) -> None:
    with open_cache(file, VERSION) as cache:
        for shelf, entries in shelves.items():
            cache.write(Shelf(shelf, Value), entries)


def read(file: Path, *shelves: str, version: bytes = VERSION) -> list[dict[str, Any]]:
    with open_cache(file, version) as cache:
        return [cache.read(Shelf(shelf, Value)) for shelf in shelves]


def test_what_was_written_is_read_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY, names={"\ud800": 1.5})
    assert read(file, "pages", "names", "others") == [MANY, {"\ud800": 1.5}, {}]
    assert [path.name for path in tmp_path.iterdir()] == ["cache.sqlite"]


@settings(max_examples=100, deadline=None)
@given(st.lists(changes, max_size=8))
def test_it_does_what_mappings_do(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[Shelf[Any], dict[str, Any], set[str], bool]],
) -> None:
    file = tmp_path_factory.mktemp("cache") / "cache.sqlite"
    expected: dict[Shelf[Any], dict[str, Any]] = {PAGES: {}, NAMES: {}}
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
    assert read(file, "pages", "names") == [expected[PAGES], expected[NAMES]]


def test_a_shelf_grows_and_shrinks(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    for start in range(0, 1500, 100):
        fill(file, pages={key: MANY[key] for key in list(MANY)[start : start + 100]})
    assert read(file, "pages") == [MANY]
    with open_cache(file, VERSION) as cache:
        cache.write(PAGES, {}, list(MANY)[:-1])
        cache.write(PAGES, {}, ["nobody"])
    assert read(file, "pages") == [dict(list(MANY.items())[-1:])]


def test_a_change_writes_its_own_row(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache.sqlite", VERSION) as cache:
        assert cache._file
        rows = "SELECT * FROM entries WHERE shelf = 'pages'"
        cache.write(PAGES, MANY)
        before = set(cache._file.run(rows))
        cache.write(PAGES, {"days/7": None}, ["days/8"])
        after = set(cache._file.run(rows))
    assert len(before) == len(MANY)
    assert {key for _, key, _ in before - after} == {b"days/7", b"days/8"}
    assert {key for _, key, _ in after - before} == {b"days/7"}


def test_a_fingerprint_tells_what_shelves_hold(tmp_path: Path) -> None:
    """However they came to hold it, in this process or another."""
    with open_cache(tmp_path / "one.sqlite", VERSION) as cache:
        assert cache.digest_of(PAGES) is None
        cache.write(PAGES, {"a": 1, "b": 2})
        assert cache.digest_of(PAGES, NAMES) is None
        cache.write(NAMES, {"c": 3})
        first = cache.digest_of(PAGES, NAMES)
        cache.write(PAGES, {"b": 5})
        assert cache.digest_of(PAGES, NAMES) != first
    with open_cache(tmp_path / "two.sqlite", VERSION) as cache:
        cache.write(NAMES, {"c": 3})
        cache.write(PAGES, {"b": 2, "a": 4, "d": 4})
        cache.write(PAGES, {"a": 1}, ["d"])
        assert cache.digest_of(PAGES, NAMES) == first
        cache.write(NAMES, {}, ["c"])
        assert cache.digest_of(NAMES) is None


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
        "CREATE TABLE entries (other TEXT)",
        "CREATE VIEW entries AS SELECT '' AS shelf, x'' AS key, x'00' AS value",
        "CREATE TABLE pages (file TEXT)",
        # What SQLite would do at the bidding of a schema: an endless query, a computed value.
        "CREATE VIEW entries (shelf, key, value) AS WITH RECURSIVE n (i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '', x'', i FROM n WHERE i < 0",
        "CREATE TABLE entries (shelf TEXT, key BLOB, value BLOB AS (zeroblob(1 << 29)))",
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
    connection.execute(
        "CREATE TRIGGER forged AFTER INSERT ON entries BEGIN DELETE FROM entries; END"
    )
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
    # Of other types: a bool, a dict, a tuple of numbers, a text that isn't UTF-8, an extension.
    encode(True),
    encode({"a": 1}),
    encode((1, 2)),
    b"\xa1\xff",
    encode(msgspec.msgpack.Ext(5, b"x")),
    # Two values, one that is cut off, and heads that announce more than there is, nested or not.
    encode(1) + encode(2),
    encode(b"12")[:-1],
    b"\xdd\xff\xff\xff\xff" * 400,
    b"\xdd\x0f\xff\xff\xff" + b"\xa1a",
    b"\xdf\xff\xff\xff\xff" * 400,
    b"\x91" * 100_000 + b"\x00",
]


@pytest.mark.parametrize("value", FORGED)
def test_forged_values_cost_the_cache(tmp_path: Path, value: bytes) -> None:
    """All digests are right: whoever knows the program can make them."""
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": msgspec.Raw(value)}, names={"a": 1})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read(file, "pages") == [{}]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert read(file, "pages", "names") == [{}, {}]


@pytest.mark.parametrize("column", ["key", "value"])
@pytest.mark.parametrize("value", ["5", "0.5", "'text'"])
def test_forged_columns_cost_the_cache(tmp_path: Path, column: str, value: str) -> None:
    file = tmp_path / "cache.sqlite"
    for shelf in ("pages", ""):
        fill(file, pages={"a": 1})
        alter(file, f"UPDATE entries SET {column} = {value} WHERE shelf = '{shelf}'")
        assert read(file, "pages") == [{}]


def alter(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    assert connection.execute(statement).rowcount
    connection.commit()
    connection.close()


@pytest.mark.parametrize("index", [1, {"pages": 1}, {"pages": (1, 2)}, {"pages": (b"", 1)}])
def test_a_forged_index_is_that_of_no_cache(tmp_path: Path, index: Any) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1})
    with open_cache(file, VERSION) as cache, cache.transaction():
        cache._totals = index
    assert read(file, "pages") == [{}]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET shelf = 'names' WHERE key = x'61'",
        "UPDATE entries SET key = x'62' WHERE key = x'61'",
        "DELETE FROM entries WHERE key = x'61'",
        "INSERT INTO entries SELECT shelf, x'63', value FROM entries WHERE key = x'61'",
    ],
)
def test_a_row_that_is_lost_or_moved_costs_the_cache(tmp_path: Path, statement: str) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages={"a": 1, "z": 2})
    alter(file, statement)
    assert read(file, "pages") == [{}]


def test_a_copy_of_the_one_file_is_complete(tmp_path: Path) -> None:
    """As a CI's cache has it, which may not take what lies beside it."""
    file = tmp_path / "cache.sqlite"
    with open_cache(file, VERSION) as cache:
        cache.write(PAGES, MANY)
        assert (tmp_path / "cache.sqlite-wal").exists()
        shutil.copy(file, tmp_path / "early.sqlite")
    shutil.copy(file, tmp_path / "copy.sqlite")
    assert read(tmp_path / "copy.sqlite", "pages") == [MANY]
    assert read(tmp_path / "early.sqlite", "pages") == [{}]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    for name in ("cache.sqlite", "cache.sqlite-journal", "cache.sqlite-wal"):
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


def test_what_is_signed_is_known_by_key_version_and_name(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"

    def signed(key: bytes | None) -> dict[str, bytes]:
        with open_cache(file, VERSION, key) as cache:
            return cache.read_signed(CODE)

    with open_cache(file, VERSION, b"mine") as cache:
        cache.write_signed(CODE, {"a": b"1", "b": b"2"})
        cache.write_signed(OTHERS, {"a": b"3"})
    assert signed(b"mine") == {"a": b"1", "b": b"2"}
    assert signed(b"another's") == signed(None) == {}
    with open_cache(file, VERSION) as cache:
        entries = cache.read(CODE)
        other = cache.read(OTHERS)["a"]
        cache.write(CODE, {"a": entries["b"], "b": other, "c": entries["a"], "d": b""})
        cache.write_signed(CODE, {"e": b"nobody's"})
    assert signed(b"mine") == {}


def test_any_wrong_byte_costs_the_cache_at_most(tmp_path: Path) -> None:
    """Every byte of some kinds of page, and a sample of all others."""
    file = tmp_path / "cache.sqlite"
    pages = {f"days/{number}": number for number in range(400)}
    fill(file, pages=pages, names={"a": 1})
    good = file.read_bytes()
    sample = random.Random(1).sample([place for place, byte in enumerate(good) if byte], 600)
    for place in [*range(120), *sample]:
        file.write_bytes(good[:place] + bytes([good[place] ^ 0x41]) + good[place + 1 :])
        found = read(file, "pages", "names")
        assert found[0] in ({}, pages), place
        assert found[1] in ({}, {"a": 1}), place
        fill(file, pages={"b": 2})
        # A row that SQLite found in spite of a wrong byte in its key may be missed from now on.
        if read(file, "pages") == [{}]:
            fill(file, pages={"b": 2})
        assert read(file, "pages")[0] in ({"b": 2}, {**pages, "b": 2}), place


def test_a_wrong_byte_in_what_a_killed_writer_left_is_not_believed(tmp_path: Path) -> None:
    """The write-ahead log, which the next process plays back."""
    file, log = tmp_path / "cache.sqlite", tmp_path / "cache.sqlite-wal"
    old, new = ({f"days/{number}": age for number in range(100)} for age in (1, 2))
    fill(file, pages=old)
    with open_cache(file, VERSION) as cache:
        cache.write(PAGES, new)
        parts = file.read_bytes(), log.read_bytes()
    places = [place for place, byte in enumerate(parts[1]) if byte]
    found = []
    for place in [None, *random.Random(1).sample(places, 150)]:
        file.write_bytes(parts[0])
        log.write_bytes(parts[1])
        if place is not None:
            with log.open("r+b") as opened:
                opened.seek(place)
                opened.write(bytes([parts[1][place] ^ 0x41]))
        found += read(file, "pages")
        assert found[-1] in ({}, old, new), place
    assert found[0] == new
    assert old in found


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


def test_damage_that_is_written_over_is_still_damage(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    fill(file, pages=MANY, names={"a": 1})
    alter(file, "UPDATE entries SET value = x'00' WHERE shelf = 'pages' AND key = x'646179732f37'")
    with open_cache(file, VERSION) as cache:
        with cache.transaction():
            cache.write(NAMES, {"b": 2})
            cache.write(PAGES, {"days/7": 0})
        assert cache.read(PAGES) == {}
        assert cache.read(NAMES) == {}
    assert read(file, "pages", "names") == [{}, {}]


def test_a_closed_cache_is_empty_and_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with open_cache(file, VERSION) as cache:
        cache.write(PAGES, {"a": 1})
    cache.write(PAGES, {"b": 2})
    cache.replace(NAMES, {"b": 2})
    assert cache.read(PAGES) == {}
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
            cache.write(PAGES, {"a": 2})
            cache.replace(NAMES, {"b": 2})
            raise KeyboardInterrupt
        assert cache.read(PAGES) == {"a": 1}
        assert cache.read(NAMES) == {}
        with cache.transaction():
            cache.write(PAGES, {"a": 3})
            cache.write(NAMES, {"b": 3})
    assert read(file, "pages", "names") == [{"a": 3}, {"b": 3}]


WRITER = """
    import sys
    from pathlib import Path
    from briefings.cache.protocol import Shelf
    from briefings.cache.store import open_cache

    PAGES, NAMES = Shelf("pages", int), Shelf("names", int)
    with open_cache(Path(sys.argv[1]), b"1") as cache:
        age = cache.read(PAGES).get("days/0", 0)
        print("ready", flush=True)
        while True:
            age += 1
            with cache.transaction():
                cache.write(PAGES, {f"days/{number}": age for number in range(1500)})
                cache.write(NAMES, {"age": age})
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
    monkeypatch.setattr(sqlite_file, "LOCK_TIMEOUT", 0.05)
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
        assert cache._file
        cache._file.run("PRAGMA max_page_count = 8")
        with pytest.raises(OSError, match="no space left on device"):
            cache.write(PAGES, {"b": b"\0" * 1_000_000})
        assert cache.read(PAGES) == {"a": 1}
        cache.write(PAGES, {"c": 3})
    assert read(file, "pages") == [{"a": 1, "c": 3}]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("cache.sqlite", "cache.sqlite-journal", "cache.sqlite-wal"):
        os.mkfifo(tmp_path / name)
        fill(tmp_path / "cache.sqlite", pages={"a": 1})
        assert read(tmp_path / "cache.sqlite", "pages") == [{"a": 1}]
