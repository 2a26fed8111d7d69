"""The archive as a Hugo site with the same kinds of page, with the plain templates in `hugo_site/`.

A page for each article, claim, day, month, year, region, actor, source and figure, for the months
of regions, actors, sources and figures, and for the claims of each kind and state by month; feeds
of the whole site and of each region and actor; a sitemap. Articles are Markdown files, claims come
from one JSON file by a content adapter, lists are taxonomies, and what lists show of an article or
a claim is rendered once (`partialCached`).

It leaves out what Briefings adds to these pages: links from names in the text, related articles,
changes of a day, near duplicates, structured data, data files. Which claims deny a claim, and its
state, are worked out here and not by Hugo.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

from benchmarks import names
from benchmarks.archive import Archive, days
from benchmarks.files import write_file
from benchmarks.front_matter import document
from briefings.model import Article, Claim, Figure

_SITE = Path(__file__).parent / "hugo_site"


def write(archive: Archive, folder: Path) -> None:
    shutil.copytree(_SITE, folder, dirs_exist_ok=True)
    write_file(folder / "content/about.md", document({"title": "About"}, "All is invented.\n"))
    _write_terms(folder)
    claims: list[tuple[Claim, Article]] = []
    for day in days(archive):
        for article, body in zip(day.articles, day.bodies, strict=True):
            path = folder / f"content/articles/{_path(article.id)}.md"
            write_file(path, document(_front(article), body))
            claims += [(claim, article) for claim in article.claims]
        year = f"{day.date:%Y}"
        term = {"title": year, "layout": "months", "month_pages": "months/%s/"}
        write_file(folder / f"content/years/{year}/_index.md", document(term, ""))
    _write_claims(claims, folder)


def command(environment: Path, folder: Path) -> list[str]:
    """Return the command that builds `folder` into `folder/public`.

    It runs the binary itself rather than its Python wrapper.
    """
    (binary,) = environment.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    cache = folder / "cache"
    return [str(binary), "--quiet", "--source", str(folder), "--cacheDir", str(cache)]


def _write_terms(folder: Path) -> None:
    """Write the text and layout of the pages of regions, actors and sources."""
    for kind, records in (
        ("region", names.regions()),
        ("actor", names.actors()),
        ("source", names.sources()),
    ):
        for record in records:
            front = {
                "title": record.name,
                "layout": "months",
                "month_pages": f"{kind}-months/{record.id}-%s/",
                "outputs": ["html"] if kind == "source" else ["html", "rss"],
            }
            text = document(front, f"{record.summary}\n")
            write_file(folder / f"content/{kind}s/{record.id}/_index.md", text)


def _front(article: Article) -> dict[str, object]:
    month = f"{article.day:%Y-%m}"
    sources = list(dict.fromkeys(cited.source for cited in article.sources))
    return {
        "title": article.title,
        "date": article.date.isoformat(),
        "lastmod": article.updated and article.updated.isoformat(),
        "description": article.summary,
        "days": [article.day.isoformat()],
        "months": [month],
        "years": [month[:4]],
        "regions": article.regions,
        "region-months": [f"{region}-{month}" for region in article.regions],
        "actors": article.actors,
        "actor-months": [f"{actor}-{month}" for actor in article.actors],
        "sources": sources,
        "source-months": [f"{source}-{month}" for source in sources],
        "params": {
            "claims": [_path(claim.id) for claim in article.claims],
            "citations": [{"name": cited.source, "url": cited.url} for cited in article.sources],
            "corrections": [
                {"date": correction.date.isoformat(), "text": correction.text}
                for correction in article.corrections
            ],
        },
    }


def _write_claims(claims: list[tuple[Claim, Article]], folder: Path) -> None:
    """Write the file of all claims, and the layout of the pages of their figures."""
    denied_by: defaultdict[str, list[str]] = defaultdict(list)
    figures: set[str] = set()
    for claim, _ in claims:
        if claim.answers:
            denied_by[claim.answers].append(_path(claim.id))
        if claim.figure and claim.figure.key:
            figures.add(claim.figure.key)
    records = [_claim(claim, article, denied_by[claim.id]) for claim, article in claims]
    write_file(folder / "assets/claims.json", json.dumps(records, ensure_ascii=False))
    for key in sorted(figures):
        term = {"title": key, "layout": "months", "month_pages": f"figure-months/{key}-%s/"}
        write_file(folder / f"content/figures/{key}/_index.md", document(term, ""))


def _claim(claim: Claim, article: Article, denied_by: list[str]) -> dict[str, object]:
    """Return a claim's parameters and taxonomy terms; it is listed on the day of its article."""
    month = f"{article.day:%Y-%m}"
    state = claim.status[-1].is_ if claim.status else "disputed" if denied_by else "claimed"
    key = claim.figure and claim.figure.key
    return {
        "path": _path(claim.id),
        "article": _path(article.id),
        "on": article.day.isoformat(),
        "by": claim.by[0],
        "says": claim.says,
        "kind": claim.kind,
        "state": state,
        "source": claim.source,
        "places": claim.regions,
        "quote": claim.quote,
        "fidelity": claim.fidelity,
        "figure": claim.figure and _figure(claim.figure),
        "denies": claim.answers and _path(claim.answers),
        "denied_by": denied_by,
        "status": [
            {"on": status.on.isoformat(), "is": status.is_, "by": status.by}
            for status in claim.status
        ],
        "days": [article.day.isoformat()],
        "region-months": [f"{region}-{month}" for region in claim.regions],
        "actor-months": [f"{actor}-{month}" for actor in claim.by],
        "source-months": [f"{claim.source}-{month}"],
        "claim-months": [month],
        "claim-kinds": [claim.kind],
        "claim-kind-months": [f"{claim.kind}-{month}"],
        "claim-states": [state],
        "claim-state-months": [f"{state}-{month}"],
        "figures": [key] if key else [],
        "figure-months": [f"{key}-{month}"] if key else [],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "low": int(figure.low),
        "high": int(figure.high),
        "unit": figure.unit,
        "key": figure.key,
        "approx": figure.approx,
    }


def _path(identifier: str) -> str:
    """Return the path of an article's or a claim's page within its section.

    `2014-06-23/bridge#claim-1` is at `2014/06/23/bridge/claim-1`.
    """
    return identifier.replace("-", "/", 2).replace("#", "/")
