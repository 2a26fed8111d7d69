"""Which hosts there can be, in front matter and in texts alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.model.hosts import is_host
from tests.content.sites import ARTICLE, GOOD, lines, load_site

HOSTS = [
    "example.org",
    "example.org.",
    "localhost",
    "EXAMPLE.org:8443",
    "example.org:1",
    "example.org:65535",
    "президент.укр",
    "xn--d1abbgf6aiiy.xn--p1ai",
    "_dmarc.example.org",
    "127.0.0.1:80",
]
NONE = [
    "",
    "a b",
    "a..b",
    ".example.org",
    "example.org..",
    "-a.example",
    "a-.example",
    "user@example.org",
    "user:word@example.org",
    "example.org:",
    "example.org:0",
    "example.org:080",
    "example.org:65536",
    "example.org:99999",
    "example.org:8 0",
    "example.org:８０",
    "example.org:80:80",
    "300.1.1.1",
    "1.2.3",
    "0x7f.0x1",
    "[::1]",
    "[::1",
    "xn--a",
    "a" * 64,
    "a." * 127 + "a",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host(tmp_path: Path, host: str) -> None:
    assert is_host(host)
    assert lines(load_site(tmp_path, {ARTICLE: GOOD.replace("example.org/harbour", host)})) == []


@pytest.mark.parametrize("host", NONE)
def test_no_host(tmp_path: Path, host: str) -> None:
    assert not is_host(host)
    text = GOOD.replace("https://example.org/harbour", f"'https://{host}/x'")
    (line,) = lines(load_site(tmp_path, {ARTICLE: text}))
    assert line.startswith(f"{ARTICLE}:8:10: 'https://{host}/x' is not a web address")


def test_a_host_of_many_parts_is_soon_refused() -> None:
    assert not is_host("a." * 500_000)
