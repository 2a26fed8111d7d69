"""Make the rows of data files, with a value for each column of `briefings.pages.data_schema`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from briefings.archive import Archive, is_denial
from briefings.model import Article, Citation, Claim, Correction, Figure, Site, oldest_first


def published_articles(month: str, archive: Archive) -> Iterator[Article]:
    """Yield a month's published articles, oldest first."""
    # Oldest first, so that a file grows at its end.
    for day in archive.months[month]:
        for article in sorted(archive.days[day], key=oldest_first):
            if article.id not in archive.unpublished:
                yield article


def claim_row(claim: Claim, archive: Archive, site: Site) -> dict[str, Any]:
    history = archive.ledger.history(claim)
    return {
        "id": claim.id,
        "url": site.url + claim.url,
        "article": claim.article,
        "by": list(claim.by),
        "says": claim.says,
        "kind": claim.kind,
        "on": claim.on.isoformat(),
        "regions": list(claim.regions),
        "denies": claim.answers if claim.relation == "denies" else None,
        "confirms": claim.answers if claim.relation == "confirms" else None,
        "amends": claim.answers if claim.relation == "amends" else None,
        # Only of other actors: whoever corrects their own claim denies nothing.
        "denied_by": [
            other.id for other in archive.ledger.answers_by(claim) if is_denial(other, claim)
        ],
        "quote": claim.quote,
        "fidelity": claim.fidelity if claim.quote else None,
        "source": claim.source,
        "figure": _figure(claim.figure) if claim.figure else None,
        "state": history[-1].state,
        "states": [
            {
                "state": change.state,
                "on": change.on.isoformat(),
                "by": change.by,
                "note": change.note,
            }
            for change in history
        ],
    }


def article_row(article: Article, site: Site) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": site.url + article.url,
        "title": article.title,
        "summary": article.summary,
        "date": article.day.isoformat(),
        # Empty for a bare date, whose midnight nobody has claimed.
        "time": article.date.isoformat() if article.timed else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "lang": article.lang,
        "authors": list(article.authors),
        "regions": list(article.regions),
        "actors": list(article.actors),
        "sources": [_plain(citation) for citation in article.sources],
        "claims": [claim.id for claim in article.claims],
        "corrections": [_plain(note) for note in article.corrections],
    }


def figure_row(claim: Claim, figure: Figure, archive: Archive, site: Site) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "url": site.url + claim.url,
        **_figure(figure),
        "by": list(claim.by),
        "on": claim.on.isoformat(),
        "source": claim.source,
        "state": archive.ledger.states(claim)[-1],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "of": figure.of,
        "key": figure.key,
        "approx": figure.approx,
    }


def _number(value: float) -> float:
    # `12` in JSON and CSV, as it was written, not `12.0`.
    return int(value) if value == int(value) else value


def _plain(record: Citation | Correction) -> dict[str, Any]:
    values = ((field.name, getattr(record, field.name)) for field in fields(record))
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values}
