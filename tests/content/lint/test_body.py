"""What is told of a text: comments, conflicts, hidden and left-out parts, and foreign syntax."""

from __future__ import annotations

import pytest

from briefings.content.dialect import Dialect
from briefings.content.lint.body import lint_body

PLAIN = Dialect("python-markdown", ("toc", "tables", "fenced_code"))
GFM = Dialect("gfm", PLAIN.extensions)
MEBIBYTE = 1_048_576


def found(text: str, dialect: Dialect = PLAIN, *, is_page: bool = False) -> list[str]:
    """`severity offset: message` of each fault."""
    faults = lint_body(text, dialect, is_page=is_page)
    return [f"{fault.severity} {fault.offset}: {fault.message}" for fault in faults]


@pytest.fixture(params=[PLAIN, GFM], ids=["python-markdown", "gfm"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is open – and 3 < 4 > 2 -> so it is: [a](b.md), [b][c] and [sic].\n\n[c]: d.md",
        "<!-- a note -->\n\nText <!-- another -- one --> goes on.\n\n> <!--\n> a\n>\n> b\n> -->",
        "Heading\n=======\n\nText\n\n---\n\n> > > > > quoted",
        "`{{< x >}}` and ```[^1]```\n\n```\n<iframe>\n{% x %}\n<<<<<<< HEAD\n!!! note\n```",
        "    {{ code }}\n    <<<<<<< HEAD",
        "<details><summary>a</summary>\n\nb\n\n</details> <b>c</b> <img src=a.png hidden-at=dusk>",
        "He said: “[[1]](a.md)”, at 12:30:45, for $100 {sic}, 5 | 6, a::b, x == y, 1 ~ 2.",
        "Prices fell 5%% or so: 10 %. See C:\\dir, `a`b, __init__, and note: this.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "The stock of wheat [total] is low.",
        "Of the front:\n\n- one\n- two",
        "Did he? ??? He did!!! Yes!!!",
        "<p class='note'>a</p> <time datetime='2031-05-02'>2 May</time>",
        "Mail a@b.example, or see <https://example.org/?a=[b]&c={d}>.",
    ],
)
def test_nothing_is_told_of_ordinary_texts(text: str, dialect: Dialect) -> None:
    assert found(text, dialect) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\n\n<!-- b", "problem 3: a comment that is never closed"),
        ("- a\n\n    <!-- b\n\nc", "problem 9: a comment that is never closed"),
        ("a <!--> b -->", "problem 2: '<!--> …' is no comment"),
        ("a --> b", "problem 2: '-->' ends no comment here"),
        ("<!-- a <!-- b --> c -->", "problem 20: '-->' ends no comment here"),
        ("a <!– b –>", "problem 2: '<!' begins neither"),
        ("a <![CDATA[b]]>", "problem 2: '<!' begins neither"),
        ("a <?php b ?>", "problem 2: '<?' begins neither"),
        ("a\n\n    <!-- b -->\n", "warning 7: a comment in indented code"),
        ("a %%not for readers%% b", "problem 2: a comment of Obsidian's"),
        ("a\n\n%%\nnot for readers\n%%", "problem 3: a comment of Obsidian's"),
        ("{# not for readers #}", "problem 0: a comment of a template"),
        ("{% comment %}a{% endcomment %}", "problem 0: a comment of a template"),
        ("{{/* not for readers */}}", "problem 0: a comment of Hugo's"),
        ("{{</* not for readers */>}}", "problem 0: a comment of Hugo's"),
        ("a {>> not sure <<} b", "problem 2: an editor's remark"),
        ("[//]: # not for readers", "problem 0: a comment by way of"),
        ("a &lt;!-- not for readers --&gt;", "problem 2: a comment written as text"),
        ("{::comment}a{:/comment}", "problem 0: a comment of kramdown's"),
    ],
)
def test_notes_that_would_be_seen_are_problems(text: str, fault: str, dialect: Dialect) -> None:
    assert [line[: len(fault)] for line in found(text, dialect)][:1] == [fault]


