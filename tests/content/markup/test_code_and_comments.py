"""What is code, what is a comment and what is prose, wherever in a text it stands."""

from __future__ import annotations

import pytest

from briefings.content.markup.code_and_comments import COMMENT, scan
from briefings.content.markup.omitted_elements import blank_unseen

MEBIBYTE = 1_048_576


@pytest.mark.parametrize(
    "code",
    [
        "`a <!-- b`",
        "``a ` <!-- b``",
        "`a\nb <!-- c`",
        "```\n<!-- a\n```",
        "~~~~ html\n<!--\n~~~\n~~~~~",
        "> ```\n> <!-- a\n> ```",
        "- a\n\n    ```\n    <!-- a\n    ```",
        "1. ```\n   <!-- a\n   ```",
        "a\n\n    <!-- b\n    c",
        "- a\n\n        <!-- b",
    ],
)
def test_code_is_no_prose(code: str) -> None:
    scanned = scan(f"{code}\n\nafter <!-- c -->")
    assert "<" not in scanned.prose
    assert len(scanned.comments) == 1
    assert "after" in scanned.prose


@pytest.mark.parametrize(
    "text",
    [
        "a ` b <!-- c -->",
        "`a\n\nb` <!-- c -->",
        "\\` <!-- c --> `",
        "```\n<!-- c -->",
        "a\n    <!-- c -->",
        "- a\n\n    <!-- c -->",
        "1. a\n\n    <!-- c -->",
        "!!! note\n\n    <!-- c -->",
        "[^1]: a\n\n    <!-- c -->",
        "> <!-- a\n>\n> b -->",
        "<!--\n```\n-->",
        "a <!-- b\n\n\nc --> d",
        "<!-- a -- b --->",
    ],
)
def test_comments_are_found_where_no_code_is(text: str) -> None:
    scanned = scan(text)
    assert len(scanned.comments) == 1
    assert "<!--" not in scanned.prose
    assert scanned.unclosed is None
    assert blank_unseen(text).count(COMMENT) == 1


def test_every_character_keeps_its_place() -> None:
    text = "a `b` <!-- c\nd --> e\n\n    f\n\n```\ng\n```\nh <!-- i"
    scanned = scan(text)
    assert len(scanned.prose) == len(text)
    assert scanned.prose.count("\n") == text.count("\n")
    assert [at for at, char in enumerate(scanned.prose) if char.isalpha()] == [
        text.index(char) for char in "aeh"
    ]
    assert scanned.unclosed == text.index("<!-- i")


def test_words_of_comments_are_gone_before_anything_is_converted() -> None:
    assert blank_unseen("a <!-- private\n\nnote --> b `<!-- c -->`") == (
        "a <!-- --> b `<!-- c -->`"
    )
    assert blank_unseen("\\<!-- a -->") == "\\<!-- a -->"


@pytest.mark.parametrize(
    "part",
    [
        *("`", "` `` ", "```\n", "```x\n", "~~~~x\n~~~\n", "<!-- ", "<!-- -->", "> > `\n\n", "- "),
        *("     x\n\n", "\\`", ">", "\n> ", "1. ", " ", "\t", "1", "~"),
    ],
)
def test_a_mebibyte_of_anything_is_scanned(part: str) -> None:
    text = part * (MEBIBYTE // len(part))
    assert len(scan(text).prose) == len(text)


def test_fences_that_get_shorter_are_looked_for_once() -> None:
    opened = "\n".join("`" * (1500 - length) + "x" for length in range(1000))
    text = opened + "\n```" * 100_000
    assert len(scan(text).prose) == len(text)
