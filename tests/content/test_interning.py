"""Equal words become one object; whatever else is equal keeps its own form."""

from __future__ import annotations

from briefings.content.files import File
from briefings.content.interning import LONGEST, Shared
from briefings.content.parse import parse
from briefings.content.serialization import pack, unpack_records
from tests.content.sites import GOOD, ZONE

NUMBERS = ((1,), (True,), (1.0,), (0,), (-0.0,), (0.0,), (False,), (None, 1), (None, 1.0), (b"1",))


def test_words_are_shared_and_numbers_keep_their_form() -> None:
    shared = Shared()
    values = (*NUMBERS, ("norvik", *NUMBERS), ("norvik", "".join(["nor", "vik"])))
    made = shared.of(values)
    assert repr(made) == repr(values)
    assert repr(shared.of(values)) == repr(values)
    assert made[-1][0] is made[-1][1] is made[-2][0]


def test_lists_of_words_are_shared_and_long_texts_are_not() -> None:
    shared = Shared()
    (one,), (other,) = (shared.of((("a", "".join(["nor", "vik"])),)) for _ in range(2))
    assert one is other
    texts = ["".join(["x"] * (LONGEST + more)) for more in (0, 1, 0, 1)]
    short, long, again, long_again = (shared.of((text, 1))[0] for text in texts)
    assert short is again
    assert long is not long_again


def test_rows_are_let_go_as_records_are_made_of_them() -> None:
    file = File("articles", "content/articles/harbour.md", "")
    row = pack(parse(file, GOOD, ZONE), b"digest", b"front")
    assert row is not None
    rows = {file.path: row, "content/articles/other.md": row}
    records = unpack_records([file], rows, ZONE)
    assert records[file.path] == parse(file, GOOD, ZONE).record
    assert rows.keys() == {"content/articles/other.md"}
