"""What pages point to exists: links, fragments, assets, canonical addresses, sitemaps, feeds."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

import pytest

from tests.support import Site

POINTERS = {"href", "src", "poster", "data", "action"}
LOADED = {"img", "script", "iframe", "source", "video", "audio", "object", "embed"}
LOADED_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
DIRECTIVE = ":~:text="
NO_SITEMAP = re.compile(r"data/|claims/(kinds|states)/.*")
"""Addresses of the kinds for readers that no sitemap lists, though search engines may read them:
each says why in `no_sitemap`."""
BUDGET = 14 * 1024  # bytes, HTML and CSS gzipped: what the first round trips of a connection carry


@dataclass
class Page(HTMLParser):
    """What one HTML file points to and offers."""

    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    stylesheets: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    linked_data: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    unlisted: bool = False
    text: str = ""
    _in_linked_data: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        relations = set(given.get("rel", "").split())
        pointers = [given[name] for name in POINTERS & given.keys()]
        pointers += [part.split()[0] for part in given.get("srcset", "").split(",") if part]
        if "canonical" in relations:
            self.canonical += pointers
        self.links += pointers
        if tag in LOADED or (tag == "link" and relations & LOADED_RELATIONS):
            self.resources += pointers
        if "stylesheet" in relations:
            self.stylesheets += pointers
        if given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given["content"].partition("url=")[2])
        if given.get("name") == "robots" and given.get("content") == "noindex":
            self.unlisted = True
        self.ids |= {given["id"]} if "id" in given else set()
        self._in_linked_data = given.get("type") == "application/ld+json"
        self.linked_data += [""] if self._in_linked_data else []
        handlers = [name for name in given if name.startswith("on")]
        if tag == "style" or "style" in given or handlers:
            self.inline.append(self.get_starttag_text() or tag)
        if tag == "script" and "src" not in given and not self._in_linked_data:
            self.inline.append("<script>")

    def handle_data(self, data: str) -> None:
        if self._in_linked_data:
            self.linked_data[-1] += data
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._in_linked_data = False


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def address_of(path: Path, site: Site) -> str:
    return site.url + path.relative_to(site.folder).as_posix().removesuffix("index.html")


def find_file(url: str, site: Site) -> Path | None:
    """The file that a plain web host answers with, or None."""
    path = unquote(url.removeprefix(site.url))
    file = site.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
    return file if file.is_file() else None


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """Every page of the site by its address."""
    return {address_of(path, site): read_page(path) for path in site.pages()}


def links_of(pages: dict[str, Page], site: Site) -> Iterator[tuple[str, str]]:
    """Pairs of a page's address and an address on the same host that it links to."""
    host = site.url.removesuffix(site.base)
    for address, page in pages.items():
        for link in page.links:
            target = urljoin(address, link)
            if target == host or target.startswith(f"{host}/"):
                yield address, target


def test_links_and_assets_lead_to_files(pages: dict[str, Page], site: Site) -> None:
    dead = {
        f"{address} -> {target}"
        for address, target in links_of(pages, site)
        if not target.startswith(site.url) or not find_file(urldefrag(target).url, site)
    }
    assert dead == set()


def test_fragments_lead_to_ids(pages: dict[str, Page], site: Site) -> None:
    dead = set()
    for address, target in links_of(pages, site):
        url, fragment = urldefrag(target)
        if not fragment or url not in pages or fragment.startswith(DIRECTIVE):
            continue
        if unquote(fragment) not in pages[url].ids:
            dead.add(f"{address} -> {target}")
    assert dead == set()


def test_text_fragments_lead_to_words_of_the_page(pages: dict[str, Page], site: Site) -> None:
    """A browser looks for them in the page's text, whatever its case and white space."""
    texts = {url: " ".join(page.text.split()).casefold() for url, page in pages.items()}
    missing = set()
    for _, target in links_of(pages, site):
        url, fragment = urldefrag(target)
        if fragment.startswith(DIRECTIVE):
            words = unquote(fragment.removeprefix(DIRECTIVE))
            if words.casefold() not in texts[url]:
                missing.add(target)
    assert missing == set()


def test_page_not_found_works_at_any_address(pages: dict[str, Page], site: Site) -> None:
    links = pages[f"{site.url}404.html"].links
    assert [link for link in links if not link.startswith((site.base, "#", "http"))] == []


def test_canonical_address_is_the_page_s_own(pages: dict[str, Page], site: Site) -> None:
    for address, page in pages.items():
        if address != f"{site.url}404.html" and not is_redirect(address, site):
            assert page.canonical == [address]


def test_an_old_address_names_the_new_one(pages: dict[str, Page], site: Site) -> None:
    for address, page in pages.items():
        if is_redirect(address, site):
            assert page.canonical != [address]
            assert page.canonical[0] in pages


def is_redirect(address: str, site: Site) -> bool:
    file = find_file(address, site)
    return file is not None and b'http-equiv="refresh"' in file.read_bytes()


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page], site: Site) -> None:
    for address, page in pages.items():
        foreign = [r for r in page.resources if not urljoin(address, r).startswith(site.url)]
        assert foreign == [], address
    for path in site.folder.rglob("*.css"):
        urls = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", path.read_text("utf-8"))
        assert [u for u in urls if "//" in u] == [], path


def test_nothing_is_inline(pages: dict[str, Page]) -> None:
    assert {address: page.inline for address, page in pages.items() if page.inline} == {}


def test_linked_data_is_json(pages: dict[str, Page]) -> None:
    texts = [text for page in pages.values() for text in page.linked_data]
    assert any(json.loads(text)["@type"] == "NewsArticle" for text in texts)


def test_sitemaps_and_feeds_lead_to_files(site: Site) -> None:
    for path in site.folder.rglob("*.xml"):
        tree = ElementTree.parse(path)
        targets = [node.text or "" for node in tree.iter() if node.tag.endswith("}loc")]
        targets += [node.get("href", "") for node in tree.iter() if node.tag.endswith("}link")]
        own = [t for t in targets if t.startswith(site.url)]
        assert [t for t in own if not find_file(urldefrag(t).url, site)] == [], path


def test_every_page_is_linked_from_another(pages: dict[str, Page], site: Site) -> None:
    linked = {
        target
        for address, link in links_of(pages, site)
        if (target := urldefrag(link).url) != address and not pages[address].unlisted
    }
    assert {url for url, page in pages.items() if not page.unlisted} - linked == set()


def test_every_page_is_in_one_sitemap(pages: dict[str, Page], site: Site) -> None:
    """What is missing is added to briefings/pages/kinds/sitemap.py."""
    listed = Counter(
        node.text
        for path in (site.folder / "sitemaps").glob("*.xml")
        if path.name != "news.xml"  # a second list of the latest articles, for news search
        for node in ElementTree.parse(path).iter()
        if node.tag.endswith("}loc")
    )
    assert listed == Counter(
        url
        for url, page in pages.items()
        if not page.unlisted and not NO_SITEMAP.fullmatch(url.removeprefix(site.url))
    )


def test_home_and_briefings_fit_the_budget(pages: dict[str, Page], site: Site) -> None:
    kinds = re.compile(re.escape(site.url) + r"(\d{4}/\d\d/\d\d/)?")
    weights = {
        address: sum(
            len(gzip.compress(file.read_bytes(), 9))
            for file in (find_file(urljoin(address, p), site) for p in ["", *page.stylesheets])
            if file
        )
        for address, page in pages.items()
        if kinds.fullmatch(address)
    }
    assert len(weights) > 1
    assert {address: weight for address, weight in weights.items() if weight > BUDGET} == {}
