"""Which way a text is read, and what its element says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.render.direction import directed, direction_of, first_direction, spoken
from tests.newsroom import run, write_newsroom


@pytest.mark.parametrize(
    "lang",
    ["ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "sd", "ug", "ar-EG", "FA_AF", "ku-Arab"],
)
def test_languages_read_from_the_right(lang: str) -> None:
    assert direction_of(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "uk", "az", "ug-Cyrl", "sd-Deva", "ar-Latn-EG", "ku", "ja"])
def test_other_languages_are_read_from_the_left(lang: str) -> None:
    assert direction_of(lang) == "ltr"


def test_a_texts_first_letter_says_how_it_is_read() -> None:
    assert first_direction("12: «الميناء» in Norvik") == "rtl"
    assert first_direction("«Порт» الميناء") == "ltr"
    assert first_direction("… —") is None


@pytest.mark.parametrize(
    ("text", "lang", "attributes"),
    [
        ("Norvik: ours", "ar", ' lang="ar" dir="rtl"'),
        ("הנמל", None, ' dir="rtl"'),
        ("הנמל", "en", ' lang="en"'),
        ("Порт", None, ""),
        (None, None, ""),
    ],
)
def test_an_element_says_how_its_text_is_read(
    text: str | None, lang: str | None, attributes: str
) -> None:
    assert spoken(text, lang) == attributes


ARTICLE = """\
---
title: الجسر مفتوح
date: 2030-05-01T10:00
summary: بيان من الطرفين.
lang: ar
sources: [{source: wire}]
regions: [norvik]
claims:
  - id: open
    by: tarn
    says: الجسر مفتوح
    quote: الجسر لنا
---
قال: «الجسر لنا».
"""


def test_what_is_read_from_the_right_says_so_wherever_it_stands(tmp_path: Path) -> None:
    project = write_newsroom(tmp_path, {"content/articles/bridge.md": ARTICLE})
    assert run(project, "mkdocs", "build", "-q").returncode == 0
    site = project / "site"
    page = (site / "2030/05/01/bridge/index.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert '<div class="prose" lang="ar" dir="rtl">' in page
    assert '<div lang="ar" dir="rtl">\n<h1>الجسر مفتوح</h1>' in page
    assert '<p class="says" dir="rtl">' in page
    assert '<blockquote lang="ar" dir="rtl">' in page
    assert '<div lang="ar" dir="rtl">\n<h3>' in (site / "2030/05/01/index.html").read_text("utf-8")
    claim = (site / "claims/2030/05/01/bridge/open/index.html").read_text("utf-8")
    assert '<h1 dir="rtl">الجسر مفتوح</h1>' in claim
    assert 'dir="rtl">General Tarn: ' not in claim
    assert 'dir=\\"rtl\\">\\n<p>قال' in (site / "feed.json").read_text("utf-8")
    assert (
        "dir=" not in (site / "2030/05/03/reply/index.html").read_text("utf-8").split("<aside")[1]
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Plain words.</p>", ""),
        ("<p>“Curly” الجسر</p>", ""),
        ("<p><a href='x'>الجسر</a> is open</p>", ' dir="rtl"'),
        ("<p>12&nbsp;«הגשר»</p>", ' dir="rtl"'),
        ("<p>" + "word " * 100 + "الجسر</p>", ""),
    ],
)
def test_a_text_in_html_is_read_as_its_first_letter_is(html: str, expected: str) -> None:
    assert directed(html) == expected


def test_texts_without_a_language_are_read_by_their_first_letters(tmp_path: Path) -> None:
    files = {
        "content/articles/bridge.md": ARTICLE.replace("lang: ar\n", ""),
        "content/regions/norvik.md": "---\nname: Norvik\n---\nالجسر هنا.\n",
        "content/sources/wire.md": "---\nname: Wire\n---\nWords.\n",
        "content/briefings/2030-05-01.md": "---\ntitle: The bridge\n---\nالجسر هنا.\n",
        "content/pages/about.md": "# الجسر\n\nهنا.\n",
    }
    project = write_newsroom(tmp_path, files)
    assert run(project, "mkdocs", "build", "-q").returncode == 0
    for page in ("regions/norvik", "2030/05/01", "about"):
        text = (project / "site" / page / "index.html").read_text("utf-8")
        assert '<div class="prose" dir="rtl">' in text, page
    assert '<div class="prose">' in (project / "site/sources/wire/index.html").read_text("utf-8")
    feed = (project / "site/feed.json").read_text("utf-8")
    assert '<div dir=\\"rtl\\">\\n<p>قال' in feed
