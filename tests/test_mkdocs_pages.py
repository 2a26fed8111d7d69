"""The site's own pages, to `mkdocs build` and `briefings check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.newsroom import CONFIG, write_newsroom
from tests.own_pages import REPLACING, assert_told, build

ABOUT = "content/pages/about.md"
SLOW = "[" * 50_000


@pytest.mark.parametrize("page", [SLOW, "<a " * 20_000, f"---\ntitle: A\n---\n{SLOW}"])
def test_a_page_has_only_so_much_time(tmp_path: Path, page: str) -> None:
    write_newsroom(tmp_path, {"content/pages/slow.md": page, "content/pages/slower.md": page})
    line = 4 if page.startswith("---") else 1
    assert_told(tmp_path, f"content/pages/slow.md:{line}:1: the text takes longer than 5 s")


def test_a_page_that_is_nested_too_deeply_is_told(tmp_path: Path) -> None:
    deep = "".join(f"{'    ' * depth}- a\n" for depth in range(200))
    write_newsroom(tmp_path, {"content/pages/deep.md": deep})
    assert_told(tmp_path, "content/pages/deep.md:1:1: the text is nested too deeply")


@pytest.mark.parametrize(
    "page",
    ["template: base.html\n\n# A\n", "---\ntemplate: article.html\n...\n# A\n"],
    ids=["loose", "dots"],
)
def test_a_page_chooses_no_template_in_any_way(tmp_path: Path, page: str) -> None:
    write_newsroom(tmp_path, {"content/pages/a.md": page})
    assert_told(tmp_path, "a page can't choose its template")


def test_titles_and_descriptions_of_pages_count_in_all_their_forms(tmp_path: Path) -> None:
    pages = {
        "one": "---\ntitle: NO\ndescription: Of one.\n---\nText.\n",
        "two": "---\ntitle: 012\ndescription: Of two.\n...\nText.\n",
        "three": "Title: 2026-02-30\nDescription: Of three.\n\nText.\n",
        "four": "Note: it rains.\n",
    }
    write_newsroom(tmp_path, {f"content/pages/{name}.md": text for name, text in pages.items()})
    assert build(tmp_path)[0] == 0
    site = tmp_path / "site"
    for name, title in (("one", "NO"), ("two", "012"), ("three", "2026-02-30")):
        html = (site / name / "index.html").read_text()
        assert f"<h1>{title}</h1>" in html
        assert f'content="Of {name}."' in html
    assert "Note: it rains." in (site / "four/index.html").read_text()


def test_pages_stand_in_the_footer_in_the_order_of_nav(tmp_path: Path) -> None:
    names = ["zeta", "about", "method", "beta", "alpha", "contact", "team"]
    nav = "nav:\n" + "".join(f"  - {name}.md\n" for name in names)
    pages = {f"content/pages/{name}.md": f"# {name.title()}\n" for name in names}
    write_newsroom(tmp_path, {**pages, "mkdocs.yml": f"{CONFIG}{nav}"})
    assert build(tmp_path)[0] == 0
    for page in ("index.html", "about/index.html"):
        html = (tmp_path / "site" / page).read_text()
        footer = html.partition("<footer")[2]
        found = re.findall(rf'href="[./]*({"|".join(names)})/"', footer)
        # A page may name itself otherwise.
        assert found == [name for name in names if name in found]
        assert len(found) >= len(names) - 1


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("![the desk](mailto:desk@example.org)", "not an address of a picture: 'mailto:desk@"),
        ("![phone][a]\n\n[a]: TEL:1", "not an address of a picture: 'TEL:1'"),
        ("[a](javascript:b)", "link with another scheme: 'javascript:b'"),
        ("<a href='ftp://a.example/'>b</a>", "link with another scheme: 'ftp://a.example/'"),
        ("[a](https://a.example:99999/)", "not an address of the web: 'https://a.example:99999/'"),
    ],
)
def test_an_address_that_no_page_may_have_is_told_of(
    tmp_path: Path, link: str, expected: str
) -> None:
    write_newsroom(tmp_path, {"content/pages/a.md": f"# A\n\n{link}\n"})
    assert_told(tmp_path, expected)


def test_a_page_that_changes_during_the_build_is_told(tmp_path: Path) -> None:
    hook = REPLACING.format(path="pages/about.md", other="symlink").replace(
        "on_env(env, config, files)", "on_nav(nav, config, files)"
    )
    hook = hook.replace("return env", "return nav")
    files = {"hook.py": hook, "secret": "a secret", "mkdocs.yml": f"{CONFIG}hooks: [hook.py]\n"}
    code, output = build(write_newsroom(tmp_path, files))
    assert code == 1
    assert f"{ABOUT}:1:1: a symlink" in output
    assert not (tmp_path / "site").exists()
