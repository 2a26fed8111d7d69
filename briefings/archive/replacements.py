"""Articles that others have taken the place of: records -> records without them.

What was said of a replaced article and of its claims is said of its successor and of those of its
claims that have the same ids. A draft or an embargoed article replaces nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from briefings.archive.visibility import Shown
from briefings.model import Article, Briefing, Claim, Records, Takeaway
from briefings.model.chains import find_ends


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article, and the id of the one that its addresses lead to."""

    article: Article
    by: str

    def successor_of(self, claim: str) -> str:
        """The full id that a claim of the article has in its successor, if it is there."""
        return f"{self.by}#{claim.partition('#')[2]}"


def follow(
    records: Records, takes_place: Callable[[Article], bool]
) -> tuple[Records, Mapping[str, Replaced]]:
    """The records without replaced articles, and those by id.

    `takes_place` tells which articles may replace another.
    """
    direct = {
        a.replaces: a.id
        for a in records.articles.values()
        if a.replaces and a.replaces in records.articles and takes_place(a)
    }
    if not direct:
        return records, {}
    last = find_ends(direct)
    gone = {id_: Replaced(records.articles[id_], by) for id_, by in last.items()}
    articles = {id_: a for id_, a in records.articles.items() if id_ not in gone}
    heirs = _Heirs(last, frozenset(c.id for a in articles.values() for c in a.claims))
    followed = replace(
        records,
        articles={id_: _article(article, heirs) for id_, article in articles.items()},
        briefings={day: _briefing(briefing, heirs) for day, briefing in records.briefings.items()},
        bodies=Shown(records.bodies, frozenset(of.article.path for of in gone.values())),
    )
    return followed, gone


@dataclass(frozen=True, slots=True)
class _Heirs:
    """Where ids lead: `last` the articles at the end, `claims` those that there are."""

    last: Mapping[str, str]
    claims: frozenset[str]

    def concern(self, ids: Iterable[str | None]) -> bool:
        return any(id_ and id_.partition("#")[0] in self.last for id_ in ids)

    def articles(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.last.get(id_, id_) for id_ in ids))

    def claim(self, id_: str) -> str | None:
        article, mark, name = id_.partition("#")
        if article not in self.last:
            return id_
        heir = self.last[article] + mark + name
        return heir if heir in self.claims else None


def _article(article: Article, heirs: _Heirs) -> Article:
    named = [c.answers for c in article.claims]
    named += [entry.by for claim in article.claims for entry in claim.status]
    if not heirs.concern([*article.related, *named]):
        return article
    related = (id_ for id_ in heirs.articles(article.related) if id_ != article.id)
    claims = tuple(_claim(claim, heirs) for claim in article.claims)
    return replace(article, related=tuple(related), claims=claims)


def _claim(claim: Claim, heirs: _Heirs) -> Claim:
    grounds = [(entry, heirs.claim(entry.by)) for entry in claim.status]
    status = tuple(replace(entry, by=by) for entry, by in grounds if by)
    answers = heirs.claim(claim.answers) if claim.answers else None
    if answers is None or answers == claim.id:
        return replace(claim, status=status, answers=None, relation=None)
    return replace(claim, status=status, answers=answers)


def _briefing(briefing: Briefing, heirs: _Heirs) -> Briefing:
    named = [id_ for t in briefing.takeaways for id_ in (*t.claims, *t.articles)]
    if not heirs.concern([briefing.lead, *named]):
        return briefing
    return replace(
        briefing,
        lead=heirs.last.get(briefing.lead, briefing.lead) if briefing.lead else None,
        takeaways=tuple(
            Takeaway(
                takeaway.text,
                tuple(dict.fromkeys(filter(None, map(heirs.claim, takeaway.claims)))),
                heirs.articles(takeaway.articles),
            )
            for takeaway in briefing.takeaways
        ),
    )
