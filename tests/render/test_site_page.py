"""MkDocs' own pages: their links stay, nothing reaches another host."""

from __future__ import annotations

import pytest

from briefings.render.site_page import render_site_page


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../about/#a b">a</a>', '<a href="../about/#a%20b">a</a>'),
        ('<a href="/regions/norvik/">a</a>', '<a href="../regions/norvik/">a</a>'),
        ('<a href="https://example.org/">a</a>',) * 2,
        ('<a href="https://a b/">a</a>', "a"),
        ('<h1 id="about">About</h1>',) * 2,
        ('<img src="../media/map.png" alt="a">',) * 2,
        ('<img src="/media/map.png" alt="a">', '<img src="../media/map.png" alt="a">'),
        ('<img src="https://a b/" alt="a">', "a"),
        ('<img src="mailto:a@example.org" alt="a">', "a"),
        ('<img src="tel:1" alt="a">', "a"),
        ('<img src="#b" alt="a">', "a"),
        ('<img src="//example.org/x" alt="a">', '<a href="https://example.org/x">a</a>'),
        ('<img src="/\\example.org/x" alt="a">', '<a href="https://example.org/x">a</a>'),
        ('<a href="b"><img src="https://example.org/x" alt="a"></a>', '<a href="b">a</a>'),
        ("<script>a</script><q cite='/a/'>b</q>", '<q cite="../a/">b</q>'),
        ("<table><tr><td>a</table>",
         '<div class="table" role="group" aria-label="Table" tabindex="0"><table><tbody><tr>'
         "<td>a</td></tr></tbody></table></div>"),
    ],
)  # fmt: skip
def test_a_fragment_is_safe_and_its_addresses_hold(html: str, expected: str) -> None:
    assert render_site_page(html, "../") == expected
