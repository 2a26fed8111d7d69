"""A link or a picture whose address no page may have is told of, since it would be words alone."""

from __future__ import annotations

import pytest

from briefings.render.invalid_addresses import find_lost
from briefings.render.sanitize import sanitize


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="javascript:a()">b</a>', "link with another scheme: 'javascript:a()'"),
        ("<a HREF='JavaScript:a()' class=b>c</a>", "link with another scheme: 'JavaScript:a()'"),
        ('<img src="data:image/png;base64,AA" alt="a">', "link with another scheme: 'data:image/"),
        ('<a href="file:///a">b</a>', "link with another scheme: 'file:///a'"),
        ('<a href="https://a.example:99999/">b</a>', "not an address of the web: 'https://a.exa"),
        ('<a href="https://[a/">b</a>', "not an address of the web: 'https://[a/'"),
        ('<img src="mailto:a@b.example" alt="c">', "not an address of a picture: 'mailto:a@b"),
        ('<img src="TEL:1" alt="c">', "not an address of a picture: 'TEL:1'"),
    ],
)
def test_a_lost_address_is_told_of(html: str, message: str) -> None:
    ((_, bad),) = find_lost(html, sanitize(html)).items()
    assert bad.message.startswith(message)
    assert bad.hint


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/regions/a/'>b</a> <a name='c'></a> <img src=a.png alt=b> <a href=''>d</a>",
        '<a href="mailto:a@b.example?subject=c d">e</a> <a href="tel:+1 2">f</a>',
        '<a href="https://президент.укр:8080/a b?c[]=d#e">f</a> <a href="//a.example/">b</a>',
        '<a href="ftp://a.example/">told of where links are resolved</a>',
        "<a href='two.md#a'>b</a>",
    ],
)
def test_nothing_is_told_of_other_addresses(html: str) -> None:
    assert find_lost(html, sanitize(html)) == {}
