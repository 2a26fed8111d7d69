"""Where each kind of target leads, from a page below the site's root."""

from __future__ import annotations

import pytest

from briefings.render.link_positions import LinkPositions
from briefings.render.links import BadLink, Targets, resolve, site_address

PATH = "content/articles/2025/04/26/harbour.md"
BASE = "../../../../"
TARGETS = Targets(
    {
        "content/regions/norvik.md": "regions/norvik/",
        "content/actors/general-tarn.md": "actors/general-tarn/",
        "content/articles/2025/04/26/harbour.md": "2025/04/26/harbour/",
        "content/articles/2025/04/25/ferry.md": "2025/04/25/ferry/",
        "content/media/map.png": "media/map.png",
        "content/media/карта 1.png": "media/карта 1.png",
        "content/media/й.png": "media/й.png",
    }
)
CHECKED = Targets(
    TARGETS.files, dict.fromkeys(("", "regions/norvik/", "feed.xml", "media/map.png"), True)
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://example.org", "http://example.org"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://example.org/a b[c]|é#f#g", "https://example.org/a%20b%5Bc%5D%7C%C3%A9#f%23g"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://пример.укр/", "https://пример.укр/"),
        ("https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%83%D0%BA%D1%80/", "https://пример.укр/"),
        ("https://xn--e1afmkfd.xn--j1amh/", "https://xn--e1afmkfd.xn--j1amh/"),
        ("https://例え。テスト:8080/パ", "https://例え.テスト:8080/%E3%83%91"),
        ("http://موقع.وزارة-الاتصالات.مصر", "http://موقع.وزارة-الاتصالات.مصر"),
        (
            "mailto:прес@приклад.укр",
            "mailto:%D0%BF%D1%80%D0%B5%D1%81@"
            "%D0%BF%D1%80%D0%B8%D0%BA%D0%BB%D0%B0%D0%B4.%D1%83%D0%BA%D1%80",
        ),
        ("../../../../media/%D0%B8%CC%86.png", "../../../../media/%D0%B9.png"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("//example.org/a", "https://example.org/a"),
        ("mailto:desk@example.org?subject=a b", "mailto:desk@example.org?subject=a%20b"),
        ("tel:+380441234567", "tel:+380441234567"),
        ("#claims", "#claims"),
        ("/regions/norvik/", "../../../../regions/norvik/"),
        ("/regions/norvik", "../../../../regions/norvik"),
        ("/", "../../../../"),
        ("/search/?q=a b#c", "../../../../search/?q=a%20b#c"),
        ("/../../x/", "../../../../x/"),
        ("/javascript:alert(1)", "../../../../javascript:alert(1)"),
        ("../../../../regions/norvik.md", "../../../../regions/norvik/"),
        ("..\\25\\ferry.md", "../../../../2025/04/25/ferry/"),
        ("../25/ferry.md#the-crew", "../../../../2025/04/25/ferry/#text-the-crew"),
        ("harbour.md", "../../../../2025/04/26/harbour/"),
        ("../../../../media/map.png", "../../../../media/map.png"),
        (
            "../../../../media/%D0%BA%D0%B0%D1%80%D1%82%D0%B0%201.png",
            "../../../../media/%D0%BA%D0%B0%D1%80%D1%82%D0%B0%201.png",
        ),
    ],
)
def test_targets_that_lead_somewhere(target: str, expected: str) -> None:
    assert resolve(target, PATH, BASE, TARGETS) == expected


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("", "a link has no target", ""),
        ("../25/fery.md", "link to nowhere: '../25/fery.md'", "did you mean '../25/ferry.md'?"),
        ("norvik.md", "link to nowhere: 'norvik.md'",
         "did you mean '../../../../regions/norvik.md'?"),
        ("media/map.png", "link to nowhere: 'media/map.png'",
         "did you mean '../../../../media/map.png'?"),
        ("../../../../../../etc/passwd", "link to nowhere: '../../../../../../etc/passwd'", ""),
        ("ftp://example.org/", "link with another scheme: 'ftp://example.org/'",
         "use https, http, mailto or tel"),
        ("javascript:alert(1)", "link with another scheme: 'javascript:alert(1)'",
         "use https, http, mailto or tel"),
    ],
)  # fmt: skip
def test_targets_that_lead_nowhere(target: str, message: str, hint: str) -> None:
    assert resolve(target, PATH, BASE, TARGETS) == BadLink(message, hint)