def test_a_conflict_is_told_once_at_its_first_marker() -> None:
    text = "a\n\n<<<<<<< HEAD\nb\n||||||| 1a2b3c\nc\n=======\nd\n>>>>>>> other\n\ne"
    assert found(text) == ["problem 3: a conflict that git left open"]
    assert len(found(text + "\n" + text)) == 2


@pytest.mark.parametrize(
    "marker", ["<<<<<<< HEAD", ">>>>>>> other", "||||||| base", "<<<<<<<", "<<<<<<<\tHEAD"]
)
def test_a_marker_that_was_left_is_a_conflict_too(marker: str) -> None:
    assert found(f"a\n{marker}\nb") == ["problem 2: a conflict that git left open"]


@pytest.mark.parametrize("before", ["  ", "> ", "- a\n\n  "])
def test_a_conflict_may_be_indented_or_quoted(before: str) -> None:
    marks = [f"{before}{line}" for line in ("<<<<<<< HEAD", "b", "=======", "c", ">>>>>>> x")]
    text = "- a\n\n" + "\n".join(marks)
    assert [line.split(": ")[1] for line in found(text)] == ["a conflict that git left open"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("If x<y and z>w, then <your-name>", ["y", "your-name"]),
        ("<lite-youtube videoid=a></lite-youtube> <lite-youtube/>", ["lite-youtube"]),
        ("<comment>a</comment> <Norvik>", ["comment", "norvik"]),
        ("<a@b.example> <https://a.example/> <font>a</font> <o:p></o:p> 3<4>2 `<x>`", []),
        ("<svg><path d=a /><g></g></svg>", []),
    ],
)
def test_a_tag_that_nobody_knows_is_told_once(text: str, told: list[str], dialect: Dialect) -> None:
    lines = [line for line in found(text, dialect) if "no such tag" in line]
    assert [line.split("'")[1] for line in lines] == [f"<{name}>" for name in told]


def test_what_a_script_would_load_is_told_of() -> None:
    faults = [*lint_body('<div data-href="https://a.example/post/1"></div>', PLAIN)]
    assert [fault.hint for fault in faults] == ["link to https://a.example/post/1 instead"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<iframe src="https://example.org/v"></iframe>', "an iframe is left out"),
        ("<IFRAME\nsrc='https://example.org/v'\n></IFRAME>", "an iframe is left out"),
        ("<video controls><source src=/media/a.mp4></video>", "a video is left out"),
        ('<object data="a.pdf"><p>b</p></object>', "an object is left out"),
        ("<embed src=a.swf>", "an embed is left out"),
        ("<script>a</script>", "a script is left out"),
        ("<style>a</style>", "a style is left out"),
        ("<form><input><button>a</button></form>", "a form is left out"),
        ("<svg><title>a</title></svg>", "an svg is left out"),
        ("<dialog open>a</dialog>", "a dialog is left out"),
        ("<link rel=stylesheet href=a.css>", "a link is left out"),
        ("<div hidden>a</div>", "what is hidden is left out"),
        ("<DIV HIDDEN=until-found>a</DIV>", "what is hidden is left out"),
        ("<p style='color: red; Display : None'>a</p>", "what is hidden is left out"),
        ('<span style="visibility:hidden">a</span>', "what is hidden is left out"),
        ('<span style="font-size:0">a</span>', "what is hidden is left out"),
        ('<article class="x d-none">a</article>', "what is hidden is left out"),
    ],
)
def test_what_pages_leave_out_is_told_once(html: str, words: str, dialect: Dialect) -> None:
    assert [line.partition(": ")[2] for line in found(f"a\n\n{html}\n\nb", dialect)] == [words]


