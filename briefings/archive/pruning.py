"""Records without whatever names an article or a claim that isn't among them: an answer, a related
article, a state that rests on one, an editor's takeaway.

So drafts leave no trace, and files with a fault don't keep others from being looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefings.model import Article, Briefing, Claim, Records, Takeaway


def prune(records: Records, articles: Mapping[str, Article]) -> Records:
    """The records with these of their articles alone, in which nothing names another one.

    A briefing that another article leads goes as a whole.
    """
    claims = {claim.id for article in articles.values() for claim in article.claims}
    return replace(
        records,
        articles={id_: _article(a, articles.keys(), claims) for id_, a in articles.items()},
        briefings={
            day: _briefing(briefing, articles.keys(), claims)
            for day, briefing in records.briefings.items()
            if briefing.lead is None or briefing.lead in articles
        },
    )


def _article(article: Article, articles: AbstractSet[str], claims: AbstractSet[str]) -> Article:
    shown = replace(
        article,
        related=tuple(id_ for id_ in article.related if id_ in articles),
        claims=tuple(_claim(claim, claims) for claim in article.claims),
        corrections=tuple(
            note if note.claim in claims else replace(note, claim=None)
            for note in article.corrections
        ),
    )
    return article if shown == article else shown  # by the same one, its digests are known


def _claim(claim: Claim, claims: AbstractSet[str]) -> Claim:
    status = tuple(entry for entry in claim.status if "#" not in entry.by or entry.by in claims)
    if claim.answers is None or claim.answers in claims:
        return replace(claim, status=status)
    return replace(claim, status=status, answers=None, relation=None)


def _briefing(briefing: Briefing, articles: AbstractSet[str], claims: AbstractSet[str]) -> Briefing:
    kept = [(takeaway, _takeaway(takeaway, articles, claims)) for takeaway in briefing.takeaways]
    return replace(
        briefing,
        takeaways=tuple(
            after
            for before, after in kept
            if after.claims or after.articles or not (before.claims or before.articles)
        ),
    )


def _takeaway(takeaway: Takeaway, articles: AbstractSet[str], claims: AbstractSet[str]) -> Takeaway:
    return Takeaway(
        takeaway.text,
        tuple(id_ for id_ in takeaway.claims if id_ in claims),
        tuple(id_ for id_ in takeaway.articles if id_ in articles),
    )
