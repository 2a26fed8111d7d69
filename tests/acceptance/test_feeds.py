"""Feeds as readers' programs need them: Atom by RFC 4287, JSON Feed by its version 1.1."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.newsroom import LATER, digests, run, write_newsroom
from tests.support import Site

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
BODY = """\
The [answer](reply.md), the [end](#the-end), and [Norvik](/regions/norvik/).

![The bridge](../media/bridge.png)

## The end

It stands & <b>holds</b>.
"""


def feeds(site: Site) -> dict[str, Element]:
    return {
        path.relative_to(site.folder).as_posix(): ElementTree.parse(path).getroot()
        for path in site.folder.rglob("feed.xml")
    }


def text(element: Element, name: str) -> str:
    """The text of the one child of that name, which has to be there."""
    (child,) = element.findall(ATOM + name)
    return child.text or ""


def link(element: Element, relation: str) -> str:
    (found,) = [it for it in element.findall(f"{ATOM}link") if it.get("rel") == relation]
    return found.get("href", "")


def test_atom_feeds_have_what_their_standard_requires(site: Site) -> None:
    found = feeds(site)
    assert {"feed.xml", "corrections/feed.xml", "changes/feed.xml"} <= found.keys()
    for path, feed in found.items():
        assert feed.tag == f"{ATOM}feed"
        assert text(feed, "id") == link(feed, "self") == site.url + path
        assert link(feed, "alternate").startswith(site.url)
        assert text(feed, "title").strip()
        (author,) = feed.findall(f"{ATOM}author")
        assert text(author, "name").strip()
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) <= 30
        ids = [text(entry, "id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            assert text(entry, "id").startswith(site.url)
            assert link(entry, "alternate").startswith(site.url)
            assert text(entry, "title").strip()
            assert text(entry, "summary").strip()
            assert TIME.fullmatch(text(entry, "published"))
        times = [text(part, "updated") for part in [feed, *entries]]
        assert all(map(TIME.fullmatch, times)), path
        assert datetime.fromisoformat(times[0]) == max(
            map(datetime.fromisoformat, times[1:] or times)
        )


def test_a_picture_is_enclosed_and_shown_with_its_words(tmp_path: Path) -> None:
    picture = "image: {src: media/b.png, alt: 'A <bridge>', caption: At dawn., credit: Tarn}\n"
    text_of = (write_newsroom(tmp_path) / "content/articles/bridge.md").read_text("utf-8")
    keys = f"{picture}corrections: [{{date: 2030-05-04, text: It stood & stands.}}]\nsummary:"
    write_newsroom(tmp_path, {"content/articles/bridge.md": text_of.replace("summary:", keys)})
    (tmp_path / "content/media").mkdir()
    png = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    (tmp_path / "content/media/b.png").write_bytes(bytes.fromhex(png))
    done = run(tmp_path, "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    root = "https://example.org/news/"
    for feed in ("feed.xml", "regions/norvik/feed.xml"):
        atom = ElementTree.parse(tmp_path / "site" / feed).getroot()
        entry = next(e for e in atom.iter(f"{ATOM}entry") if "bridge" in text(e, "id"))
        (enclosure,) = [e for e in entry.iter(f"{ATOM}link") if e.get("rel") == "enclosure"]
        assert enclosure.attrib == {
            "rel": "enclosure",
            "type": "image/png",
            "href": f"{root}media/b.png",
        }
    whole = ElementTree.parse(tmp_path / "site/feed.xml").getroot()
    entry = next(e for e in whole.iter(f"{ATOM}entry") if "bridge" in text(e, "id"))
    content = text(entry, "content")
    figure = (
        f'<figure><img src="{root}media/b.png" alt="A &lt;bridge&gt;">'
        "<figcaption>At dawn. Tarn</figcaption></figure>"
    )
    assert content.startswith(figure)
    assert content.rstrip().endswith(": It stood &amp; stands.</li></ul></section>")
    items = json.loads((tmp_path / "site/feed.json").read_text("utf-8"))["items"]
    assert content in [item["content_html"] for item in items]


def test_json_feed_has_what_its_version_requires(site: Site) -> None:
    feed = json.loads((site.folder / "feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{site.url}feed.json"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["url"].startswith(site.url)
        assert "content_html" in item
        assert TIME.fullmatch(item["date_published"])
        assert TIME.fullmatch(item["date_modified"])


def test_both_forms_have_the_same_articles_and_whole_addresses_only(site: Site) -> None:
    entries = feeds(site)["feed.xml"].findall(f"{ATOM}entry")
    items = json.loads((site.folder / "feed.json").read_text(encoding="utf-8"))["items"]
    assert [text(entry, "id") for entry in entries] == [item["id"] for item in items]
    texts = [text(entry, "content") for entry in entries]
    assert texts == [item["content_html"] for item in items]
    texts += [
        text(entry, "content") for entry in feeds(site)["changes/feed.xml"].iter(f"{ATOM}entry")
    ]
    targets = [t for of in texts for t in re.findall(r'(?:href|src)="([^"]*)"', of)]
    assert [t for t in targets if not re.match(r"https?:|mailto:|tel:", t)] == []
    assert not any("\x02" in of or "\\u0002" in of for of in texts)


def test_a_text_is_read_away_from_its_page(tmp_path: Path) -> None:
    article = (write_newsroom(tmp_path) / "content/articles/bridge.md").read_text("utf-8")
    changes = {"content/articles/bridge.md": f"{article}\n{BODY}"}
    write_newsroom(tmp_path, changes)
    (tmp_path / "content/media").mkdir()
    (tmp_path / "content/media/bridge.png").write_bytes(b"a picture")
    done = run(tmp_path, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    root = "https://example.org/news/"
    items = json.loads((tmp_path / "site/feed.json").read_text("utf-8"))["items"]
    (html,) = [item["content_html"] for item in items if item["title"] == "The bridge stands"]
    assert f'<a href="{root}2030/05/03/reply/">answer</a>' in html
    assert f'<a href="{root}2030/05/01/bridge/#text-the-end">end</a>' in html
    assert f'src="{root}media/bridge.png"' in html
    assert "It stands &amp; <b>holds</b>." in html
    page = (tmp_path / "site/2030/05/01/bridge/index.html").read_text("utf-8")
    assert '<a href="#text-the-end">end</a>' in page


def test_pages_name_their_feeds(built_site: Site) -> None:
    def alternates(page: str) -> list[str]:
        html = (built_site.folder / page / "index.html").read_text("utf-8")
        head = html.partition("</head>")[0]
        return re.findall(r'rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)"', head)

    assert alternates("") == ["./feed.xml", "./feed.json", "./changes/feed.xml"]
    assert alternates("regions/kursk") == ["../../regions/kursk/feed.xml"]
    assert alternates("actors/vladimir-putin") == ["../../actors/vladimir-putin/feed.xml"]
    assert alternates("corrections") == ["../corrections/feed.xml"]
    assert alternates("2025/04/26") == ["../../../changes/feed.xml"]


def test_an_article_changes_its_own_feeds_and_months_alone(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"content/articles/reply.md": None})
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path)
    reply = tmp_path / "content/articles/reply.md"
    reply.write_text(reply.read_text("utf-8").replace("2030-05-02", "2030-07-02"), "utf-8")
    assert run(tmp_path, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH=LATER).returncode == 0
    after = digests(tmp_path / "site")
    changed = {
        file
        for file in before.keys() | after.keys()
        if before.get(file) != after.get(file) and re.search(r"feed\.|^data/", file)
    }
    assert changed == {
        "feed.xml",
        "feed.json",
        "actors/mayor/feed.xml",
        "changes/feed.xml",
        "data/index.html",
        "data/datapackage.json",
        "data/claims/2030-05.csv",
        "data/claims/2030-05.jsonl",
        "data/claims/2030-07.csv",
        "data/claims/2030-07.jsonl",
        "data/articles/2030-07.jsonl",
    }


def test_without_an_address_a_site_has_no_feeds_and_links_to_none(tmp_path: Path) -> None:
    config = (write_newsroom(tmp_path) / "mkdocs.yml").read_text("utf-8")
    write_newsroom(tmp_path, {"mkdocs.yml": re.sub("site_url: .*", "site_url: ''", config)})
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    site = tmp_path / "site"
    assert [p for p in site.rglob("*") if p.name.startswith("feed")] == []
    assert [p for p in site.rglob("*.html") if "feed." in p.read_text("utf-8")] == []
    assert (site / "data/claims/2030-05.csv").is_file()
