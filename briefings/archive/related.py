"""Related articles, from an index: no article is compared with all others.

Related are: those an editor named; those whose claims answer each other's; then earlier articles
that share actors and regions. Only earlier ones, so that what is published today changes no old
page but those that it answers; and only the latest few under each shared actor or region, so that
the work for an article doesn't grow with the archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefings.model import Article

WINDOW = 12
"""How many of the latest earlier articles are looked at under each shared actor or region."""


@dataclass(frozen=True)
class Related:
    """Articles, newest first, under each actor and region, with each article's place there."""

    articles: Mapping[str, Article]
    postings: Mapping[tuple[str, str], Sequence[Article]]
    places: Mapping[tuple[str, str, str], int]
    answers: Mapping[str, Sequence[str]]

    def to(self, article: Article, limit: int = 4) -> list[Article]:
        """The articles related to this one, the closest first, at most `limit`."""
        score: Counter[str] = Counter()
        for id_ in article.related:
            score[id_] += 100
        for id_ in self.answers.get(article.id, ()):
            score[id_] += 10
        for key, place in self.places_of(article):
            for other in self.postings[key][place + 1 : place + 1 + WINDOW]:
                score[other.id] += 1
        enough = (id_ for id_, points in score.items() if points > 1 and id_ != article.id)
        found = [self.articles[id_] for id_ in enough]
        found.sort(key=lambda other: (-score[other.id], -other.date.timestamp(), other.id))
        return found[:limit]

    def places_of(self, article: Article) -> Iterator[tuple[tuple[str, str], int]]:
        """Where an article stands among those of each of its regions and actors."""
        for key in _keys(article):
            yield key, self.places[(*key, article.id)]


def index_related(newest_first: Sequence[Article]) -> Related:
    """The index over some articles, newest first."""
    postings: dict[tuple[str, str], list[Article]] = defaultdict(list)
    places: dict[tuple[str, str, str], int] = {}
    answers: dict[str, list[str]] = defaultdict(list)
    for article in newest_first:
        for key in _keys(article):
            places[(*key, article.id)] = len(postings[key])
            postings[key].append(article)
        for claim in article.claims:
            if claim.answers:
                answered = claim.answers.partition("#")[0]
                answers[article.id].append(answered)
                answers[answered].append(article.id)
    return Related({a.id: a for a in newest_first}, dict(postings), places, dict(answers))


def _keys(article: Article) -> list[tuple[str, str]]:
    return [("region", id_) for id_ in article.regions] + [("actor", id_) for id_ in article.actors]
