"""Replaced articles: records -> records without them.

What was said of a replaced article and of its claims is said of its successor and of those of its
claims that have the same ids. A draft or an embargoed article replaces nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from briefings.archive.reference_rewriting import rewrite_article, rewrite_briefing
from briefings.archive.visibility import VisibleFiles
from briefings.model import Article, Records
from briefings.model.chains import find_ends


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article, and the id of the one that its addresses lead to."""

    article: Article
    by: str

    def successor_of(self, claim: str) -> str:
        """Return the full id that a claim of the article has in its successor, if it is there."""
        return f"{self.by}#{claim.partition('#')[2]}"


def remove_replaced(
    records: Records, may_replace: Callable[[Article], bool]
) -> tuple[Records, Mapping[str, Replaced]]:
    """Return the records without replaced articles, and these by id.

    `may_replace` tells which articles may replace another. References to a replaced article lead to
    its successor.
    """
    direct = {
        a.replaces: a.id
        for a in records.articles.values()
        if a.replaces and a.replaces in records.articles and may_replace(a)
    }
    # The same records, so that nothing is copied for a site that replaces nothing.
    if not direct:
        return records, {}
    last = find_ends(direct)
    replaced = {id_: Replaced(records.articles[id_], by) for id_, by in last.items()}
    articles = {id_: a for id_, a in records.articles.items() if id_ not in replaced}
    claims = {claim.id for article in articles.values() for claim in article.claims}

    def resolve(id_: str) -> str | None:
        article, mark, claim = id_.partition("#")
        if article not in last:
            return id_
        successor = last[article] + mark + claim
        return successor if not mark or successor in claims else None

    paths = frozenset(old.article.path for old in replaced.values())
    current = replace(
        records,
        articles={id_: rewrite_article(article, resolve) for id_, article in articles.items()},
        briefings={
            day: rewrite_briefing(briefing, resolve) for day, briefing in records.briefings.items()
        },
        bodies=VisibleFiles(records.bodies, paths),
    )
    return current, replaced
