"""Bodies as they reach a page, by both engines; and what no text may ever do."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.model import Actor, Region
from briefings.pages import Prose
from briefings.render.body import BodyContext, RenderedBody, render_body
from briefings.render.html_conformance import GLOBAL
from briefings.render.html_tree import VOID
from briefings.render.links import Targets
from briefings.render.markdown import Converter, gfm, python_markdown
from briefings.render.mentions import index_mentions
from briefings.render.sanitize import ATTRIBUTES, TAGS

PATH = "content/articles/2025/04/26/harbour.md"
BASE = "../../../../"
ENGINES: dict[str, Converter] = {
    "python-markdown": python_markdown(["extra", "toc", "smarty"], {}),
    "gfm": gfm(),
}
TARGETS = Targets(
    {"content/regions/norvik.md": "regions/norvik/", "content/media/map.png": "media/map.png"}
)
MENTIONS = index_mentions(
    [
        Region("norvik", "content/regions/norvik.md", "Norvik"),
        Actor("shipper", "content/actors/shipper.md", "Johnson & Sons"),
    ]
)
ALLOWED = set().union(*ATTRIBUTES.values()) | {
    *("aria-label", "decoding", "loading", "role", "tabindex"),
}


def rendered(
    text: str,
    engine: str,
    heading: int = 2,
    tagged: tuple[str, ...] = (),
    skip: tuple[str, ...] = (),
) -> RenderedBody:
    context = BodyContext(ENGINES[engine], TARGETS, MENTIONS, 2)
    return render_body(Prose(text, PATH, 11, heading, tagged, skip), BASE, context)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Audit(HTMLParser):
    """Notes whatever a body may not have; `headings` and `ids` are for what tests expect."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        if len(self.ids) != len(set(self.ids)):
            self.faults.append("an id twice")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS - {"input", "section", "h1"}:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED - {"style", "align", "name"} or name.startswith("on"):
                self.faults.append(f"{name}={value}")
            if name in ("href", "src", "cite") and not (value or "").startswith(
                ("http://", "https://", "mailto:", "tel:", "#", BASE)
            ):
                self.faults.append(f"{name}={value}")
            if name == "src" and not (value or "").startswith(BASE):
                self.faults.append(f"{name}={value}")
            if name == "id":
                self.ids.append(value or "")
                if not (value or "").startswith("text-"):
                    self.faults.append(f"{name}={value}")
        if tag not in VOID:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize(
    "html",
    [
        "<script></script>",
        '<p style="a">a</p>',
        '<a href="javascript:a">a</a>',
        '<img src="https://example.org/x" alt="">',
        '<p id="main">a</p>',
        '<p id="text-a">a</p><p id="text-a">a</p>',
        "<p><em>a</p></em>",
        "<p>a",
    ],
)
def test_the_audit_notes_what_is_wrong(html: str) -> None:
    assert Audit(html).faults


