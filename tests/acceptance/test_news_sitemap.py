"""The news sitemap of a built site, as time passes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

from tests.newsroom import digests, run, write_newsroom

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ROOT = "https://example.org/news/"


def build(folder: Path, now: str) -> str:
    epoch = str(int(dt.datetime.fromisoformat(now).timestamp()))
    done = run(folder, "mkdocs", "build", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr
    return done.stderr


def news(folder: Path) -> list[dict[str, str]]:
    root = ElementTree.parse(folder / "site/sitemaps/news.xml").getroot()
    found = []
    for url in root.findall(f"{SITEMAP}url"):
        (entry,) = url.findall(f"{NEWS}news")
        texts = {node.tag: (node.text or "").strip() for node in entry.iter()}
        found.append(
            {
                "loc": url.findtext(f"{SITEMAP}loc") or "",
                **{tag.removeprefix(NEWS): text for tag, text in texts.items() if text},
            }
        )
    return found


BRIDGE = {
    "loc": f"{ROOT}2030/05/01/bridge/",
    "name": "The Lorvia Ledger",
    "language": "en",
    "publication_date": "2030-05-01",
    "title": "The bridge stands",
}
REPLY = {
    "loc": f"{ROOT}2030/05/03/reply/",
    "name": "The Lorvia Ledger",
    "language": "en",
    "publication_date": "2030-05-03T02:30:00+03:00",
    "title": "The bridge is shut",
}


def test_articles_are_in_it_for_two_days_with_a_cache_and_without(tmp_path: Path) -> None:
    warm, cold = tmp_path / "warm", tmp_path / "cold"
    write_newsroom(warm)
    for number, (now, expected) in enumerate(
        [
            ("2030-05-02T20:00:00+00:00", [BRIDGE]),
            ("2030-05-02T20:59:59+00:00", [BRIDGE]),
            ("2030-05-02T23:30:00+00:00", [REPLY]),
            ("2030-05-04T23:29:59+00:00", [REPLY]),
            ("2030-05-04T23:30:00+00:00", []),
            ("2030-06-01T00:00:00+00:00", []),
            ("2030-05-02T20:00:00+00:00", [BRIDGE]),
        ]
    ):
        build(warm, now)
        assert news(warm) == expected, now
        clean = write_newsroom(cold / str(number))
        build(clean, now)
        assert digests(clean / "site") == digests(warm / "site"), now


def test_nothing_is_rendered_between_two_turns(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    build(tmp_path, "2030-05-03T00:00:00+00:00")
    assert " 0 rendered" in build(tmp_path, "2030-05-04T12:00:00+00:00")
    assert " 1 rendered" in build(tmp_path, "2030-05-05T00:00:00+00:00")
    assert " 0 rendered" in build(tmp_path, "2030-05-20T00:00:00+00:00")


def test_the_index_leads_to_it(tmp_path: Path) -> None:
    build(write_newsroom(tmp_path), "2030-05-03T00:00:00+00:00")
    index = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ROOT}sitemaps/news.xml</loc>" in index