@pytest.mark.parametrize(
    ("html", "hint"),
    [
        ('<iframe src="https://example.org/v"></iframe>', "link to https://example.org/v instead"),
        ("<video><source src=/media/a.mp4></video>", "link to /media/a.mp4 instead"),
        (
            '<script async src="https://telegram.org/w.js" data-telegram-post="desk/68"></script>',
            "link to https://t.me/desk/68 instead",
        ),
        ('<script src="https://example.org/w.js"></script>', "remove it, or link to what it shows"),
        ('<iframe src="javascript:x"></iframe>', "remove it, or link to what it shows"),
    ],
)
def test_the_remedy_names_what_to_link(html: str, hint: str) -> None:
    assert [fault.hint for fault in lint_body(html, PLAIN)] == [hint]


@pytest.mark.parametrize("html", ["<iframe src=a>", "<script/>", "<div hidden>", "<svg>"])
def test_what_would_swallow_the_rest_is_a_problem(html: str, dialect: Dialect) -> None:
    faults = list(lint_body(f"a\n\n{html}\n\nb", dialect))
    assert [fault.severity for fault in faults] == ["problem"]
    assert "never closed" in faults[0].message


def test_a_tag_without_its_end_is_a_problem(dialect: Dialect) -> None:
    assert found("a\n\n<iframe src=b\n\nc", dialect) == ["problem 3: the tag '<iframe' has no end"]
    assert found('<b title="a <script x">c</b> \\<script x', dialect) == []


def test_a_list_of_attributes_hides_as_attributes_do() -> None:
    dialect = Dialect("python-markdown", ("attr_list",))
    assert [line[-40:] for line in found("a\n{: hidden }", dialect)]
    assert found('a\n{: style="display:none" }', dialect)
    assert found("a\n{: .note title='hidden charges' }", dialect) == []
    assert found("a\n{: hidden }", GFM)[0].startswith("problem 2: this hides nothing")
    assert found("a {of hidden charges} b", dialect) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{< youtube abc >}}", "a shortcode of Hugo's"),
        ("{{% notice %}}a{{% /notice %}}", "a shortcode of Hugo's"),
        ("{% include a.html %}", "a tag of Jekyll's"),
        ("{{ page.title }}", "a variable of a template"),
        ("!!! note\n    a", "an admonition"),
        ('??? note "b"\n    a', "a collapsible block"),
        ('=== "b"\n    a', "a tab"),
        ("::: warning\na\n:::", "a container"),
        ("/// note\na\n///", "a block"),
        ("> [!NOTE]\n> a", "an alert of GitHub's"),
        ("--8<-- 'a.md'", "a snippet"),
        ("{!a.md!}", "an included file"),
        ("See [[Norvik]].", "a link of a wiki's"),
        ("![[map.png]]", "a link of a wiki's"),
        ("[caption]a[/caption]", "a shortcode of WordPress'"),
        (".. note::\n   a", "a directive"),
        ("# A {#b}", "a list of attributes"),
        ("a\n{: .lead }", "a list of attributes"),
        ("*[HQ]: Headquarters", "an abbreviation"),
        ("Harbour\n:   A port", "a definition"),
        ("It is ==marked== so", "words marked"),
        ("{++a++}", "a change in CriticMarkup"),
        ("All :warning: here", "a short name of an emoji"),
        ("[toc]", "a place for a table of contents"),
        ("[[_TOC_]]", "a place for a table of contents"),
        ("- a\n{:toc}", "a place for a table of contents"),
        ("Seen.^[By whom?]", "a footnote in place"),
    ],
)
def test_syntax_of_other_programs_is_a_warning(text: str, words: str, dialect: Dialect) -> None:
    lines = found(f"a\n\n{text}\n\nb", dialect)
    assert [line for line in lines if line.startswith("warning") and words in line]


