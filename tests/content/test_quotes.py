"""Whether a body contains a quote: typography makes no difference, words do."""

from __future__ import annotations

import pytest

from briefings.content.claim_checks import check_claims
from briefings.content.quotes import find_missing, read_passages
from briefings.model import Body

FOUND = {
    "heavy angle marks": ("ours", "❮It is ours❯, he said."),
    "a raised mark": ("The harbour is ours", "“The harbour<sup>1</sup> is ours<sup>[2]</sup>”"),
    "a raised link": ("The harbour is ours", '“The harbour<sup><a href="#n">1</a></sup> is ours”'),
    "a mark as a link": ("The harbour is ours", "“The harbour[[1]](https://x.example/) is ours”"),
    "a mark in brackets": ("The harbour is ours", "“The harbour is ours.[12]” Or so."),
    "words of two paragraphs": ("It is ours. And more", "“It is ours.\n\n“And more.”"),
    "a mark in the quote, too": ("harbour[1] is ours", "“The harbour[1] is ours”"),
    "a power": ("9 km2 of land", "“9 km<sup>2</sup> of land”"),
    "an editor's number": ("the [5] men", "“the [5] men”"),
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
    "a modifier apostrophe": ("Тар'янськ наш", "Він сказав: «Тарʼянськ наш»."),
    "a modifier apostrophe in the quote": ("Тарʼянськ наш", "«Тар'янськ наш»"),
    "an acute accent for an apostrophe": ("Тар'янськ", "«Тар´янськ наш»"),
    "a backtick for an apostrophe": ("Тар'янськ і Лук'янів", "«Тар`янськ і Лук`янів»"),
    "a prime": ("it's ours", "“it′s ours”"),
    "narrow spaces": ("12 000 men", "« 12\u202f000\u00a0men »"),
    "decomposed letters": ("Йорвік", "«И\u0306орвік» «Йорвік»"),
    "joiners of no width": ("خانهای", "«خانه\u200cای»"),
    "marks of direction": ("הנמל", "\u200f«הנמל\u200e»"),
    "gershayim": ("הנמל שלנו", "הוא אמר: ״הנמל שלנו״."),
    "geresh": ("הנמל שלנו", "הוא אמר: ׳הנמל שלנו׳."),
    "an abbreviation in Hebrew": ('צה"ל בנמל', "הוא אמר: ״צה״ל בנמל״."),
    "an abbreviation within straight marks": ("צה״ל בנמל כאן", 'הוא אמר: "צה"ל בנמל כאן".'),
    "an abbreviation with an ending": ("הממ״דים שלנו", 'הוא אמר: "כל הממ"דים שלנו".'),
    "a prefix before Hebrew marks": ("הנמל שלנו", "ב״הנמל שלנו״ אמר"),
    "Armenian marks": ("նավահանգիստը մերն է", "Նա ասաց. «Նավը նավահանգիստը մերն է»:"),
    "corner brackets": ("港は私たちのもの", "彼は「港は私たちのものだ」と言った。"),
    "nested corner brackets": ("港は私たち", "「彼は『港は私たちのものだ』と言った」"),
    "white corner brackets": ("港は", "『港は私たち』"),
    "halfwidth corner brackets": ("ミナト", "｢ミナト｣"),
    "vertical corner brackets": ("港は", "﹁港は私たち﹂"),
    "double angle brackets": ("港口", "《港口是我们的》"),
    "angle brackets": ("항구는", "〈항구는 우리 것〉"),
    "double prime marks": ("港口", "〝港口是我们的〞 〝港口〟"),
    "fullwidth marks": ("the harbour", "＂the harbour is ours＂"),
    "Swedish marks": ("hamnen", "Han sade: ”hamnen är vår”."),
    "single Swedish marks": ("hamnen", "Han sade: ’hamnen är vår’."),
    "Bulgarian marks": ("пристанището", "Той каза: „пристанището е наше“."),
    "Hungarian marks": ("a kikötő", "„a kikötő »miénk«”"),
    "single guillemets": ("le port", "Il dit : ‹ le port est à nous ›"),
    "inward single guillemets": ("der Hafen", "›der Hafen gehört uns‹"),
    "three levels": ("ours", "“They say ‘we call it “ours”’.”"),
    "an element for quotes": ("the harbour", "<q>the harbour is ours</q>"),
    "parentheses in an address": (
        "the harbour is ours",
        "“the [harbour](https://example.org/Harbour_(old_(2))_x) is ours”",
    ),
    "escaped parentheses in an address": (
        "the harbour is ours",
        r"“the [harbour](https://example.org/a\)b\(c) is ours”",
    ),
    "an address in angle brackets": (
        "the harbour is ours",
        '“the [harbour](<../old harbour (2).md> "It\'s (old)") is ours”',
    ),
    "a title in parentheses": ("the harbour is ours", "“the [harbour](/x/ (old)) is ours”"),
    "a title with marks": ("the harbour is ours", "“the [harbour](/x/ 'so “old”') is ours”"),
    "brackets in a link": ("the [old] harbour", "“[the [old] harbour](/x/) is ours”"),
    "a picture": ("the harbour", "“the ![flag](a(1).png)harbour is ours”"),
    "a picture in a link": ("the harbour", "“the [![flag](a.png)](/x/ 'y')harbour”"),
    "a full reference": (
        "the harbour is ours",
        "“the [harbour][h x] is ours”\n\n[H  x]: /x/ 'old'",
    ),
    "a collapsed reference": ("the harbour is ours", "“the [harbour][] is ours”\n\n[harbour]: /x"),
    "a shortcut reference": (
        "the harbour is ours",
        '“the [harbour] is ours”\n\n[harbour]: <x y>\n  "old"',
    ),
    "a reference to a picture": ("the harbour", "“the ![a][h]harbour”\n\n[h]: x.png"),
    "an address as a link": (
        "see https://example.org/a for",
        "“see <https://example.org/a> for it”",
    ),
    "an e-mail address as a link": ("to a@b.example now", "“write to <a@b.example> now”"),
    "a note's mark": ("the harbour is ours", "“the harbour[^1] is[^note] ours”.\n\n[^1]: So he.\n"),
    "a note's own words": ("ours", "The harbour.[^1]\n\n[^1]: He: “It is ours”.\n[^2]: No."),
    "brackets of the editor": ("the [old] harbour", "“the [old] harbour is ours”"),
    "strong and struck words": ("the harbour is ours", "“__the__ ~~har~~***bour*** is ours”"),
    "inline code": ("the harbour is ours", "“the `harbour` is ours”"),
    "code that looks like markup": ("the <b> [x](y) &amp; is", "“the ``<b> [x](y) &amp;`` is”"),
    "code that looks hidden": ("ours", "A `<script>` and “ours”."),
    "a block of code that looks hidden": ("ours", "```html\n<svg>\n<!--\n```\n\n“ours”"),
    "an escape that looks hidden": ("ours", r"\<svg> \<!-- “ours”"),
    "an escaped bracket": ("a [b](c) d", r"“a \[b](c) d”"),
    "a tag with a mark in its title": ("the harbour", '“the <abbr title="a > “b">harbour</abbr>”'),
    "a line break": ("the harbour is ours", "“the harbour<br>is ours”\n“the harbour\\\nis”"),
    "inline tags": ("the harbour", "“the <em>har</em><wbr>b<sup>o</sup>ur”"),
    "named and numbered entities": (
        "ours – «all»",
        "&#8220;ours&nbsp;&ndash; &laquo;all&raquo;&#x201D;",
    ),
    "an abbreviation's definition": ("the UN is", "“the UN is here”\n\n*[UN]: United Nations"),
    "attributes": ("the harbour", "“the [x](/y){: .old }harbour”".replace("x", "")),
    "smart dashes": ("ours — all", "“ours -- all of it”"),
    "words left out": ("The harbour … is ours", "“The harbour, which we took, is ours.”"),
    "words left out by dots": ("The harbour ... ours", "“The harbour, which we took, is ours.”"),
    "words left out in brackets": ("The harbour […] ours", "“The harbour, as of May, is ours.”"),
    "words left out in parentheses": ("The harbour (...) ours", "“The harbour, now, is ours.”"),
    "words left out in angle brackets": ("Гавань <…> наша", "«Гавань, увы, наша»"),
    "words left out more than once": ("a […] c . . . e", "“a b c d e”"),
    "words left out at the ends": ("… harbour is …", "“The harbour is ours”"),
    "words left out in both": ("The harbour … ours", "“The harbour […] is ours”"),
    "words left out over paragraphs": ("It is … the market", "“It is ours.\n\n“And the market.”"),
    "over three paragraphs": ("It is … market … here", "“It is.\n\n“The market.\n\n“And here.”"),
    "an ellipsis of six dots": ("港口……我们", "“港口是我们的”"),
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
    "other letters": ("Орел наш", "«Орёл наш»"),
    "an accent": ("Zurich", "“Zürich”"),
    "words left out in the text alone": ("The harbour is ours", "“The harbour […] is ours”"),
    "words left out in another order": ("ours … harbour", "“The harbour is ours”"),
    "words left out between passages": ("The harbour … ours", "“The harbour,” he said, “is ours”"),
    "words left out twice the same": ("ours … ours", "“The harbour is ours”"),
    "a half word beside what is left out": ("The harb … ours", "“The harbour is ours”"),
    "only an omission": ("…", "“The harbour is ours…”"),
    "brackets that lead nowhere": ("the harbour", "“the [old][x] harbour”"),
    "a definition": ("ours", '[x]: /y "“ours”"'),
    "an address": ("ours", "[x](/y “ours”)"),
    "a picture's alternative": ("ours", "“It is ![ours](x.png)”"),
    "a hidden element": ("ours", '<div hidden class="x"><div>a</div> “ours”</div>'),
    "an element without display": ("ours", "<span style='color:red; Display : none'>“ours”</span>"),
    "an abbreviation's long form": ("ours", "a\n\n*[a]: “ours”"),
    "a hidden element in another": ("ours", "<svg><svg></svg> “ours”</svg>"),
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


SEEN = {
    "after a hidden element": "<svg>a</svg> “ours”",
    "after an element that holds nothing": "<embed src=x> <svg/> “ours”",
    "in an element that isn't hidden": '<abbr title="hidden none">“ours”</abbr>',
    "after nested elements": "<div hidden><div>a</div></div> “ours”",
    "after a script with a tag in it": "<script>'<script>'</script> “ours”",
    "after a comment": "<!-- a --> “ours” <!-- b",
}


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_what_stands_beside_hidden_text_is_seen(body: str) -> None:
    assert find_missing("ours", read_passages(body)) is None


def test_a_number_of_thousands_of_digits_is_no_character() -> None:
    zeros = f"“h&#{'0' * 5000}97;rbour &#x{'0' * 5000}6furs”"
    assert find_missing("harbour ours", read_passages(zeros)) is None
    assert find_missing("ours", read_passages(f"&#{'1' * 5000}; “ours” &#x{'f' * 5000};")) is None


TOKENS = [
    *("“", "'a ", "[](", "<a ", "<svg ", "<svg>", "</svg", "<!--", "<svg \"'", "<a '\" ", "<"),
    *(
        "[",
        "]",
        "](",
        "![",
        "[^",
        "[^a]",
        "[a](b(",
        "[a](<b",
        '[a](b "',
        "[](a (b)",
        "[a]:",
        "[a]: ",
    ),
    *("\n[a]: b", "\n[", "`", "`` ` ", "``` a\n", "~~~\n", "```\n~~~~\n", "\\", "\\`", "\\[", "&"),
    *("&#", "&#1", "> ", ">", "\n>", " \n", " ", "\n \t", "<div hidden>", "<p style=", "style= "),
    *(
        "«",
        "״",
        "א״",
        "א״א",
        "「",
        "…",
        "...",
        "[…]",
        "*[",
        "{:",
        "-",
        "--",
        "é",
        "a\u0301",
        "\u00ad",
    ),
]


@pytest.mark.parametrize("token", TOKENS)
def test_a_hostile_body_is_read_once(token: str) -> None:
    body = "“a”\n" + token * (300_000 // len(token))
    assert find_missing("the harbour … ours", read_passages(body)) is not None


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("a" * 250_000, False),
        ("a" * 500_000, True),
        ("a … " * 100_000, True),
        ("- " * 200_000 + "b", False),
        ("a-" * 99_999, True),
    ],
    ids=["part of a word", "a long word", "omissions", "dashes", "hyphens"],
)
def test_a_hostile_quote_is_looked_for_once(quote: str, is_there: bool) -> None:
    body = f"“{'a' * 500_000}” “{'a-' * 200_000}” “{'a ' * 150_000}”" + "“a” " * 9_000
    assert (find_missing(quote, read_passages(body)) is None) == is_there


def test_of_many_missing_quotes_only_the_first_name_what_is_nearest() -> None:
    claims = [{"id": f"c{n}", "quote": f"the harbour {n}"} for n in range(30)]
    hints = [finding.hint for finding in check_claims({"claims": claims}, Body("“the harbour”", 1))]
    assert len(hints) == 30
    assert "nearest" in hints[0]
    assert "nearest" not in hints[-1]
