"""Copies of one text, grouped: a story that several articles tell is told once in a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefings.model import Article, Likeness


def index_copies(
    likenesses: Iterable[Likeness], articles: Mapping[str, Article]
) -> dict[str, Sequence[Article]]:
    """For each article that has copies among `articles`, all of them but itself, oldest first.

    Who is like one that is like another belongs to both.
    """
    groups: dict[str, set[str]] = {}
    for like in likenesses:
        if like.article in articles and like.earlier in articles:
            joined = groups.get(like.article, {like.article})
            joined |= groups.get(like.earlier, {like.earlier})
            groups |= dict.fromkeys(joined, joined)
    return {
        id_: tuple(
            sorted(
                (articles[other] for other in group if other != id_),
                key=lambda article: (article.date.timestamp(), article.id),
            )
        )
        for id_, group in groups.items()
    }
