"""The archive as a newsroom of Briefings: `mkdocs.yml`, `content/` and a copy of a template."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks import names
from benchmarks.archive import Archive, Day, days
from benchmarks.files import write_file
from benchmarks.front_matter import document
from briefings.model import Actor, Article, Briefing, Citation, Claim, Figure, Region, Source

PYTHON = Path(sys.executable)
_THEME = "briefings.themes.dispatch"
_MKDOCS = """\
site_name: The Lorvia Desk
site_description: Daily briefings from an invented island.
site_url: https://example.org/news/
docs_dir: content/pages
site_dir: site
theme:
  name: dispatch
  custom_dir: theme
plugins:
  - briefings:
      content: content
      timezone: Europe/Kyiv
      markdown: {markdown}
"""
_ABOUT = "# About\n\nEverything here is invented: the island, its people and what they say.\n"


def write(
    archive: Archive,
    folder: Path,
    markdown: str = "python-markdown",
    python: Path = PYTHON,
    options: Mapping[str, str] | None = None,
) -> None:
    """Write the newsroom into `folder`; `markdown` is the engine that renders the articles.

    It has a copy of the article template of the Briefings that `python` runs, for a case that edits
    it. `options` are further options of the plugin.
    """
    more = "".join(f"      {key}: {value}\n" for key, value in (options or {}).items())
    write_file(folder / "mkdocs.yml", _MKDOCS.format(markdown=markdown) + more)
    write_file(folder / "content/pages/about.md", _ABOUT)
    template = _find_theme(python) / "article.html"
    write_file(folder / "theme/article.html", template.read_text(encoding="utf-8"))
    for region in names.regions():
        write_file(folder / region.path, document(_region(region), f"{region.summary}\n"))
    for actor in names.actors():
        write_file(folder / actor.path, document(_actor(actor), f"{actor.summary}\n"))
    for source in names.sources():
        write_file(folder / source.path, document(_source(source), f"{source.summary}\n"))
    for day in days(archive):
        _write_day(day, folder)


def command(folder: Path, python: Path = PYTHON) -> list[str]:
    """Return the command that builds `folder` into `folder/site`."""
    config = str(folder / "mkdocs.yml")
    return [str(python), "-m", "mkdocs", "--quiet", "build", "--config-file", config]


def _find_theme(python: Path) -> Path:
    """Return the folder of the theme that `python` has installed, perhaps from another checkout."""
    code = f"from importlib import resources; print(resources.files({_THEME!r}))"
    found = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    return Path(found.stdout.strip())


def _write_day(day: Day, folder: Path) -> None:
    for article, body in zip(day.articles, day.bodies, strict=True):
        write_file(folder / article.path, document(_article(article), body))
    if day.briefing:
        narrative = f"A quiet day, by the count of {len(day.articles)} reports.\n"
        write_file(folder / day.briefing.path, document(_briefing(day.briefing), narrative))


def _article(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "date": article.date.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "summary": article.summary,
        "lead": article.lead or None,
        "regions": article.regions,
        "actors": article.actors,
        "sources": [_citation(citation) for citation in article.sources],
        "claims": [_claim(claim) for claim in article.claims],
        "corrections": [
            {
                "date": correction.date.isoformat(),
                "text": correction.text,
                "claim": correction.claim and correction.claim.partition("#")[2],
            }
            for correction in article.corrections
        ],
    }


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "source": citation.source,
        "url": citation.url,
        "via": citation.via,
        "published": citation.published and citation.published.isoformat(),
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id.partition("#")[2],
        "by": claim.by[0],
        "says": claim.says,
        "kind": claim.kind,
        claim.relation or "denies": claim.answers,
        "quote": claim.quote,
        "fidelity": claim.fidelity if claim.quote else None,
        "regions": claim.regions,
        "figure": claim.figure and _figure(claim.figure),
        "status": [
            {"on": status.on.isoformat(), "is": status.is_, "by": status.by}
            for status in claim.status
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    one = figure.low == figure.high
    amount: dict[str, object] = (
        {"n": int(figure.low)} if one else {"low": int(figure.low), "high": int(figure.high)}
    )
    rest = {"unit": figure.unit, "of": figure.of, "key": figure.key}
    return amount | rest | ({"approx": True} if figure.approx else {})


def _region(region: Region) -> dict[str, object]:
    return {
        "name": region.name,
        "country": region.country,
        "aliases": region.aliases,
        "not": region.excluded,
        "neighbours": region.neighbours,
        "summary": region.summary,
    }


def _actor(actor: Actor) -> dict[str, object]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "party": actor.party,
        "roles": [{"title": role.title, "from": role.since} for role in actor.roles],
        "aliases": actor.aliases,
        "summary": actor.summary,
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "name": source.name,
        "url": source.url,
        "kind": source.kind,
        "lang": source.lang,
        "reliability": source.reliability,
        "summary": source.summary,
    }


def _briefing(briefing: Briefing) -> dict[str, object]:
    return {
        "title": briefing.title,
        "lead": briefing.lead,
        "takeaways": [
            {"text": takeaway.text, "claims": takeaway.claims, "articles": takeaway.articles}
            for takeaway in briefing.takeaways
        ],
    }