@pytest.mark.parametrize(
    ("text", "extensions"),
    [
        ("!!! note\n    a", ["admonition", "markdown.extensions.admonition"]),
        ("??? note\n    a", ["pymdownx.details"]),
        ("~~a~~", ["pymdownx.tilde"]),
        ("- [ ] a", ["pymdownx.tasklist"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["tables", "extra", "pymdownx.extra"]),
        ("# A {#b}", ["attr_list", "extra", "markdown.extensions.attr_list:AttrListExtension"]),
        ("Harbour\n:   A port", ["def_list", "extra"]),
        ("*[HQ]: Headquarters", ["abbr", "extra"]),
        ("[[Norvik]]", ["wikilinks"]),
        ("a[^1]\n\n[^1]: b", ["footnotes", "markdown.extensions.footnotes", "pymdownx.extra"]),
    ],
)
def test_nothing_is_told_of_what_an_extension_has(text: str, extensions: list[str]) -> None:
    assert found(text, Dialect("python-markdown", ()))
    for extension in extensions:
        assert found(text, Dialect("python-markdown", (extension,))) == []


@pytest.mark.parametrize("text", ["~~a~~", "- [x] a", "a[^1]\n\n[^1]: b", "|a|b|\n|-|-|\n|1|2|"])
def test_nothing_is_told_of_what_github_shows(text: str) -> None:
    assert found(text, GFM) == []


def test_of_an_own_page_what_a_plugin_may_mean_is_not_told() -> None:
    assert found("{{ x }} {% y %} [[z]]", is_page=True) == []
    assert len(found("<iframe src=a></iframe>\n\n!!! note", is_page=True)) == 2


def test_a_footnote_without_the_extension_is_a_problem() -> None:
    assert found("A[^1].\n\n[^1]: Report") == [
        "problem 1: a footnote, which the site's Markdown doesn't have"
    ]
    assert found("`[^1]` and \\[^1]") == []
    assert found("A word^[a note in place].")[0].startswith("warning 6: a footnote in place")
    assert found("The 2^[nd] of n^[2].") == []


def test_footnotes_and_their_marks_belong_together() -> None:
    dialect = Dialect("python-markdown", ("footnotes",))
    assert found("A[^1] b[^2].\n\n[^1]: c\n[^3]: d", dialect) == [
        "warning 7: the footnote '[^2]' isn't there",
        "warning 22: nothing leads to the footnote '[^3]'",
    ]
    assert found("A[^1].\n\n[^1]: b\n\n[^1]: c", dialect) == [
        "warning 17: another footnote '[^1]': one of the two is left out"
    ]
    cases = "A[^a].\n\n[^a]: b\n\n[^A]: c"
    assert found(cases, GFM) == ["warning 17: another footnote '[^A]': one of the two is left out"]
    assert found(cases, dialect) == ["warning 17: nothing leads to the footnote '[^A]'"]


@pytest.mark.parametrize(
    "part",
    [
        *("<", "`", "[", "[^", "{", "{{", "{%", "%%", "{#", "!", "~~a", "==a", "|", "a|\n", "\n:"),
        *(
            ":a",
            "*[",
            "[[",
            "<!--",
            "-->",
            "<a ",
            '<a "',
            "<div hidden>",
            "<div hidden ",
            "<iframe ",
        ),
        *("<iframe>", "{: a", "# {#a", "- [", "^[", "[^a]:\n", "> [!", "8<-", "{!a", ".. ", "<<["),
        *("<<<<<<< \n", ">>>>>>> \n", "\n\n", "{++", "$", "[url", "[//]: # \n", " :a_", "toc\n"),
        *("{style='display:none'", "<p style='", "|:-:|\n", "<?", "<x-", "&lt;!--"),
    ],
)
def test_a_mebibyte_of_anything_is_looked_through(part: str, dialect: Dialect) -> None:
    faults = list(lint_body(part * (MEBIBYTE // len(part)), dialect))
    assert len({(fault.offset, fault.message) for fault in faults}) == len(faults)