XSS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<ScRiPt src=//evil.example/x.js>",
    "<script",
    '<img src=x onerror="alert(1)">',
    "<img src=x onerror=alert(1)//",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<style>body{background:url(//evil.example)}</style>",
    '<p style="background:url(//evil.example/x)">a</p>',
    '<div style="position:fixed;inset:0">a</div>',
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=x></object><embed src=x><base href=//evil.example/>",
    "<form action=//evil.example><input name=p><button formaction=javascript:a()>b</button></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><link rel=stylesheet href=//evil>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='&#106;&#x61;vascript:alert(1)'>a</a>",
    "<a href='java&Tab;script:alert(1)'>a</a>",
    "[a](javascript:alert(1))",
    "[a](JAVASCRIPT&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a]( vbscript:x)",
    "[a](/javascript:alert(1))",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    '![a](x"onerror="alert(1))',
    '[a](x "t\\" onmouseover=\\"alert(1)")',
    "<img srcset='//evil.example/x 1x' src=//evil.example/y>",
    "<video poster=//evil.example/x><source src=//evil.example/y></video>",
    "<table background=//evil.example/x><tr><td background=//evil.example/y>a</table>",
    "<body onload=alert(1)><html onclick=alert(1)><head>",
    "<a href=x id=main name=main class='masthead' tabindex=1 accesskey=a>a</a>",
    "<plaintext>a", "<textarea><img src=x onerror=alert(1)></textarea>",
    "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml <img src=x onerror=alert(1)>?>", "<details ontoggle=alert(1) open><summary>a",
    "```\n<script>alert(1)</script>\n", "`<img src=x onerror=alert(1)>`",
    '```" onload="a\nx\n```', "# a {#b onclick=c style=d}", "*a*{: onclick=a style=b id=c }",
]  # fmt: skip


@pytest.mark.parametrize("text", XSS)
def test_no_text_gets_a_script_a_style_or_a_request_into_a_page(text: str, engine: str) -> None:
    html = rendered(f"Before\n\n{text}\n\nafter {text} end", engine).html
    assert Audit(html).faults == []
    assert "<script" not in html.lower()


PIECES = (
    "# |## |### |- |1. |> |    |\t|\n|\n\n|```|~~~|***|**|_|`|[a](b)|![|](|[^1]|[^1]: |---|"
    "<b>|</b>|<p>|</p>|<a href=x>|</a>|<table><tr><td>|</table>|<ul><li>|</ul>|<dl><dt>|"
    "<h4>|</h4>|<details>|<summary>|<figure>|<figcaption>|<pre>|<div markdown=1>|</div>|"
    "<!--|-->|&amp;|&#0;|&lt;|<|>|\"|'|=|{|}|{: #a }|Norvik|Johnson & Sons|[TOC]|\\|| "
)
markup = st.lists(
    st.one_of(st.text(max_size=8), st.sampled_from(XSS), st.sampled_from(PIECES.split("|"))),
    max_size=20,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(markup)
def test_no_text_breaks_a_page_or_its_rendering(text: str) -> None:
    for engine in ENGINES:
        body = rendered(text, engine)
        audit = Audit(body.html)
        assert audit.faults == []
        steps = zip([1, *audit.headings], audit.headings, strict=False)
        assert all(level <= before + 1 for before, level in steps)
        assert rendered(text, engine) == body


def test_text_that_can_not_be_converted_is_a_problem_on_its_first_line() -> None:
    deep = "\n".join("    " * level + "- x" for level in range(400))
    body = rendered(deep, "python-markdown")
    assert body.html == ""
    (problem,) = body.problems
    assert (problem.path, problem.line, problem.column) == (PATH, 11, 1)


def test_headings_start_at_the_page_s_level_and_skip_none(engine: str) -> None:
    text = "### A\n\n##### B\n\n#### C\n\n## D\n\n###### E\n\n#\n"
    assert Audit(rendered(text, engine).html).headings == [2, 3, 3, 2, 3]
    assert Audit(rendered(text, engine, heading=3).html).headings == [3, 4, 4, 3, 4]
    deep = "\n\n".join("#" * level + " A" for level in range(1, 7))
    assert Audit(rendered(deep, engine, heading=4).html).headings == [4, 5, 6, 6, 6, 6]


def test_ids_and_links_to_them_have_a_prefix_of_the_body_s_own(engine: str) -> None:
    html = rendered(
        "# The crew\n\n# The crew\n\n[a](#the-crew) [b](#claims) <i id=x>c</i> <i id=x>d</i>\n",
        engine,
    ).html
    assert Audit(html).ids == ["text-the-crew", "text-the-crew-1", "text-x"]
    assert '<a href="#text-the-crew">a</a> <a href="#claims">b</a>' in html


def test_a_footnote_that_nothing_leads_to_is_no_link_to_nowhere(engine: str) -> None:
    assert rendered("Text.\n\n[^1]: Alone.", engine).problems == ()


def test_footnotes_lead_there_and_back(engine: str) -> None:
    audit = Audit(html := rendered("a[^1] b[^1]\n\n[^1]: note\n", engine).html)
    links = [part.split('"')[0] for part in html.split('href="#')[1:]]
    assert len(links) == 4
    assert set(links) <= set(audit.ids)


def test_a_table_scrolls_by_itself(engine: str) -> None:
    html = rendered("| a | b |\n|---|--:|\n| 1 | 2 |\n", engine).html
    assert '<div class="table" role="group" aria-label="Table" tabindex="0"><table>' in html
    assert '<td class="align-right">2</td>' in html
    html = rendered("<table><caption>Losses</caption><tr><td>1</td></tr></table>", engine).html
    assert 'aria-label="Losses"' in html


def test_pictures_of_the_site_s_own_are_shown_and_those_of_others_linked(engine: str) -> None:
    html = rendered(
        "![A map](../../../../media/map.png)\n\n![Theirs](https://example.org/x.png)\n\n"
        "![](//example.org/y.png)\n\n[![Both](https://example.org/z.png)](https://example.com/)\n",
        engine,
    ).html
    assert 'src="../../../../media/map.png" loading="lazy" decoding="async"' in html.replace(
        'alt="A map" ', ""
    ).replace(' alt="A map"', "")
    assert '<a href="https://example.org/x.png">Theirs</a>' in html
    assert '<a href="https://example.org/y.png">Picture at example.org</a>' in html
    assert '<a href="https://example.com/">Both</a>' in html
    assert html.count("<img") == 1


def test_a_picture_or_link_to_nowhere_is_a_problem_where_it_stands(engine: str) -> None:
    body = rendered("a\n\nb [c](../c.md)\nd ![e](map.png) [](x.md)\n", engine)
    assert [str(problem) for problem in body.problems] == [
        f"{PATH}:13:7: link to nowhere: '../c.md'",
        f"{PATH}:14:8: link to nowhere: 'map.png' (did you mean '../../../../media/map.png'?)",
        f"{PATH}:14:20: link to nowhere: 'x.md'",
    ]
    assert "<a" not in body.html


@pytest.mark.parametrize(
    "target", ["htps://wire.example/a", "mialto:x@y.example", "ftp://f.example/"]
)
@pytest.mark.parametrize(
    "form", ["[a]({})", "![a]({})", '<a href="{}">a</a>', "<blockquote cite='{}'>a</blockquote>"]
)
def test_a_link_with_another_scheme_is_a_problem(engine: str, target: str, form: str) -> None:
    body = rendered(form.format(target), engine)
    (problem,) = body.problems
    assert problem.message == f"link with another scheme: '{target}'"
    assert (problem.line, problem.column) == (11, 1 + form.index("{}"))
    assert target not in body.html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](https://post.example:99999/)", "not an address of the web: 'https://post"),
        ("<https://post.example:99999/>", "not an address of the web: 'https://post"),
        ("![a](https://post.example:99999/a.png)", "not an address of the web: 'https://post"),
        ("![a](data:image/png;base64,AA==)", "link with another scheme: 'data:image"),
        ("<a href='file:///c:/a.pdf'>a</a>", "link with another scheme: 'file:"),
        ("![a](mailto:desk@post.example)", "'mailto:desk@post.example' is no picture"),
    ],
)
def test_an_address_that_is_dropped_is_told(engine: str, text: str, message: str) -> None:
    (problem,) = rendered(f"Words.\n\n{text}\n", engine).problems
    assert (problem.line, problem.message.startswith(message)) == (13, True)


