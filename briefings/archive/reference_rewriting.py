"""Rewrite what records say of one another: references to articles, to claims and to sources.

A resolver maps each id to the one to refer to instead, or to None if nothing may refer to it. The
ids of articles, claims and sources differ in form: `2025-04-26/x`, `2025-04-26/x#open`, `wire`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefings.model import Article, Briefing, Claim

Resolve = Callable[[str], str | None]


def rewrite_article(article: Article, resolve: Resolve) -> Article:
    """Return the article with its references resolved; the same object if that changes none of
    them.

    An unchanged object keeps its digests. A claim whose answer leads nowhere, or to itself,
    answers nothing; a status entry whose ground is gone is gone, too.
    """
    named = [*article.related, *(note.claim for note in article.corrections)]
    for claim in article.claims:
        named += (claim.answers, *(entry.by for entry in claim.status))
    if not _changes(named, resolve):
        return article
    return replace(
        article,
        related=tuple(id_ for id_ in _resolve_all(article.related, resolve) if id_ != article.id),
        claims=tuple(_rewrite_claim(claim, resolve) for claim in article.claims),
        corrections=tuple(
            replace(note, claim=resolve(note.claim)) if note.claim else note
            for note in article.corrections
        ),
    )


def rewrite_briefing(briefing: Briefing, resolve: Resolve) -> Briefing:
    """Return the briefing with its references resolved; the same object if that changes none of
    them."""
    named = [
        id_ for takeaway in briefing.takeaways for id_ in (*takeaway.claims, *takeaway.articles)
    ]
    if not _changes([briefing.lead, *named], resolve):
        return briefing
    return replace(
        briefing,
        lead=resolve(briefing.lead) if briefing.lead else None,
        takeaways=tuple(
            replace(
                takeaway,
                claims=_resolve_all(takeaway.claims, resolve),
                articles=_resolve_all(takeaway.articles, resolve),
            )
            for takeaway in briefing.takeaways
        ),
    )


def _rewrite_claim(claim: Claim, resolve: Resolve) -> Claim:
    grounds = [(entry, resolve(entry.by)) for entry in claim.status]
    status = tuple(replace(entry, by=by) for entry, by in grounds if by)
    answers = resolve(claim.answers) if claim.answers else None
    if answers is None or answers == claim.id:
        return replace(claim, status=status, answers=None, relation=None)
    return replace(claim, status=status, answers=answers)


def _changes(ids: Iterable[str | None], resolve: Resolve) -> bool:
    return any(id_ and resolve(id_) != id_ for id_ in ids)


def _resolve_all(ids: Iterable[str], resolve: Resolve) -> tuple[str, ...]:
    """Resolve ids; of those that lead to the same one, the first counts."""
    return tuple(dict.fromkeys(filter(None, map(resolve, ids))))
