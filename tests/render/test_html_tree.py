"""Reading and writing the small tree."""

from __future__ import annotations

import pytest

from briefings.render.html_tree import Element, parse_nodes, text_of, write_nodes
from briefings.render.markdown import MarkdownError
from briefings.render.sanitize import sanitize


def test_a_tree_is_written_as_it_was_read() -> None:
    html = '<p>a &lt;b&gt; &amp;amp;<br>c</p>\n<img src="x?a&amp;b" alt="&lt;i&gt; &quot;q&quot;">'
    assert write_nodes(parse_nodes(html)) == html


def test_values_may_hold_angle_brackets_as_they_are() -> None:
    html = sanitize('<p title="<b> > &quot;">a</p>')
    (paragraph,) = parse_nodes(html)
    assert isinstance(paragraph, Element)
    assert paragraph.attributes == {"title": '<b> > "'}
    assert paragraph.children == ["a"]


def test_an_empty_alternative_is_written_and_other_empty_values_are_not() -> None:
    image = Element("img", {"src": "a", "alt": ""})
    assert write_nodes([image, Element("details", {"open": ""})]) == (
        '<img src="a" alt=""><details open></details>'
    )


def test_the_text_is_what_a_reader_is_told() -> None:
    assert text_of(parse_nodes('a <b>b &amp; <img src="x" alt="c"></b>')) == "a b & c"


def test_a_tree_more_than_100_levels_deep_is_an_error() -> None:
    assert parse_nodes("<div>" * 100 + "</div>" * 100)
    with pytest.raises(MarkdownError, match="nested too deeply"):
        parse_nodes("<div>" * 101 + "</div>" * 101)
