"""Kinds of page: each is declared, rendered, linked, and in one sitemap, or it says why not.

Each fault says what a kind lacks and where that is added.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from briefings.archive import index
from briefings.model import Figure, Revision, Rewording
from briefings.model.addresses import fold_path
from briefings.pages import KINDS, Page, kinds, plan
from briefings.pages.collisions import CHOSEN
from briefings.pages.kind import Kind, MenuEntry
from briefings.render import Renderer, RenderOptions, index_links
from tests.records import NOW, SITE, ZONE, article, claim, records
from tests.support import ROOT

THEME = ROOT / "themes" / "dispatch"
BROWSER = (ROOT / "tests" / "browser" / "site.mjs").read_text(encoding="utf-8")
DECLARED = {name: module.KIND for name, module in KINDS.items()}


@dataclass(frozen=True)
class Shown:
    """What a site has: pages, templates, the addresses in each sitemap by its name, those that
    pages link to, and those of pages that tell search engines to pass them over."""

    pages: tuple[Page, ...]
    templates: Set[str]
    sitemaps: Mapping[str, Set[str]]
    linked: Set[str]
    unlisted: Set[str]


def find_faults(declared: Mapping[str, Kind], shown: Shown) -> Iterator[str]:
    for name, kind in declared.items():
        module = f"briefings/pages/kinds/{name}.py"
        pages = [page for page in shown.pages if page.kind == name]
        if not pages:
            yield f"no {name}: give `everything` in tests/test_kinds.py an article that has one"
        if kind.has_template and name not in shown.templates:
            yield f"{name}: add themes/dispatch/{name}.html, or say in {module} what `KIND` writes"
        if not kind.has_template and name in shown.templates:
            yield f"{name}: remove themes/dispatch/{name}.html, which {module} says isn't used"
        if (kind.writes == "page") != (bool(kind.sitemap) ^ bool(kind.no_sitemap)):
            yield f"{name}: `KIND` in {module} needs `sitemap` or, with the reason, `no_sitemap`"
        if name not in CHOSEN and any(fold_path(page.file) != page.file for page in pages):
            yield f"{name}: fold its addresses, or add it to `CHOSEN` in pages/collisions.py"
        if kind.menu and kind.menu.url not in {page.url for page in pages}:
            yield f"{name}: no page is at '{kind.menu.url}', to which `menu` in {module} leads"
        if kind.writes == "page":
            yield from _find_unlisted(name, kind, pages, shown)


def _find_unlisted(name: str, kind: Kind, pages: Iterable[Page], shown: Shown) -> Iterator[str]:
    for page in pages:
        parts = [part for part, urls in shown.sitemaps.items() if page.url in urls]
        own = ["pages" if part == "pages" else "month" for part in parts]
        expected = [kind.sitemap] if kind.sitemap and page.url not in shown.unlisted else []
        if own != expected:
            yield (
                f"{name}: '{page.url}' is in the sitemaps {parts}, not in one of {expected}:"
                " see `_standing` and `_monthly` in briefings/pages/kinds/sitemap.py"
            )
        if page.url not in shown.linked | shown.unlisted:
            yield (
                f"{name}: nothing links to '{page.url}': give `KIND` a `menu`, or link it in the"
                " template of a page that leads to it"
            )


@pytest.fixture(scope="module")
def everything() -> Shown:
    """A site with pages of all kinds, rendered."""
    path = "content/articles/bridge.md"
    boats = Figure(3, 3, unit="boats", key="boats")
    bridge = article(
        "2030-05-01/bridge",
        claim("2030-05-01/bridge#open", kind="figure", figure=boats, regions=("norvik",)),
        aliases=("old/bridge",),
    )
    revision = Revision(datetime(2030, 5, 2, tzinfo=ZONE), "c" * 40, (Rewording("title", ()),))
    published = replace(records([bridge]), media=("media/quay.svg",), histories={path: (revision,)})
    archive = index(published, NOW)
    pages = tuple(plan(archive, SITE))
    look = RenderOptions((str(THEME),), "python-markdown", (), {}, Path())
    link_index = index_links(archive, SITE, [page.url for page in pages])
    renderer = Renderer(archive, SITE, look, link_index)
    templates = {file.stem for file in THEME.glob("*.html")}
    texts = {
        page.url: renderer.render(page).content.decode()
        for page in pages
        if DECLARED[page.kind].writes == "data" or page.kind in templates
    }
    unlisted = {
        url for url, text in texts.items() if '<meta name="robots" content="noindex">' in text
    }
    sitemaps = {
        page.subject[0]: {
            url.removeprefix(SITE.url) for url in re.findall("<loc>(.*?)</loc>", texts[page.url])
        }
        for page in pages
        if page.kind == "sitemap"
    }
    linked = {
        target.removeprefix(SITE.url)
        for url, text in texts.items()
        for link in re.findall(r'<a [^>]*?href="([^"]+)"', text)
        if (target := urldefrag(urljoin(SITE.url + url, link)).url) != SITE.url + url
    }
    return Shown(pages, templates, sitemaps, linked, unlisted)


def test_every_module_of_kinds_is_listed() -> None:
    missing = {module.name for module in pkgutil.iter_modules(kinds.__path__)} - KINDS.keys()
    assert not missing, "add them to `MODULES` in briefings/pages/kinds/__init__.py"


def test_every_kind_is_rendered_linked_and_in_one_sitemap(everything: Shown) -> None:
    faults = list(find_faults(DECLARED, everything))
    assert not faults, "\n".join(faults)


def test_sitemaps_have_no_address_without_a_page(everything: Shown) -> None:
    listed = set().union(*everything.sitemaps.values())
    assert listed <= {page.url for page in everything.pages}


def test_browser_tests_know_every_kind_by_its_address(everything: Shown) -> None:
    patterns = [
        (name, re.compile(pattern.replace(r"\/", "/")))
        for name, pattern in re.findall(r'^  \["(\w+)", /(.+)/\],$', BROWSER, re.MULTILINE)
    ]
    mistaken = {
        page.kind: page.url
        for page in everything.pages
        if DECLARED[page.kind].writes == "page" and page.kind != "redirect"
        if page.kind
        != next((name for name, pattern in patterns if pattern.search(f"/{page.url}")), None)
    }
    assert not mistaken, "add a pattern of their addresses to `KINDS` in tests/browser/site.mjs"


def test_a_kind_that_is_forgotten_everywhere_is_told_what_it_lacks(everything: Shown) -> None:
    new = replace(everything, pages=(*everything.pages, Page("invented/", "invented")))
    faults = list(find_faults({"invented": Kind()}, new))
    assert [re.findall(r"[a-z_]+(?:/[a-z_]+)+\.[a-z]+|`[a-zA-Z]+`", fault) for fault in faults] == [
        ["themes/dispatch/invented.html", "briefings/pages/kinds/invented.py", "`KIND`"],
        ["`KIND`", "briefings/pages/kinds/invented.py", "`sitemap`"],
        ["`KIND`", "`menu`"],
    ]


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Kind(sitemap="pages"), "is in the sitemaps [], not in one of ['pages']"),
        (Kind(sitemap="month"), "is in the sitemaps [], not in one of ['month']"),
        (Kind(no_sitemap="few read it"), "nothing links to 'invented/'"),
        (
            Kind(menu=MenuEntry("footer", 50, "Tides", "elsewhere/")),
            "no page is at 'elsewhere/'",
        ),
        (Kind(writes="data"), "remove themes/dispatch/invented.html"),
        (Kind(writes="copy", sitemap="pages"), "needs `sitemap` or"),
    ],
)
def test_a_kind_that_keeps_no_promise(kind: Kind, fault: str, everything: Shown) -> None:
    new = replace(
        everything,
        pages=(*everything.pages, Page("invented/", "invented")),
        templates={*everything.templates, "invented"},
    )
    assert any(fault in line for line in find_faults({"invented": kind}, new))
    assert next(find_faults({"invented": kind}, everything)).startswith("no invented:")
