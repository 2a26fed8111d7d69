"""A cached file has the record that was parsed, times included."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import get_type_hints
from zoneinfo import ZoneInfo

import pytest

from briefings.cache.serialization import decode, encode
from briefings.content.cached_file import (
    RECORDS,
    TIMES,
    CachedFile,
    pack,
    unpack,
    unpack_record,
    unpack_records,
)
from briefings.content.dialect import Dialect
from briefings.content.files import File
from briefings.content.frontmatter import split
from briefings.content.parse import parse
from briefings.content.parse_result import Parsed
from briefings.model import Article
from tests.content.sites import GOOD, ZONE
from tests.content.test_loader import FULL

FILE = File("articles", "content/articles/harbour.md", "")


def parse_file(text: str, zone: ZoneInfo = ZONE) -> Parsed:
    return parse(FILE, text, split(text), zone, Dialect())


def cache_file(text: str, zone: ZoneInfo = ZONE) -> CachedFile:
    cached = pack(parse_file(text, zone), b"digest", b"front")
    assert cached is not None
    again: CachedFile = decode(encode(cached), CachedFile)
    assert again == cached
    return cached


@pytest.mark.parametrize("text", [GOOD, FULL])
def test_a_record_comes_back_as_it_was_parsed(text: str) -> None:
    cached, parsed = cache_file(text), parse_file(text)
    assert unpack_record("articles", cached, ZONE) == parsed.record
    links = unpack(FILE, cached)
    assert (links.id, links.claims, links.named_by) == (parsed.id, parsed.claims, parsed.named_by)
    assert (links.references, links.figures) == (parsed.references, parsed.figures)


@pytest.mark.parametrize(
    ("date", "reading", "fold"),
    [
        ("2025-04-26T14:30:00+02:00", "2025-04-26T15:30:00+03:00", 0),
        # The clock is put back: an hour comes twice.
        ("2025-10-26T00:30:00Z", "2025-10-26T03:30:00+03:00", 0),
        ("2025-10-26T01:30:00Z", "2025-10-26T03:30:00+02:00", 1),
        # The clock is put forward: there is no such time, but somebody wrote it.
        ("2025-03-30T03:30:00", "2025-03-30T03:30:00+02:00", 0),
    ],
)
def test_times_keep_their_clock_reading(date: str, reading: str, fold: int) -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    cached = cache_file(GOOD.replace("date: 2025-04-26", f"date: {date}"), kyiv)
    record = unpack_record("articles", cached, kyiv)
    assert isinstance(record, Article)
    assert (record.date.isoformat(), record.date.fold, record.date.tzinfo) == (reading, fold, kyiv)


def test_times_are_fields_of_articles_alone() -> None:
    found = {
        (kind, field.name)
        for kind in RECORDS.values()
        for field in fields(kind)
        if "datetime.datetime" in str(get_type_hints(kind)[field.name])
    }
    assert found == {(Article, name) for name in TIMES}
    assert dt.datetime in get_type_hints(Article).values()


def test_heads_and_claims_tell_what_changed() -> None:
    cached, body = cache_file(GOOD), cache_file(f"{GOOD}\nMore.\n")
    assert (cached.head, cached.claim_digests) == (body.head, body.claim_digests)
    title = cache_file(GOOD.replace("title: ", "title: New ", 1))
    assert title.head != cached.head
    assert title.claim_digests == cached.claim_digests
    claim = cache_file(GOOD.replace("says: ", "says: Now ", 1))
    assert claim.head != cached.head
    assert claim.claim_digests != cached.claim_digests


def test_rows_are_let_go_as_records_are_made_of_them() -> None:
    cached = cache_file(GOOD)
    rows = {FILE.path: cached, "content/articles/other.md": cached}
    assert unpack_records([FILE], rows, ZONE) == {FILE.path: parse_file(GOOD).record}
    assert rows.keys() == {"content/articles/other.md"}


def test_a_forged_record_is_a_value_error() -> None:
    forged = CachedFile(b"digest", record=b"\xc1", links=b"\x93")
    for unpacking in (
        lambda: unpack_record("articles", forged, ZONE),
        lambda: unpack(FILE, forged),
    ):
        with pytest.raises(ValueError, match=r"malformed|Expected"):
            unpacking()
