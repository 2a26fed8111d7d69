"""What an author has hidden is gone with all that is in it, and nothing else."""

from __future__ import annotations

import pytest

from briefings.content.markup.hidden_html import drop_hidden


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<div hidden>b<p>c</p></div>d", "ad"),
        ("a<DIV Hidden=''>b</DIV>d", "ad"),
        ("a<div><div hidden>b<div>c</div></div>d</div>", "a<div>d</div>"),
        ("a<span style='x:y;display:none'>b</span>d", "ad"),
        ('a<span style="DISPLAY : NONE !important">b</span>d', "ad"),
        ("a<span style='visibility: collapse'>b</span>d", "ad"),
        (
            "a<i style='opacity:0'>b</i>d<i style='opacity:0.5'>e</i>",
            'ad<i style="opacity:0.5">e</i>',
        ),
        ("a<x-note hidden>b</x-note>d", "ad"),
        ("a<font hidden>b<br>c</font>d", "ad"),
        ("<img src='a' hidden>d", "d"),
        ("<ul><li hidden>a<li>b</ul>", "<ul><li>b</li></ul>"),
        ("<p hidden>a<p>b</p>", "<p>b</p>"),
        ("<p>hidden charges, on display</p>", "<p>hidden charges, on display</p>"),
        ("<p title='hidden charges'>a</p>", '<p title="hidden charges">a</p>'),
        ("<a href='tel:1' class='hidden'>a</a>b", "b"),
        (
            "<b hidden>a</b><a href='https://example.org/'>c</a>",
            '<a href="https://example.org/">c</a>',
        ),
    ],
)
def test_only_what_is_hidden_goes(html: str, left: str) -> None:
    assert drop_hidden(html) == left
