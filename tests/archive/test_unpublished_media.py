"""A picture that only unpublished texts show isn't published, however its address is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.archive.visibility import published_records
from briefings.model import Body, Image
from tests.newsroom import run, write_newsroom
from tests.records import NOW, article, records

SECRET = "2030-05-02/secret"
DRAFT, OPEN = "content/articles/secret.md", "content/articles/open.md"


def media(
    names: tuple[str, ...], texts: Mapping[str, str], pages: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What is published of some media, where the draft and the public article have these texts."""
    of = records([article(SECRET, status="draft"), article("2030-05-01/open")])
    bodies = {path: Body(text, 9) for path, text in texts.items()}
    own = {path: Body(text, 1) for path, text in (pages or {}).items()}
    return published_records(replace(of, media=names, bodies=bodies, own_pages=own), NOW).media


WRITTEN = {
    "simply": "![x](../media/map.png)",
    "from the root": "![x](/media/map.png)",
    "a step that leads nowhere": "![x](../media/./map.png)",
    "two slashes": "![x](../media//map.png)",
    "many slashes": "![x](/media////map.png)",
    "there and back": "![x](../media/x/../map.png)",
    "a step behind it": "![x](../media/map.png/.)",
    "backslashes": r"![x](..\media\map.png)",
    "backslashes and steps": r"![x](..\media\.\map.png)",
    "percent signs": "![x](../media/%6dap%2Epng)",
    "a slash of percent signs": "![x](../media%2F.%2Fmap.png)",
    "entities": "![x](../media/&#109;ap&period;png)",
    "entities of numbers": "![x](../media&#x2f;&#46;/map&#x2E;png)",
    "entities of long numbers": f"&#{'1' * 5000}; ![x](../media/&#{'0' * 5000}109;ap.png)",
    "escapes": r"![x](../media/map\.png)",
    "angle brackets": "![x](<../media/./map.png>)",
    "a reference": "![x][y]\n\n[y]: ../media/./map.png 'A map'\n",
    "a reference on two lines": "![x][y]\n\n[y]:\n  ../media//map.png\n",
    "a link": "[x](../media/./map.png)",
    "a query": "![x](../media/./map.png?size=2#top)",
    "HTML": '<img src="../media/./map.png">',
    "HTML without quotes": "<img src=../media//map.png>",
    "HTML in single quotes": "<IMG SRC='../media/./map.png'>",
    "HTML on two lines": '<img\n  src="../media/./ma\np.png">',
    "HTML with a tab": '<img src="../media/./ma\tp.png">',
    "an HTML link": '<a href="../media/x/../map.png">x</a>',
    "capitals": "![x](../media/MAP.PNG)",
    "an absolute address": "![x](https://example.org/news/media/map.png)",
    "a comment": "<!-- ![x](../media/map.png) -->",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_withheld_picture_is_known_however_it_is_written(written: str) -> None:
    assert media(("media/map.png",), {DRAFT: written, OPEN: "Nothing."}) == ()


@pytest.mark.parametrize("written", [*WRITTEN.values()][:-3], ids=[*WRITTEN][:-3])
def test_so_is_one_that_is_published(written: str) -> None:
    names = ("media/map.png",)
    assert media(names, {DRAFT: "![x](../media/map.png)", OPEN: written}) == names


ELSEWHERE = {
    "a comment": "<!-- ![x](../media/map.png) -->",
    "code": "It stands at `../media/map.png`.",
    "a fence": "```\n![x](../media/map.png)\n```",
    "its bare name": "It is called map.png.",
    "another folder": "![x](../media/2030/map.png)",
    "another host": "![x](https://other.example/media/map.png)",
    "another host without a scheme": "![x](//other.example/media/map.png)",
    "a longer name": "![x](../media/roadmap.png)",
    "a longer folder": "![x](../multimedia/map.png)",
}


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_an_address_that_leads_elsewhere_publishes_nothing(text: str) -> None:
    assert media(("media/map.png",), {DRAFT: "![x](../media/./map.png)", OPEN: text}) == ()


def test_other_media_are_published() -> None:
    names = ("media/2030/map.jpg", "media/my folder/both.png", "media/sea map.png")
    draft = "![](../media/map.png) ![](<../media/my folder/both.png>)"
    shown = "![](<../media/my folder/both.png>)"
    assert media(names, {DRAFT: draft, OPEN: shown}) == names


@pytest.mark.parametrize("text", ["![x](/media/map.png)", "![x](../media/map.png)", "<!--\n"])
def test_a_page_of_the_sites_own_shows_it(text: str) -> None:
    names = ("media/map.png",)
    texts = {DRAFT: "![x](../media/map.png)", OPEN: ""}
    shows = "map" in text
    assert media(names, texts, {"content/pages/about.md": text}) == (names if shows else ())


def test_a_picture_of_the_front_matter_is_used_too() -> None:
    picture = Image("media/map.png", "A map")
    of = records([article(SECRET, status="draft"), article("2030-05-01/open", image=picture)])
    bodies = {DRAFT: Body("![x](../media/./map.png)", 9)}
    shown = published_records(replace(of, media=("media/map.png",), bodies=bodies), NOW)
    assert shown.media == ("media/map.png",)


def test_many_names_in_a_long_text_are_soon_looked_through() -> None:
    names = tuple(f"media/map-{number}.png" for number in range(20_000))
    text = "map.png map-1.png " * 20_000 + "<!--" * 20_000
    assert "media/map-1.png" not in media(names, {DRAFT: text, OPEN: ""})
    assert len(media(("media/map.png",), {DRAFT: "map.png", OPEN: text})) == 0


def test_a_built_site_has_the_pictures_of_pages_and_none_of_drafts(tmp_path: Path) -> None:
    draft = "---\ntitle: A plan\ndate: 2030-05-03\nsummary: S\nsources: [{source: wire}]\n"
    draft += "status: draft\n---\n![a](../media//plan.png) ![b](../media/./harbour.png)\n"
    site = {"content/articles/plan.md": draft, "content/media/plan.png": "plan"}
    site["content/media/harbour.png"] = "harbour"
    site["content/pages/about.md"] = "# About\n\n![The harbour](/media/harbour.png)\n"
    assert run(write_newsroom(tmp_path, site), "mkdocs", "build", "-q").returncode == 0
    assert [file.name for file in (tmp_path / "site" / "media").iterdir()] == ["harbour.png"]
