"""Whether a body contains a quote: typography makes no difference, words do."""

from __future__ import annotations

import time

import pytest

from briefings.content.quotes import find_missing, read_passages

FOUND = {
    "curly marks": ("the harbour is ours", "He said: “the harbour is ours”."),
    "straight marks": ("the harbour is ours", 'He said: "the harbour is ours".'),
    "guillemets": ("гавань наша", "Він сказав: «гавань наша»."),
    "inward guillemets": ("der Hafen", "Er sagte: »der Hafen gehört uns«."),
    "low marks": ("der Hafen", "Er sagte: „der Hafen gehört uns“."),
    "single marks": ("the harbour is ours", "He said: ‘the harbour is ours’."),
    "straight single marks": ("it's ours", "He said: 'it's ours', twice."),
    "an apostrophe folded": ("it's ours", "He said: “it’s ours”."),
    "dashes folded": ("ours - all of it", "“The harbour is ours — all of it,” he said."),
    "white space collapsed": ("the harbour\n  is ours", "“the  harbour is\nours”"),
    "compatible characters": ("office 12", "“oﬃce １２”"),
    "an ellipsis": ("ours...", "“ours…”"),
    "part of a longer passage": ("harbour is", "“The harbour is ours.”"),
    "the quote's own marks": ("“The harbour is ours.”", "“The harbour is ours.”"),
    "an inner passage": ("ours", "“They say ‘ours’ and mean it”"),
    "an outer passage": ("They say 'ours' and mean", "“They say ‘ours’ and mean it”"),
    "nested marks of one kind": ('They say "ours" again', 'He: "They say "ours" again."'),
    "emphasis": ("the harbour is ours", "“the **harbour** is _ours_”"),
    "a link": ("the harbour is ours", '“the [harbour](https://example.org "title") is ours”'),
    "a tag": ("the harbour is ours", '“the <a href="x">harbour</a> is ours”'),
    "an entity": ("ours & yours", "&ldquo;ours &amp; yours&rdquo;"),
    "an escape": ("ours*", "“ours\\*”"),
    "a block quote": ("the harbour is ours", "> “the harbour\n> is ours”\n"),
    "a paragraph that goes on": ("the harbour", "“It is the harbour.\n\n“And the market.”"),
    "a soft hyphen": ("harbour", "“har\u00adbour”"),
    "a word before an apostrophe": ("the harbour", "“the harbour's men”"),
    "words of a script without spaces": ("港口", "他说：“这个港口是我们的”"),
}
LACKING = {
    "other words": ("the harbour is theirs", "“The harbour is ours.”"),
    "other case": ("the Harbour", "“the harbour”"),
    "no marks": ("the harbour", "the harbour"),
    "outside the marks": ("the harbour", "“ours” the harbour “ours”"),
    "an apostrophe before": ("the harbour", "Tarn's men in the harbour of Lorvia's coast"),
    "across paragraphs": ("ours. And", "“It is ours.\n\nAnd then”"),
    "an unclosed mark": ("the harbour", "“It is the harbour.\n\nThe market."),
    "only marks": ("“”", "The harbour."),
    "an empty body": ("ours", ""),
    "the end of a word": ("legal strike", "“an illegal strike”"),
    "the beginning of a word": ("the harbour is", "“the harbour isn't ours”"),
    "a comment": ("the harbour is ours", "Text. <!-- “the harbour is ours” -->"),
    "a comment that doesn't end": ("the harbour is ours", "Text. <!-- “the harbour is ours”"),
    "what pages leave out": ("ours", "Text. <script>\n“ours”\n</script>"),
}


@pytest.mark.parametrize(("quote", "body"), FOUND.values(), ids=FOUND)
def test_a_quote_is_found_inside_quotation_marks(quote: str, body: str) -> None:
    assert find_missing(quote, read_passages(body)) is None


@pytest.mark.parametrize(("quote", "body"), LACKING.values(), ids=LACKING)
def test_a_quote_is_missed(quote: str, body: str) -> None:
    assert find_missing(quote, read_passages(body)) is not None


def test_the_remedy_shows_the_nearest_passage_around_its_likeness() -> None:
    body = f"“{'Words of no import. ' * 20}The harbour of Norvik is ours.” “The market is open.”"
    missing = find_missing("The harbour of Norvik is theirs", read_passages(body))
    assert missing is not None
    assert "The harbour of Norvik is ours." in missing[1]
    assert len(missing[1]) < 120


@pytest.mark.parametrize("body", ["“" * 300_000, "'a " * 300_000, "[](" * 300_000, "<a " * 300_000])
def test_a_hostile_body_is_searched_soon(body: str) -> None:
    start = time.perf_counter()
    assert find_missing("the harbour", read_passages(body)) is not None
    assert time.perf_counter() - start < 30
