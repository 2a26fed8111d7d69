"""What the odd sites must hold, and what may not leak from them."""

from __future__ import annotations

from tests.conftest import BuildSite


def test_drafts_and_embargoed_articles_are_nowhere(site_named: BuildSite) -> None:
    site = site_named("extremes")
    holding = [
        path
        for path in site.folder.rglob("*")
        if "quillimandrake" in path.name.lower()
        or (path.is_file() and b"uillimandrake" in path.read_bytes())
    ]
    assert holding == []
    assert not (site.folder / "2024/02/28").exists()


def test_reliability_is_not_published(site_named: BuildSite) -> None:
    site = site_named("extremes")
    assert [p for p in site.pages() if "reliability" in p.read_text("utf-8").lower()] == []


def test_a_site_of_one_article_has_its_pages(site_named: BuildSite) -> None:
    site = site_named("lone")
    addresses = {p.relative_to(site.folder).as_posix() for p in site.pages()}
    assert addresses >= {
        "index.html",
        "404.html",
        "about/index.html",
        "2024/index.html",
        "2024/02/index.html",
        "2024/02/29/index.html",
        "2024/02/29/only/index.html",
        "archive/index.html",
        "claims/index.html",
        "corrections/index.html",
        "sources/harbour-herald/index.html",
    }
