"""Links to a place within a page, from any text of a site to any of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.newsroom import CONFIG, LATER, run, write_newsroom

HEAD = "---\ntitle: {}\ndate: 2030-05-0{}\nsummary: S\nsources: [{{source: wire}}]\n---\n"
ONE, TWO = HEAD.format("One", 3), HEAD.format("Two", 4)
TARGETS = {
    "content/articles/two.md": TWO
    + "## Aftermath\n\nText.\n\n## Łódź, später\n\n<i id=Kept>x</i>\n",
    "content/regions/norvik.md": "---\nname: Norvik\n---\n## Harbour\n\nText.\n",
    "content/briefings/2030-05-04.md": "---\ntitle: Day\n---\n## The day so far\n\nText.\n",
    "content/pages/method.md": "# Method\n\n## Стан справ\n\n<a name=old></a>Text.\n",
}
GFM = CONFIG + "      markdown: gfm\n"


def check(folder: Path, text: str, changes: Mapping[str, str] | None = None) -> list[str]:
    """The problems of an article with this text beside the targets, by `briefings check`."""
    files = {**TARGETS, "content/articles/one.md": f"{ONE}{text}\n", **(changes or {})}
    write_newsroom(folder, files)
    done = run(folder, "briefings", "check", SOURCE_DATE_EPOCH=LATER)
    return [line for line in done.stdout.splitlines() if "one.md:" in line or "pages/" in line]


@pytest.fixture(params=[CONFIG, GFM], ids=["python-markdown", "gfm"])
def config(request: pytest.FixtureRequest) -> dict[str, str]:
    return {"mkdocs.yml": request.param}


def test_links_to_places_that_are_there(tmp_path: Path, config: Mapping[str, str]) -> None:
    links = [
        *("#here-1", "#main", "two.md#aftermath", "two.md#łódź-später", "two.md#Kept"),
        *("two.md#%C5%82%C3%B3d%C5%BA-sp%C3%A4ter", "/2030/05/04/two/#aftermath"),
        *("/2030/05/04/two/#text-aftermath", "../regions/norvik.md#harbour"),
        *("/regions/norvik/#harbour", "/2030/05/04/#the-day-so-far", "/2030/05/04/#changes"),
        *("../pages/method.md#стан-справ", "/method/#old", "/regions/norvik/2030/05/#claims"),
        *("two.md#:~:text=Text", "/claims/#by-month"),
    ]
    shown = " ".join(f"[a]({link})" for link in links if "norvik/2030" not in link)
    assert check(tmp_path, f"{shown}\n\n## Here\n\n## Here", config) == []
    done = run(tmp_path, "mkdocs", "build", "-q", SOURCE_DATE_EPOCH=LATER)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site/2030/05/03/one/index.html").read_text(encoding="utf-8")
    assert 'id="text-here-1"' in html
    assert 'href="../two/#' not in html
    assert html.count("/two/#text-aftermath") == 3
    assert "/method/#%D1%81%D1%82%D0%B0%D0%BD" in html
    method = (tmp_path / "site/method/index.html").read_text(encoding="utf-8")
    assert 'id="стан-справ"' in method


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("#her", "did you mean '#here'?"),
        ("two.md#aftermth", "did you mean '#aftermath'?"),
        ("/2030/05/04/two/#nowhere", "there is #Kept, #aftermath, #łódź-später"),
        ("/2030/05/04/two/#corrections", "there is #Kept, #aftermath, #łódź-später"),
        ("/regions/norvik/#nowhere", "did you mean '#harbour'?"),
        ("/#nowhere", "there are no headings: leave the '#' and what follows out"),
        ("/actors/tarn/#nowhere", "there are no headings: leave the '#' and what follows out"),
        ("/2030/05/04/#nowhere", "did you mean '#the-day-so-far'?"),
        ("/method/#стан-спра", "did you mean '#стан-справ'?"),
        ("../pages/method.md#nowhere", "there is #method, #old, #стан-справ"),
    ],
)
def test_links_to_places_that_are_not_there(
    tmp_path: Path, config: Mapping[str, str], link: str, hint: str
) -> None:
    found = check(tmp_path, f"Text.\n\n[a]({link})\n\n## Here", config)
    where = "here" if link.startswith("#") else "there"
    assert found == [f"content/articles/one.md:9:5: no such heading {where}: '{link}' ({hint})"]


def test_own_pages_link_to_what_is_there(tmp_path: Path) -> None:
    page = (
        "# Page\n\n[a](/regions/nowhere/) [b](#nope) [c](method.md#nope)\n"
        "[d](/regions/norvik/#nope) [e](/regions/norvik/#harbour) [f](method.md#стан-справ)\n"
        "[g](#page) [h](/2030/05/04/two/#aftermath) `[i](/nowhere/)`\n"
    )
    found = check(tmp_path, "Text.", {"content/pages/page.md": page})
    assert [line.partition(" (")[0] for line in found] == [
        "content/pages/page.md:3:5: link to nowhere: '/regions/nowhere/'",
        "content/pages/page.md:3:28: no such heading here: '#nope'",
        "content/pages/page.md:3:39: no such heading there: 'method.md#nope'",
        "content/pages/page.md:4:5: no such heading there: '/regions/norvik/#nope'",
    ]
    done = run(tmp_path, "mkdocs", "build", "-q", SOURCE_DATE_EPOCH=LATER)
    assert done.returncode == 1
    assert "page.md:3:28" in done.stdout + done.stderr


def test_a_heading_that_goes_away_is_noticed_where_links_lead_to_it(tmp_path: Path) -> None:
    assert check(tmp_path, "[a](two.md#aftermath) [b](../pages/method.md#стан-справ)") == []
    first = run(tmp_path, "mkdocs", "build", "-q", SOURCE_DATE_EPOCH=LATER)
    assert first.returncode == 0, first.stderr
    for path, old in (("articles/two.md", "Aftermath"), ("pages/method.md", "Стан справ")):
        file = tmp_path / "content" / path
        whole = file.read_text(encoding="utf-8")
        file.write_text(whole.replace(old, "Other"), encoding="utf-8")
        done = run(tmp_path, "mkdocs", "build", "-q", SOURCE_DATE_EPOCH=LATER)
        assert done.returncode == 1
        assert "no such heading there" in done.stdout + done.stderr
        file.write_text(whole, encoding="utf-8")