def test_what_is_dropped_with_its_element_is_not_told_twice(engine: str) -> None:
    text = "<span href='data:x'>a</span> [b](tel:1) <a name='c'>d</a>"
    assert rendered(text, engine).problems == ()


def test_a_link_without_words_is_none(engine: str) -> None:
    assert "<a" not in rendered("[](https://example.org/) [ ](#a)", engine).html


def test_a_mention_in_an_address_is_none_and_counts_for_none(engine: str) -> None:
    text = "By @Norvik, https://t.me/Norvik/12, `Norvik`; Nor&shy;vik\u00a0is ours."
    html = rendered(text, engine).html
    assert html.count("regions/norvik/") == 1
    assert f'<a href="{BASE}regions/norvik/">Nor\u00advik</a>' in html


def test_first_mentions_are_linked_in_prose_only(engine: str) -> None:
    html = rendered(
        "# Norvik\n\n`Norvik` [Norvik](https://example.org/) <abbr title=x>Norvik</abbr>\n\n"
        "    Norvik\n\n- *Norvik* and Johnson &amp; Sons\n\nNorvik\n",
        engine,
    ).html
    assert html.count("regions/norvik/") == 1
    assert '<em><a href="../../../../regions/norvik/">Norvik</a></em>' in html
    assert '<a href="../../../../actors/shipper/">Johnson &amp; Sons</a>' in html


