"""The site's own pages and what lies beside them, to `mkdocs build` and `briefings check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.newsroom import CONFIG, digests, run, write_newsroom

ABOUT = "content/pages/about.md"
SLOW = "[" * 50_000


def build(folder: Path, *options: str) -> tuple[int, str]:
    done = run(folder, "mkdocs", "build", "--strict", *options)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def check(folder: Path) -> tuple[int, str]:
    done = run(folder, "briefings", "check", "--strict")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def assert_told(folder: Path, expected: str) -> None:
    """Both commands tell a problem, and nothing is published."""
    for code, output in (check(folder), build(folder)):
        assert code == 1
        assert expected in output
    assert not (folder / "site").exists()


@pytest.mark.parametrize("path", ["assets/dispatch.css", "assets/Dispatch.css"])
@pytest.mark.parametrize("docs", ["content/pages", "docs"])
def test_no_file_takes_the_place_of_the_themes(tmp_path: Path, docs: str, path: str) -> None:
    config = CONFIG.replace("content/pages", docs)
    files = {f"{docs}/{path}": "main { display: none }", "mkdocs.yml": config}
    write_newsroom(tmp_path, {**files, f"{docs}/about.md": "# About\n"})
    assert_told(tmp_path, f"{docs}/{path}:1:1: it would take the place of the theme's own")


def test_the_themes_custom_dir_may_replace_its_files(tmp_path: Path) -> None:
    config = CONFIG.replace("theme: dispatch", "theme: {name: dispatch, custom_dir: theme}")
    write_newsroom(tmp_path, {"mkdocs.yml": config, "theme/assets/dispatch.css": "a {}"})
    assert build(tmp_path)[0] == 0
    assert (tmp_path / "site/assets/dispatch.css").read_text() == "a {}"


def test_own_files_for_crawlers_take_the_place_of_ours(tmp_path: Path) -> None:
    own = {
        "robots.txt": "User-agent: *\nDisallow: /\n",
        "humans.txt": "The editors\n",
        ".well-known/security.txt": "Contact: mailto:desk@example.org\n",
    }
    write_newsroom(tmp_path, {f"content/pages/{name}": text for name, text in own.items()})
    assert check(tmp_path) == (0, "")
    assert build(tmp_path)[0] == 0
    for name, text in own.items():
        assert (tmp_path / "site" / name).read_text() == text
        (tmp_path / "content/pages" / name).unlink()
    assert build(tmp_path)[0] == 0
    assert "sitemap.xml" in (tmp_path / "site/robots.txt").read_text()
    assert not (tmp_path / "site/humans.txt").exists()


@pytest.mark.parametrize("docs", ["content/pages", "docs"])
@pytest.mark.parametrize("name", ["e.html", "sw.js", "e.svg", "_headers", "sub/e.xml"])
def test_no_script_is_published_beside_pages(tmp_path: Path, docs: str, name: str) -> None:
    config = CONFIG.replace("content/pages", docs)
    script = '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    write_newsroom(tmp_path, {"mkdocs.yml": config, f"{docs}/{name}": script})
    write_newsroom(tmp_path, {"mkdocs.yml": config, f"{docs}/about.md": "# About\n"})
    assert_told(tmp_path, f"{docs}/{name}:1:")


def test_a_setting_adds_types_but_none_that_runs(tmp_path: Path) -> None:
    files = {"content/media/report.docx": "words", "content/pages/report.odt": "words"}
    write_newsroom(tmp_path, files)
    assert_told(tmp_path, "content/media/report.docx:1:1: a file of the type 'docx', which isn't")
    config = CONFIG + "      media_types: [docx, .ODT]\n"
    write_newsroom(tmp_path, {**files, "mkdocs.yml": config})
    assert build(tmp_path)[0] == 0
    assert {"media/report.docx", "report.odt"} <= digests(tmp_path / "site").keys()
    for types in ("[html]", "[.JS]", "[svgz, docx]", "[a/b]"):
        write_newsroom(tmp_path, {"mkdocs.yml": f"{CONFIG}      media_types: {types}\n"})
        code, output = build(tmp_path)
        assert code == 1
        assert "media_types" in output


@pytest.mark.parametrize("page", [SLOW, "<a " * 20_000, f"---\ntitle: A\n---\n{SLOW}"])
def test_a_page_has_only_so_much_time(tmp_path: Path, page: str) -> None:
    write_newsroom(tmp_path, {"content/pages/slow.md": page, "content/pages/slower.md": page})
    line = 4 if page.startswith("---") else 1
    assert_told(tmp_path, f"content/pages/slow.md:{line}:1: the text takes longer than 5 s")


def test_a_page_that_is_nested_too_deeply_is_told(tmp_path: Path) -> None:
    deep = "".join(f"{'    ' * depth}- a\n" for depth in range(400))
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


REPLACING = """\
import os
from pathlib import Path

def on_env(env, config, files):
    place = Path("content/{path}")
    place.unlink()
    if "{other}" == "symlink":
        place.symlink_to(Path("secret").resolve())
    elif "{other}" == "fifo":
        os.mkfifo(place)
    else:
        place.write_text("another one")
    return env
"""


@pytest.mark.parametrize("path", ["media/bridge.png", "pages/bridge.png"])
@pytest.mark.parametrize("other", ["symlink", "fifo", "file"])
def test_what_takes_a_files_place_during_the_build_is_not_published(
    tmp_path: Path, path: str, other: str
) -> None:
    hook = REPLACING.format(path=path, other=other)
    files = {f"content/{path}": "a picture", "hook.py": hook, "secret": "a secret"}
    write_newsroom(tmp_path, {**files, "mkdocs.yml": f"{CONFIG}hooks: [hook.py]\n"})
    code, output = build(tmp_path)
    assert code == 1
    assert f"content/{path}:1:1: " in output
    assert not (tmp_path / "site").exists()


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


def test_leftovers_are_published_from_nowhere(tmp_path: Path) -> None:
    names = ["about.md~", "#about.md#", "4913", "x.orig", "Thumbs.db", "desktop.ini", "x.md.bak"]
    folders = ["articles", "regions", "pages", "pages/sub", "media"]
    write_newsroom(tmp_path)
    assert build(tmp_path)[0] == 0
    before = digests(tmp_path / "site")
    left = {f"content/{folder}/{name}": "left" for folder in folders for name in names}
    write_newsroom(tmp_path, left)
    assert check(tmp_path) == (0, "")
    code, output = build(tmp_path)
    assert (code, " 0 rendered" in output) == (0, True)
    assert digests(tmp_path / "site") == before
