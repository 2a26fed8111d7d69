"""Revisions of an article after it was published, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Revision, Rewording, Site
from briefings.model.identifiers import claim_id, day_url, history_url
from briefings.pages import claim_cards, formatting, links
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import ChangeView, Link, PassageView, RevisionView, WordsView

KIND = Kind(no_sitemap="old words, found by a search, would mislead")

NAMES = {"title": "Title", "summary": "Summary", "text": "Text", "claim": "Claims"}
COMMIT_LENGTH = 10


def plan(archive: Archive) -> Iterator[Page]:
    for article in archive.records.articles.values():
        if article.path in archive.records.histories:
            yield Page(history_url(article.id), "history", (article.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    article = archive.records.articles[page.subject[0]]
    revisions = archive.records.histories[article.path]
    title = f"What was changed in “{article.title}”"
    day: Link = {
        "name": f"Briefing of {formatting.day_text(article.day)}",
        "url": day_url(article.day),
    }
    return {
        "page": {
            **head(title, title, "", [day, links.article_link(article)]),
            # Old words are for those who ask for them; found by a search, they would mislead.
            "unlisted": True,
        },
        "article": links.article_link(article),
        "lang": article.lang,
        "badge": claim_cards.badge(article, archive, site),
        "published": formatting.day_moment(article.day),
        "count": formatting.count(len(revisions), "revision"),
        "zone": formatting.zone_text(site.zone),
        # Newest first; they are kept oldest first, as commits are added.
        "revisions": [_revision(revision, article, archive) for revision in reversed(revisions)],
    }


def _revision(revision: Revision, article: Article, archive: Archive) -> RevisionView:
    return {
        "on": formatting.day_moment(revision.on.date()),
        "time": formatting.time_moment(revision.on),
        "commit": revision.commit[:COMMIT_LENGTH],
        "changes": [
            _change(place, [_passage(change, article, archive) for change in changes])
            for place, changes in groupby(revision.changes, key=lambda change: change.place)
        ],
    }


def _change(place: str, passages: list[PassageView]) -> ChangeView:
    return {"name": NAMES[place], "passages": passages}


def _passage(change: Rewording, article: Article, archive: Archive) -> PassageView:
    """Return the paragraphs of a reworded passage, and its claim's page if the claim still
    exists."""
    paragraphs: list[list[WordsView]] = [[]]
    for part in change.parts:
        if part.fate == "break":
            paragraphs.append([])
        else:
            paragraphs[-1].append({"fate": part.fate, "text": part.words})
    full = claim_id(article.id, change.claim) if change.claim else None
    claim = archive.ledger.claims.get(full) if full else None
    return {
        "paragraphs": [words for words in paragraphs if words],
        "claim": claim.url if claim else None,
    }
