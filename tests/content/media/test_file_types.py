"""Which files are published as they are, and which never."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content import Loader
from briefings.content.media.file_types import ACTIVE, MEDIA, PAGES, refuse
from tests.content.sites import REGISTRIES, ZONE, lines, load_site, write_site

FINE = [
    *("map.png", "MAP.PNG", "map.JPeG", "map.svg", "report.pdf", "losses.csv", "front.geojson"),
    *("address.mp3", "bridge.webm", "flag.svg.png", "example.com.png", "page.html.png", "v1.2.txt"),
]
SCRIPTS = [
    *(
        "e.html",
        "e.HTM",
        "e.xhtml",
        "e.js",
        "e.mjs",
        "e.xml",
        "e.xsl",
        "e.svgz",
        "e.shtml",
        "e.php",
    ),
    *("e.html.geojson", "e.svg.avif", "e.php.png", "e.wasm", "e.htaccess", "e.mhtml", "e.kml"),
]
UNKNOWN = ["e", "e.", "e.docx", "e.html ", "e.ｈtml", "_headers"]


@pytest.mark.parametrize("name", FINE)
@pytest.mark.parametrize("folder", ["media", "pages"])
def test_pictures_and_documents_are_published(name: str, folder: str) -> None:
    assert refuse(name, folder) == ("", "")


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("folder", ["media", "pages"])
def test_what_a_browser_or_a_server_would_run_is_not(name: str, folder: str) -> None:
    message, _ = refuse(name, folder, frozenset({name.rpartition(".")[2]}))
    assert "anybody could run scripts on the site with it" in message


@pytest.mark.parametrize("name", UNKNOWN)
def test_of_others_nothing_is_known(name: str) -> None:
    message, hint = refuse(name, "media")
    assert message
    assert "'media_types' in mkdocs.yml adds types" in hint


def test_a_setting_adds_types() -> None:
    assert refuse("e.docx", "media", frozenset({"docx"})) == ("", "")
    assert refuse("e.html.docx", "media", frozenset({"docx"}))[0]


def test_pages_have_style_sheets_and_a_domain_beside_them() -> None:
    for name in ("extra.css", "words.woff2", "favicon.ico", "CNAME"):
        assert refuse(name, "pages") == ("", "")
        assert refuse(name, "media")[0]


def test_no_type_is_both() -> None:
    assert ACTIVE.isdisjoint(MEDIA | PAGES)


def test_files_that_are_not_published_are_told_with_their_paths(tmp_path: Path) -> None:
    files = {
        "content/media/2025/e.html": "<script>1</script>",
        "content/pages/sw.js": "1",
        "content/pages/map.png": "a picture",
    }
    loaded = load_site(tmp_path, files)
    assert [line.partition(" (")[0] for line in lines(loaded)] == [
        "content/media/2025/e.html:1:1: a file of the type 'html': anybody could run scripts on the"
        " site with it",
        "content/pages/sw.js:1:1: a file of the type 'js': anybody could run scripts on the site"
        " with it",
    ]
    assert "content/pages/map.png" in loaded.digests


def test_pages_elsewhere_are_listed_and_read_as_well(tmp_path: Path) -> None:
    files = {
        **REGISTRIES,
        "docs/index.md": "---\ntemplate: x.html\n...\n",
        "docs/e.html": "<p>",
        "docs/a.markdown": "---\na: &b [c]\n---\n",
    }
    write_site(tmp_path, files)
    loaded = Loader(tmp_path / "content", ZONE, tmp_path, docs=tmp_path / "docs").load()
    assert [line.partition(": ")[0] for line in lines(loaded)] == [
        "docs/a.markdown:2:4",
        "docs/e.html:1:1",
        "docs/index.md:2:11",
    ]
