"""What no page shows is taken out of the Markdown, however it stands there."""

from __future__ import annotations

import pytest

from briefings.content.cmark import open_cmark
from briefings.content.dialect import Dialect
from briefings.content.lint.html import find_left_out
from briefings.content.markup.code_and_comments import scan
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.render.markdown import python_markdown
from briefings.render.sanitize import sanitize

MANY = 20_000
UNSEEN = [
    "Text <span hidden><p>PRIVATE</p></span> after",
    "Text <span hidden>PRIVATE\n\nPRIVATE</span> after",
    "<span hidden>\n\nPRIVATE\n\n</span>\n\nafter",
    "<p hidden>\n\nPRIVATE\n\n</p>\n\nafter",
    "<q hidden>\n\nPRIVATE\n\n</q>\n\nafter",
    "- a\n- <div hidden>PRIVATE\n\n  PRIVATE</div>\n\nafter",
    "> <div hidden>\n>\n> - PRIVATE\n>\n> </div>\n\nafter",
    "<div hidden>\n\n<div>\n\nPRIVATE\n\n</div>\n\n**PRIVATE**\n\n</div>\n\nafter",
    "<div hidden>\nPRIVATE\n\nPRIVATE `</div>` PRIVATE\n\n</div>\n\nafter",
    "<video autoplay><p>PRIVATE</p></video>after",
    "<svg>\n\n<title/>PRIVATE<svg/>\n\nPRIVATE\n\n</svg>\n\nafter",
    "Text <td hidden>PRIVATE</td> after",
    "| a | b |\n|---|---|\n| <span hidden>PRIVATE</span> | after |",
    "<div popover>PRIVATE</div>\n\nafter",
    "<b style='display:/* */none'>PRIVATE</b> after",
    "<b style='display&#58;none'>PRIVATE</b> after",
    "<b style='position: absolute; left: -9999px'>PRIVATE</b> after",
    "<b style='text-indent:-999em'>PRIVATE</b> after",
    "<b style='max-height:0; overflow:hidden'>PRIVATE</b> after",
    "<b style='clip: rect(0 0 0 0)'>PRIVATE</b> after",
    "<b style='color:transparent'>PRIVATE</b> after",
]


@pytest.mark.parametrize("engine", ["python-markdown", "gfm"])
@pytest.mark.parametrize("text", UNSEEN)
def test_no_word_of_it_is_shown_and_all_after_it_is(text: str, engine: str) -> None:
    convert = open_cmark() if engine == "gfm" else python_markdown(["tables"], {})
    html = sanitize(convert(blank_unseen(text)))
    assert "PRIVATE" not in html
    assert "after" in html


@pytest.mark.parametrize("text", UNSEEN)
def test_it_is_told_of(text: str) -> None:
    found = [*find_left_out(scan(text).prose, Dialect("gfm", ()))]
    assert [fault.severity for fault in found] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "a `<b hidden>c</b>` d",
        "```\n<script>a</script>\n```",
        "<div title='hidden'>a</div> <b style='max-height: 10em; overflow: hidden'>c</b>",
        "<b style='left: -1px; background-color: transparent'>a</b>",
        "<li><input type='checkbox' checked> done</li>",
    ],
)
def test_code_and_what_is_seen_stays(text: str) -> None:
    assert blank_unseen(text) == text
    assert [*find_left_out(scan(text).prose, Dialect("gfm", ()))] == []


def test_markdown_after_a_hidden_part_of_its_line_is_read() -> None:
    assert blank_unseen("<b hidden>a</b> *c*") == " *c*"
    assert blank_unseen("*c* <b hidden>a</b>\nd") == "*c* <!-- -->\nd"


@pytest.mark.parametrize(
    "text", ["<p hidden>a\n\nb", "<div hidden><div>a</div>\n\nb", "<tr hidden>a"]
)
def test_what_would_take_the_rest_with_it_is_a_problem(text: str) -> None:
    found = [*find_left_out(text, Dialect("gfm", ()))]
    assert [fault.severity for fault in found] == ["problem"]
    assert "never closed" in found[0].message


def test_a_control_that_vanishes_is_told_of() -> None:
    found = [*find_left_out("a <input type='text' value='b'> c", Dialect("gfm", ()))]
    assert [fault.message for fault in found] == ["an input is left out"]


@pytest.mark.parametrize(
    "part", ["<li hidden>", "<svg><title/>", "<b hidden></i>", "<div hidden>a"]
)
def test_many_open_elements_are_read_once(part: str) -> None:
    blank_unseen(part * MANY + "</li></div>")
