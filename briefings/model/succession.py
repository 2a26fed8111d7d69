"""Articles that replace others, which may have replaced others before."""

from __future__ import annotations

from collections.abc import Mapping


def find_last(direct: Mapping[str, str]) -> dict[str, str]:
    """The article at the end of each chain, by replaced article; what leads in a circle has none.

    `direct` maps each replaced article to the one that replaces it.
    """
    # Each article is passed once, whatever chains it is in; None stands for a circle.
    last: dict[str, str | None] = {}
    for start in direct:
        chain: dict[str, None] = {}
        article = start
        while article in direct and article not in last and article not in chain:
            chain[article] = None
            article = direct[article]
        end = None if article in chain else last.get(article, article)
        last.update(dict.fromkeys(chain, end))
    return {article: end for article, end in last.items() if end is not None}
