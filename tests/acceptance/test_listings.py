"""Each article is listed on the pages that it belongs to, and on no other's."""

from __future__ import annotations

import re
from pathlib import Path

from tests.newsroom import FILES, LATER, run, write_newsroom

# The months of one site, with articles that answer one another across them.
REPLY = FILES["content/articles/reply.md"].replace("2030-05-02", "2030-06-02")
THIRD = REPLY.replace("title: The bridge is shut", "title: The bridge, again").replace(
    "2030-06-02T23:30:00Z", "2030-07-01T00:15:00+03:00\nregions: [eastmere]"
)
OTHER_MONTHS = {"content/articles/reply.md": REPLY, "content/articles/third.md": THIRD}


def articles_on(page: Path) -> set[str]:
    """The slugs of the articles that the content of a page links to."""
    content = page.read_text(encoding="utf-8").partition("<main")[2]
    return set(re.findall(r'href="(?:\.\./)*\d{4}/\d\d/\d\d/([a-z]+)/', content))


def test_an_answer_of_another_month_brings_no_article_into_a_month(tmp_path: Path) -> None:
    write_newsroom(tmp_path, OTHER_MONTHS)
    done = run(tmp_path, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH=LATER)
    assert done.returncode == 0, done.stderr
    expected = {
        "2030/05": {"bridge"},
        "2030/05/01": {"bridge"},
        "2030/06": {"reply"},
        "2030/06/03": {"reply"},
        "2030/07": {"third"},
        "2030/07/01": {"third"},
        "regions/norvik/2030/05": {"bridge"},
        "regions/eastmere/2030/07": {"third"},
        "actors/tarn/2030/05": {"bridge"},
        "actors/mayor/2030/06": {"reply"},
        "actors/mayor/2030/07": {"third"},
        "sources/wire/2030/05": {"bridge"},
        "sources/wire/2030/06": {"reply"},
        "sources/wire/2030/07": {"third"},
    }
    site = tmp_path / "site"
    found = {
        str(page.parent.relative_to(site)): articles_on(page)
        for page in site.rglob("index.html")
        if re.search(r"^(?!claims/).*\d{4}/\d\d(/\d\d)?/index\.html$", str(page.relative_to(site)))
    }
    assert found == expected


def test_what_is_not_published_is_in_no_feed_and_in_no_data(tmp_path: Path) -> None:
    reply = FILES["content/articles/reply.md"]
    secret = reply.replace("The bridge is shut", "Quillimandrake").replace(
        "date:", "corrections: [{date: 2030-05-03, text: Quillimandrake}]\ndate:"
    )
    figure = "    kind: figure\n    figure: {n: 7, unit: quillimandrakes}\n    denies:"
    secret = secret.replace("    denies:", figure)
    site = tmp_path / "site"
    for key in ("status: draft", "publish_at: 2999-01-01"):
        front = secret.replace("summary:", f"{key}\nsummary:")
        write_newsroom(tmp_path, {"content/articles/reply.md": front})
        done = run(tmp_path, "mkdocs", "build")
        assert done.returncode == 0, done.stderr
        files = [path for path in site.rglob("*") if path.is_file()]
        assert {p.name for p in files} >= {"feed.xml", "feed.json", "figures.csv", "2030-05.csv"}
        assert [p for p in files if b"uillimandrake" in p.read_bytes()] == []
        (row,) = (site / "data/claims/2030-05.jsonl").read_text("utf-8").splitlines()
        assert '"state":"claimed"' in row
    write_newsroom(tmp_path, {"content/articles/reply.md": secret})
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    told = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in (".xml", ".json", ".jsonl", ".csv")
        and b"uillimandrake" in path.read_bytes()
    }
    assert told == {
        "feed.xml",
        "feed.json",
        "actors/mayor/feed.xml",
        "corrections/feed.xml",
        "changes/feed.xml",
        "data/articles/2030-05.jsonl",
        "data/claims/2030-05.jsonl",
        "data/claims/2030-05.csv",
        "data/figures.csv",
    }
