"""Related articles, from an index: no article is compared with all others.

Related are: those an editor named; those whose claims answer each other's; then earlier articles
that share actors and regions. Only earlier ones, so that what is published today changes no old
page but those that it answers; and only the latest few under each shared actor or region, so that
the work for an article doesn't grow with the archive.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefings.model import Article, Claim, newest_first

WINDOW = 12
"""How many of the latest earlier articles are looked at under each shared actor or region."""
POSTED = ("region", "actor")


@dataclass(frozen=True)
class Related:
    """Index of articles by actor and region (`postings`, newest first), and of claims' answers.

    `order` is the place of each article among all, newest first, by id; `places` those of the
    articles of an actor or region, found on first use.
    """

    articles: Mapping[str, Article]
    postings: Mapping[tuple[str, str], Sequence[Article]]
    answers: Mapping[str, Sequence[str]]
    order: Mapping[str, int]
    places: dict[tuple[str, str], Sequence[int]] = field(default_factory=dict, repr=False)

    def to(self, article: Article, limit: int = 4) -> list[Article]:
        """Return the articles related to this one, the closest first, at most `limit`."""
        score: Counter[str] = Counter()
        for id_ in article.related:
            # More than any number of answers can be, and these more than shared entities.
            score[id_] += 100
        for id_ in self.answers.get(article.id, ()):
            score[id_] += 10
        for key in keys_of(article):
            start = self._place(key, article) + 1
            for other in self.postings[key][start : start + WINDOW]:
                score[other.id] += 1
        enough = (id_ for id_, points in score.items() if points > 1 and id_ != article.id)
        found = [self.articles[id_] for id_ in enough]
        found.sort(key=lambda other: (-score[other.id], newest_first(other)))
        return found[:limit]

    def _place(self, key: tuple[str, str], article: Article) -> int:
        """Return where an article stands under one of its keys."""
        if key not in self.places:
            # An array has 4 bytes a place: 4 MiB less in each process, 45 at 100,000 articles.
            self.places[key] = array(
                "I", [self.order[article.id] for article in self.postings[key]]
            )
        return bisect_left(self.places[key], self.order[article.id])


def index_related(
    articles: Mapping[str, Article],
    newest_first: Iterable[Article],
    by_entity: Mapping[tuple[str, str], Sequence[Article]],
    answers: Mapping[str, Sequence[Claim]],
) -> Related:
    """Index articles, which come by id, newest first and by entity, and the answers to claims."""
    postings = {entity: posted for entity, posted in by_entity.items() if entity[0] in POSTED}
    answering: dict[str, list[str]] = defaultdict(list)
    for answered, replies in answers.items():
        theirs = answered.partition("#")[0]
        for reply in replies:
            answering[reply.article].append(theirs)
            # Both ways, so that an old article leads to those that answer it.
            answering[theirs].append(reply.article)
    order = {article.id: place for place, article in enumerate(newest_first)}
    return Related(articles, postings, dict(answering), order)


def keys_of(article: Article) -> list[tuple[str, str]]:
    """What an article is posted under."""
    return [("region", id_) for id_ in article.regions] + [("actor", id_) for id_ in article.actors]
