"""The archive as a Hugo site of like extent, with the plain templates in `hugo_site/`.

It has a page for each article (with its claims as a table), day, region and actor, lists
by 50 a page, feeds of the whole site and of each region and actor, and a sitemap; no
related articles, and no pages of single claims, months or sources.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import names
from benchmarks.archive import Archive, days
from benchmarks.files import write_file
from benchmarks.front_matter import document
from briefings.model import Article, Claim

_SITE = Path(__file__).parent / "hugo_site"


def write(archive: Archive, folder: Path) -> None:
    shutil.copytree(_SITE, folder, dirs_exist_ok=True)
    write_file(folder / "content/about.md", document({"title": "About"}, "All is invented.\n"))
    for kind, records in (("regions", names.regions()), ("actors", names.actors())):
        for record in records:
            front = {"title": record.name}
            text = document(front, f"{record.summary}\n")
            write_file(folder / f"content/{kind}/{record.id}/_index.md", text)
    for day in days(archive):
        for article, body in zip(day.articles, day.bodies, strict=True):
            slug = article.id.partition("/")[2]
            path = folder / f"content/articles/{day.date:%Y/%m/%d}/{slug}.md"
            write_file(path, document(_front(article), body))


def command(environment: Path, folder: Path) -> list[str]:
    """Builds `folder` into `folder/public`, by the binary itself rather than its Python wrapper."""
    (binary,) = environment.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    cache = folder / "cache"
    return [str(binary), "--quiet", "--source", str(folder), "--cacheDir", str(cache)]


def _front(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "date": article.date.isoformat(),
        "lastmod": article.updated and article.updated.isoformat(),
        "description": article.summary,
        "days": [article.day.isoformat()],
        "regions": article.regions,
        "actors": article.actors,
        "params": {
            "sources": [{"name": cited.source, "url": cited.url} for cited in article.sources],
            "claims": [_claim(claim) for claim in article.claims],
        },
    }


def _claim(claim: Claim) -> dict[str, object]:
    """A row of the article's table."""
    return {
        "id": claim.id.partition("#")[2],
        "by": claim.by[0],
        "says": claim.says,
        "kind": claim.kind,
        "denies": claim.answers,
        "quote": claim.quote,
        "source": claim.source,
    }