def test_a_page_does_not_link_to_itself(engine: str) -> None:
    assert "<a" not in rendered("Norvik", engine, skip=("norvik",)).html


def test_a_citation_s_address_is_resolved(engine: str) -> None:
    body = rendered('<blockquote cite="/regions/norvik/">a</blockquote>', engine)
    assert '<blockquote cite="../../../../regions/norvik/">' in body.html


def test_letters_and_their_marks_are_put_together(engine: str) -> None:
    assert rendered("e\u0301", engine).html.strip() == "<p>\u00e9</p>"


def test_every_element_may_have_the_global_attributes() -> None:
    assert ATTRIBUTES["*"] == GLOBAL


def test_places_in_a_text_that_is_read_elsewhere_are_those_of_its_own_page(engine: str) -> None:
    prose = Prose("# End\n\nThe [end](#end).", PATH, 11, at="2030/05/01/bridge/")
    html = render_body(prose, BASE, BodyContext(ENGINES[engine], TARGETS, MENTIONS, 2)).html
    assert f'<a href="{BASE}2030/05/01/bridge/#text-end">end</a>' in html


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n    <!-- INTERNAL,\n\n    never name him -->\n\n- b",
        "> a\n>\n> <!--\n> INTERNAL\n>\n> note\n> -->\n\nb",
        "a <!-- INTERNAL\n\nnote --> b",
        "a <!-- INTERNAL -- note --> b",
        "| a | b |\n|---|---|\n| 1 | 2 <!-- INTERNAL --> |",
        "# A <!-- INTERNAL -->",
        "<div>\n<!-- INTERNAL\n\nnote -->\n</div>",
        "<div hidden>INTERNAL</div>\n\nb",
        "<div hidden>\n\nINTERNAL **note**\n\n</div>\n\nb",
        "<p style='display:none'>INTERNAL</p>\n\nb",
        "a <span hidden>INTERNAL</span> b",
        "<script>INTERNAL</script>\n\nb",
        "a <SCRIPT\nsrc=INTERNAL></SCRIPT> b",
        "a <iframe src='INTERNAL'>INTERNAL</iframe> b",
        "<textarea>INTERNAL</textarea>\n\nb",
        "<dialog>INTERNAL</dialog>\n\nb",
    ],
)
def test_what_is_not_for_readers_is_nowhere(text: str, engine: str) -> None:
    body = rendered(text, engine)
    assert "INTERNAL" not in body.html
    assert "&lt;" not in body.html
    assert body.problems == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a \\<!-- INTERNAL --\\> b", "11:4"),
        ("a &#60;!-- INTERNAL --> b", None),
    ],
)
def test_comments_and_tags_that_came_out_as_words_are_problems(
    text: str, place: str | None, engine: str
) -> None:
    problems = rendered(text, engine).problems
    if place is not None:
        assert [f"{problem.line}:{problem.column}" for problem in problems] == [place]


def test_code_may_show_comments_and_tags(engine: str) -> None:
    body = rendered("`<!-- a -->` and `<iframe>`\n\n    <!-- b -->\n    <script>", engine)
    assert body.problems == ()
    assert body.html.count("&lt;!--") == 2
