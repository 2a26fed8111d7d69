"""Files beside the site's own pages, to `mkdocs build` and `briefings check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import CONFIG, digests, write_newsroom
from tests.own_pages import REPLACING, assert_told, build, check

ABOUT = "content/pages/about.md"


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
