"""Related articles, from an index: no article is compared with all others.

Related are: those an editor named; those whose claims answer each other's; then earlier articles
that share actors and regions. Only earlier ones, so that what is published today changes no old
page but those that it answers; and only the latest few under each shared actor or region, so that
the work for an article doesn't grow with the archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefings.model import Article, Claim

WINDOW = 12
"""How many of the latest earlier articles are looked at under each shared actor or region."""
POSTED = ("region", "actor")


@dataclass(frozen=True)
class Related:
    """Articles, newest first, under each actor and region.

    `places` are those of the articles under them, found where they are first asked for.
    """

    articles: Mapping[str, Article]
    postings: Mapping[tuple[str, str], Sequence[Article]]
    answers: Mapping[str, Sequence[str]]
    places: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict, repr=False)

    def to(self, article: Article, limit: int = 4) -> list[Article]:
        """The articles related to this one, the closest first, at most `limit`."""
        score: Counter[str] = Counter()
        for id_ in article.related:
            score[id_] += 100
        for id_ in self.answers.get(article.id, ()):
            score[id_] += 10
        for key in keys_of(article):
            start = self.place(key, article) + 1
            for other in self.postings[key][start : start + WINDOW]:
                score[other.id] += 1
        enough = (id_ for id_, points in score.items() if points > 1 and id_ != article.id)
        found = [self.articles[id_] for id_ in enough]
        found.sort(key=lambda other: (-score[other.id], -other.date.timestamp(), other.id))
        return found[:limit]

    def looking_at(self, article: Article) -> set[str]:
        """The ids of those later ones for which it is looked at, since they share a key."""
        places = ((key, self.place(key, article)) for key in keys_of(article))
        return {
            other.id
            for key, place in places
            for other in self.postings[key][max(0, place - WINDOW) : place]
        }

    def place(self, key: tuple[str, str], article: Article) -> int:
        """Where an article stands under one of its keys."""
        if key not in self.places:
            self.places[key] = {of.id: place for place, of in enumerate(self.postings[key])}
        return self.places[key][article.id]


def index_related(
    articles: Mapping[str, Article],
    filed: Mapping[tuple[str, str], Sequence[Article]],
    answers: Mapping[str, Sequence[Claim]],
) -> Related:
    """The index over articles by id, by what they are filed under, newest first, and by what
    answers their claims."""
    postings = {key: of for key, of in filed.items() if key[0] in POSTED}
    answering: dict[str, list[str]] = defaultdict(list)
    for answered, replies in answers.items():
        theirs = answered.partition("#")[0]
        for reply in replies:
            answering[reply.article].append(theirs)
            answering[theirs].append(reply.article)
    return Related(articles, postings, dict(answering))


def keys_of(article: Article) -> list[tuple[str, str]]:
    """What an article is posted under."""
    return [("region", id_) for id_ in article.regions] + [("actor", id_) for id_ in article.actors]
