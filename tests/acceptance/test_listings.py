"""Each article is listed on the pages that it belongs to, and on no other's."""

from __future__ import annotations

import re
from pathlib import Path

from tests.newsroom import FILES, run, write_newsroom

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
    done = run(tmp_path, "mkdocs", "build", "--strict")
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