def test_a_host_that_is_none_is_no_address() -> None:
    for host in ("a..b", "example.org:99999", "user@example.org"):
        bad = resolve(f"https://{host}/", PATH, BASE, TARGETS)
        assert bad == BadLink(
            f"not an address of the web: 'https://{host}/'", "check its host name"
        )


def test_addresses_from_the_root_are_checked_when_all_are_known() -> None:
    assert resolve("/regions/norvik/#claims", PATH, BASE, CHECKED) == (
        "../../../../regions/norvik/#claims"
    )
    assert resolve("/", PATH, BASE, CHECKED) == "../../../../"
    assert resolve("/media/map.png", PATH, BASE, CHECKED) == "../../../../media/map.png"
    assert resolve("/regions/norwik/", PATH, BASE, CHECKED) == BadLink(
        "link to nowhere: '/regions/norwik/'", "did you mean '/regions/norvik/'?"
    )


def test_on_the_home_page_an_address_of_the_site_is_never_taken_for_a_scheme() -> None:
    assert site_address("regions/norvik/", "") == "./regions/norvik/"
    assert resolve("/javascript:alert(1)", PATH, "", TARGETS) == "./javascript:alert(1)"


def test_a_target_is_found_where_it_links_and_not_where_it_is_a_word() -> None:
    text = "A map.png, then\n[a](<map.png>) and\n[b]: b&c.md\n<img src='ä.png'>\n"
    assert LinkPositions(text).find("map.png") == (2, 6)
    assert LinkPositions(text).find("b&c.md") == (3, 6)
    assert LinkPositions(text).find("%C3%A4.png") == (4, 11)
    assert LinkPositions(text).find("z.md") == (1, 1)
    assert LinkPositions("[x](../ab.md), [y](../a-b) and [z](../a)").find("../a") == (1, 36)
    assert LinkPositions("[x]: ../ab\n[y]: ../a 'A'").find("../a") == (2, 6)


def test_a_link_to_what_is_withheld_is_none_yet() -> None:
    targets = Targets({}, unpublished={"content/articles/secret.md": True})
    assert resolve("secret.md", "content/articles/x.md", "../", targets) is None


@pytest.mark.parametrize(
    ("file", "target", "typed"),
    [
        ("a#b.png", "../media/a#b.png", "../media/a%23b.png"),
        ("a?b.png", "../media/a?b.png", "../media/a%3Fb.png"),
        ("map (2).png", "map (2).png", "../media/map%20%282%29.png"),
        ("50%.png", "../media/50.png", "../media/50%25.png"),
        ("порт.png", "порт.png", "../media/порт.png"),
    ],
)
def test_a_hint_can_be_typed_as_it_is(file: str, target: str, typed: str) -> None:
    targets = Targets({f"content/media/{file}": f"media/{file}"})
    bad = resolve(target, "content/articles/x.md", BASE, targets)
    assert isinstance(bad, BadLink)
    assert bad.hint == f"did you mean '{typed}'?"
    found = resolve(typed, "content/articles/x.md", BASE, targets)
    assert found == site_address(f"media/{file}", BASE)


@pytest.mark.parametrize(
    "host", ["%FF.укр", "пример..укр", "-приклад.укр", "пр иклад.укр", "a%2Fb.укр"]
)
def test_a_host_of_another_script_has_to_be_one(host: str) -> None:
    assert isinstance(resolve(f"https://{host}/", PATH, BASE, TARGETS), BadLink)
