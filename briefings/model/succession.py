"""Articles that replace others, which may have replaced others before."""

from __future__ import annotations

from collections.abc import Mapping


def find_last(direct: Mapping[str, str]) -> dict[str, str]:
    """The article at the end of each chain, by replaced article; what leads in a circle has none.

    `direct` maps each replaced article to the one that replaces it.
    """
    last: dict[str, str] = {}
    for start in direct:
        seen, article = {start}, direct[start]
        while article in direct and article not in seen:
            seen.add(article)
            article = direct[article]
        if article not in seen:
            last[start] = article
    return last
