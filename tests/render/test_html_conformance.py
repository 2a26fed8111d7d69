"""Harmless markup in places where the HTML standard doesn't have it."""

from __future__ import annotations

import pytest

from briefings.render.html_conformance import conform
from briefings.render.html_tree import parse_nodes, write_nodes
from briefings.render.sanitize import sanitize


def conformed(html: str) -> str:
    return write_nodes(conform(parse_nodes(sanitize(html))))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Parts without their whole.
        ("<li>a</li><dt>b</dt><summary>c</summary>", "<div>a</div><div>b</div><div>c</div>"),
        ("<figcaption>a</figcaption>", "<div>a</div>"),
        # Lists.
        ("<ul><ul><li>a</li></ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<ol>x<li>a</li>y<p>z</p></ol>", "<ol><li>x</li><li>ay<p>z</p></li></ol>"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>",) * 2,
        ("<dl><dt>a</dt></dl>", "<div><div>a</div></div>"),
        ("<dl><dd>a</dd><dt>b</dt><dd>c</dd></dl>",
         "<div><div>a</div><div>b</div><div>c</div></div>"),
        ("<dl>x<dt>a</dt><dd>b</dd></dl>", "<div>x<div>a</div><div>b</div></div>"),
        ("<dl><dt><h2>a</h2></dt><dd>b</dd></dl>", "<dl><dt> a </dt><dd>b</dd></dl>"),
        # Blocks in phrases, and in what holds phrases only.
        ("<b><p>a</p></b>", "<p>a</p>"),
        ("<p><marquee><p>a</p></marquee>b</p>", " <p>a</p>b "),
        ("<h2>a<div>b</div></h2>", "<h2>a b </h2>"),
        ("<pre>a<ul><li>b</li></ul></pre>", "<pre>a  b  </pre>"),
        ("<ins><p>a</p></ins>",) * 2,
        ('<a href="x"><p>a</p></a>',) * 2,
        # Whole things.
        ("<details><summary>a</summary>b</details>",) * 2,
        ("<details open>b<summary>a</summary></details>", "<div>b<div>a</div></div>"),
        ("<details><summary>a</summary><summary>b</summary></details>",
         "<details><summary>a</summary><div>b</div></details>"),
        ("<figure><figcaption>a</figcaption>b</figure>",) * 2,
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>a<div>b</div>c</figure>"),
        ("<figure><time>a<figcaption>b</figcaption></time>c</figure>",
         "<figure>a<div>b</div>c</figure>"),
        # Single elements.
        ('<a name="x">a</a>', '<span id="x">a</span>'),
        ("<a>a</a>", "a"),
        ('<a href="x">a<table><tr><td><a href="y">b</a></table></a>',
         '<a href="x">a <div><div><div>b</div></div></div> </a>'),
        ('<img alt="a">', "a"),
        ('<img src="x">', '<img src="x" alt="">'),
        ("<time>soon</time>", "soon"),
        ("<section class=footnotes>a</section>", '<div class="footnotes">a</div>'),
        ("<p> </p><p>a</p>", "<p>a</p>"),
        ("<span>a</span>", "a"),
        ('<input type="checkbox" checked disabled> a',
         '<span role="img" aria-label="done">☑</span> a'),
        ('<input type="checkbox"> a', '<span role="img" aria-label="to do">☐</span> a'),
        ('<input type="text" value="x" checked>', ""),
        # Tables.
        ('<table><tr><td align="right">a<td style="text-align:center">b',
         '<table><tbody><tr><td class="align-right">a</td><td class="align-center">b</td></tr>'
         "</tbody></table>"),
        ("<table><tr><th><h2>a</h2></table>",
         "<table><tbody><tr><th> a </th></tr></tbody></table>"),
        ("<table><caption>a</caption></table>", "<div><div>a</div></div>"),
    ],
)  # fmt: skip
def test_each_element_stands_where_it_may(html: str, expected: str) -> None:
    assert conformed(html) == expected


def test_what_is_valid_stays_as_it_is() -> None:
    html = (
        '<h2 id="a">A</h2>\n<p>b <em>c</em> <a href="d">e</a><br>f</p>\n'
        "<blockquote>\n<p>g</p>\n</blockquote>\n<pre><code>h\n</code></pre>\n<hr>\n"
        '<figure><img src="i" alt="j"><figcaption>k</figcaption></figure>'
    )
    assert conformed(html) == html
