"""What readers were shown of one version of an article's file."""

from __future__ import annotations

import datetime as dt

import pytest

from briefings.content.markup.raw_html import LEFT_OUT
from briefings.history.published_version import BLOCKS, CELLS, PublishedVersion, parse_version
from briefings.render.sanitize import DROPPED_WITH_CONTENT
from tests.content.sites import GOOD, ZONE, with_key


def read(text: str) -> PublishedVersion | None:
    return parse_version(text.encode(), ZONE)


def body(markdown: str) -> tuple[str, ...]:
    edition = read(f"---\ntitle: A\n---\n{markdown}")
    assert edition
    return edition.paragraphs


def test_the_words_of_an_article() -> None:
    assert read(GOOD) == PublishedVersion(
        title="The harbour of Norvik is contested",
        summary="Orvania says that it holds the harbour.",
        claims={
            "harbour-held": "Orvania holds the harbour",
            "harbour-contested": "Fighting continues in the harbour",
        },
        paragraphs=("General Tarn said: “The harbour is ours.”",),
        publish_at=None,
    )


def test_an_embargo_is_in_the_sites_timezone_unless_it_says_otherwise() -> None:
    edition = read(with_key(GOOD, "publish_at: 2025-04-27T06:00"))
    assert edition
    assert edition.publish_at == dt.datetime(2025, 4, 27, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        with_key(GOOD, "status: draft"),
        with_key(GOOD, "status: pubished"),
        with_key(GOOD, "status: [published]"),
        with_key(GOOD, "status: draft\nstatus: published"),
        with_key(GOOD, "status:"),
        with_key(GOOD, "status: ''"),
        with_key(GOOD, "status: []"),
        with_key(GOOD, "publish_at:"),
        with_key(GOOD, "publish_at: ''"),
        with_key(GOOD, "publish_at: []"),
        with_key(GOOD, "publish_at: soon"),
        with_key(GOOD, "publish_at: [2025-04-27]"),
        with_key(GOOD, "other: [unclosed"),
        GOOD.replace("title:", "headline:"),
        GOOD.removeprefix("---\n"),
        GOOD + "\x07",
        "",
    ],
)
def test_what_cannot_be_told_to_have_been_published_was_not(text: str) -> None:
    assert read(text) is None


def test_what_is_not_utf_8_was_not_published() -> None:
    assert parse_version(GOOD.encode("utf-16"), ZONE) is None
    assert parse_version(GOOD.encode() + b"\xff", ZONE) is None


def test_odd_front_matter_costs_nothing_else() -> None:
    edition = read("---\ntitle: A\nsummary: [b]\nclaims: {c: d}\n---\n")
    assert edition == PublishedVersion("A", "", {}, (), None)
    edition = read("---\ntitle: A\nclaims: [x, {id: c}, {says: d}, {id: [e], says: f}]\n---\n")
    assert edition == PublishedVersion("A", "", {}, (), None)


def test_what_pages_never_show_is_not_among_the_words() -> None:
    assert LEFT_OUT == DROPPED_WITH_CONTENT
    assert not LEFT_OUT & (BLOCKS | CELLS)


@pytest.mark.parametrize(
    ("markdown", "paragraphs"),
    [
        ("A *b* **c** `d`.\nE.\n\nF.", ("A b c d. E.", "F.")),
        ("# A\n\n> B\n\n- c\n- d", ("A", "B", "c", "d")),
        ("[a](https://example.org/secret) &amp; [b][c]\n\n[c]: /secret 'secret'", ("a & b",)),
        ("![secret](media/secret.png) a", ("a",)),
        ("a <!-- secret --> b\n\n<!-- secret\n\nsecret -->\n\nc", ("a b", "c")),
        ('a <b title="secret > secret">c</b>', ("a c",)),
        ("<script>secret</script>\n\na", ("a",)),
        ("<!-- secret --> a\n\n<!-- secret", ("a",)),
        ("<div title='secret'>a <i>b</i></div>\n\n<p>c<p>d", ("a b", "c", "d")),
        ("a<br>b", ("a", "b")),
        ("a\n\n<template>secret</template><svg><text>secret</text></svg>", ("a",)),
        ("| a | b |\n|---|---|\n| c | d |", ("a | b", "c | d")),
        ("1 &lt; 2 &lt;b&gt;", ("1 < 2 <b>",)),
    ],
)
def test_words_are_what_is_left_without_marks(markdown: str, paragraphs: tuple[str, ...]) -> None:
    assert body(markdown) == paragraphs
