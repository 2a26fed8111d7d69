"""Files of one name, or of names that not every system can have, are told at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import FILES, run, write_newsroom

BRIDGE = "content/articles/bridge.md"


def alias(*paths: str) -> dict[str, str]:
    """The bridge's article with aliases, from column 3 of line 5 on."""
    lines = "".join(f"\n  - {path}" for path in paths)
    return {BRIDGE: FILES[BRIDGE].replace("\nsummary:", f"\naliases:{lines}\nsummary:")}


SITES = {
    "media in capitals": (
        {"content/media/map.png": "a", "content/media/Map.png": "b"},
        "content/media/map.png:1:1: the address '/media/map.png' is taken (it is that of "
        "content/media/Map.png",
    ),
    "media of other letters": (
        {"content/media/für.png": "a", "content/media/fu\u0308r.png": "b"},
        "content/media/für.png:1:1: the address '/media/für.png' is taken",
    ),
    "an alias in capitals": (
        alias("Regions/Norvik/"),
        f"{BRIDGE}:5:5: the address '/Regions/Norvik/' is taken",
    ),
    "aliases in capitals": (
        alias("old/bridge/", "Old/Bridge/"),
        f"{BRIDGE}:6:5: the address '/Old/Bridge/' is taken",
    ),
    "an alias as a folder": (
        alias("old", "OLD/page.html", "Old.html", "old.HTML/x/"),
        f"{BRIDGE}:8:5: the address '/old.HTML/x/' is taken",
    ),
    "an encoded alias": (
        alias("a%62out/"),
        f"{BRIDGE}:5:5: the address '/about/' is taken (it is that of content/pages/about.md",
    ),
    "a page in capitals": (
        {"content/pages/Regions/Norvik.md": "# N\n"},
        "content/pages/Regions/Norvik.md:1:1: the address '/Regions/Norvik/' is taken",
    ),
    "a page of a device": (
        {"content/pages/aux.md": "# A\n"},
        "content/pages/aux.md:1:1: 'aux' is a device's name on Windows (choose another name)",
    ),
    "a page of a server": (
        {"content/pages/x/web.config": "<configuration/>"},
        "content/pages/x/web.config:1:1: 'web.config' is a server's configuration",
    ),
    "a page of a host": (
        {"content/pages/_headers": "/*\n  X: y\n"},
        "content/pages/_headers:1:1: '_headers' is a host's configuration",
    ),
    "a medium with a colon": (
        {"content/media/10:30.png": "a"},
        "content/media/10:30.png:1:1: a path with ':' (leave it out",
    ),
    "a medium of a long name": (
        {f"content/media/{'x' * 197}.png": "a"},
        f"content/media/{'x' * 197}.png:1:1: a name of more than 200 bytes (shorten it)",
    ),
    "a deep medium": (
        {f"content/media/{'x/' * 30}map.png": "a"},
        f"content/media/{'x/' * 30}map.png:1:1: a path more than 30 folders deep",
    ),
}


@pytest.mark.parametrize(("files", "expected"), SITES.values(), ids=SITES)
def test_a_name_that_cant_be_is_told_at_its_place(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    check = run(write_newsroom(tmp_path, files), "briefings", "check")
    assert [line for line in check.stdout.splitlines() if expected in line], check.stdout
    assert check.stdout.count("\n") == 1
    build = run(tmp_path, "mkdocs", "build", "-q")
    assert build.returncode == 1
    assert expected in build.stderr
    assert "Traceback" not in build.stderr
    assert not (tmp_path / "site").exists()


def test_all_bad_names_are_told_at_once(tmp_path: Path) -> None:
    files = {**SITES["an alias in capitals"][0], **SITES["a page of a device"][0]}
    check = run(write_newsroom(tmp_path, files), "briefings", "check")
    assert check.stdout.count("\n") == 2


def test_an_encoded_alias_leads_on_from_where_it_stands_for(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {**alias("2020/%D1%81%D0%BB/"), "content/pages/CNAME": "news.example"})
    assert run(tmp_path, "mkdocs", "build", "-q").returncode == 0
    page = tmp_path / "site/2020/сл/index.html"
    assert "../../2030/05/01/bridge/" in page.read_text(encoding="utf-8")
    assert (tmp_path / "site/CNAME").is_file()
