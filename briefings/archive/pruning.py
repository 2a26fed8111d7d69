"""Records without whatever names an article or a claim that isn't among them: an answer, a related
article, a state that rests on one, an editor's takeaway.

So drafts leave no trace, and a file with a fault doesn't keep others from being checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefings.archive.reference_rewriting import Resolve, rewrite_article, rewrite_briefing
from briefings.model import Article, Briefing, Records


def prune(records: Records, articles: Mapping[str, Article]) -> Records:
    """Return the records with these of their articles alone, in which nothing names another one.

    A briefing that another article leads goes as a whole.
    """
    known = {claim.id for article in articles.values() for claim in article.claims}
    known |= articles.keys()

    def resolve(id_: str) -> str | None:
        is_source = "/" not in id_
        return id_ if is_source or id_ in known else None

    return replace(
        records,
        articles={id_: rewrite_article(article, resolve) for id_, article in articles.items()},
        briefings={
            day: _prune_briefing(briefing, resolve)
            for day, briefing in records.briefings.items()
            if briefing.lead is None or briefing.lead in articles
        },
    )


def _prune_briefing(briefing: Briefing, resolve: Resolve) -> Briefing:
    """Takeaways go with all that they rest on: their words are about nothing else."""
    pruned = rewrite_briefing(briefing, resolve)
    if pruned is briefing:
        return briefing
    return replace(
        pruned,
        takeaways=tuple(
            after
            for before, after in zip(briefing.takeaways, pruned.takeaways, strict=True)
            # A takeaway that never named anything rests on nothing that could be gone.
            if after.claims or after.articles or not (before.claims or before.articles)
        ),
    )
