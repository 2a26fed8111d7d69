"""What can be wrong where an article replaces another.

What is said of a replaced article's claims is said of those that its successor has by the same id;
of a successor that is replaced itself, the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefings.content import suggestions
from briefings.content.diagnostics import Finding, Where
from briefings.content.parse_result import Parsed, Reference
from briefings.model.chains import find_circles, find_ends

REPLACES: Where = ("replaces",)


@dataclass(frozen=True, slots=True)
class Successors:
    """The last of the articles that have taken each replaced one's place, by id."""

    last: Mapping[str, str]

    def follow(self, target: str) -> str:
        """An article's or a claim's id as it is now."""
        article, mark, claim = target.partition("#")
        return self.last.get(article, article) + mark + claim


def find_successors(parsed: Iterable[Parsed]) -> Successors:
    """Of those that replace an article, in path order; circles are left out."""
    direct: dict[str, str] = {}
    for item, reference in _replacing(parsed):
        if item.id:
            direct.setdefault(reference.target, item.id)
    return Successors(find_ends(direct))


def follow(parsed: Sequence[Parsed], successors: Successors) -> list[Parsed]:
    """What is left once all have taken their places: references lead to where they are followed."""
    return [
        replace(
            item,
            references=tuple(
                reference._replace(target=successors.follow(reference.target))
                if reference.kind in ("article", "claim", "claim or source")
                else reference
                for reference in item.references
            ),
        )
        for item in parsed
        if item.id not in successors.last
    ]


def check(
    parsed: Sequence[Parsed], claims: Mapping[str, set[str] | None]
) -> Iterator[tuple[str, Finding]]:
    """Two that replace one article, circles, and claims that are answered but not taken over.

    `claims` are those of each article by its id, None where they can't be known.
    """
    replacing = list(_replacing(parsed))
    if not replacing:
        return
    first: dict[str, str] = {}
    for item, reference in replacing:
        if reference.target in first:
            hint = f"{first[reference.target]} does already: replace that one"
            message = f"'{reference.target}' is replaced twice"
            yield item.file.path, Finding(reference.where, message, hint)
        first.setdefault(reference.target, item.file.path)
    yield from _circles(replacing)
    yield from _lost_claims(parsed, claims)


def _circles(
    replacing: Sequence[tuple[Parsed, Reference]],
) -> Iterator[tuple[str, Finding]]:
    """One finding for each circle, at the first of its articles in path order."""
    paths = {item.id: item.file.path for item, _ in replacing if item.id}
    edges = {item.id: reference.target for item, reference in replacing if item.id}
    for circle in find_circles(edges):
        message = "articles that replace one another in a circle"
        hint = f"break {' -> '.join((*circle, circle[0]))}"
        yield paths[circle[0]], Finding(REPLACES, message, hint)


def _lost_claims(
    parsed: Sequence[Parsed], claims: Mapping[str, set[str] | None]
) -> Iterator[tuple[str, Finding]]:
    successors = find_successors(parsed)
    nearest: dict[str, suggestions.Nearest] = {}
    for item in parsed:
        # A replaced article is no longer shown, and neither is what it refers to.
        if item.id in successors.last:
            continue
        for reference in item.references:
            article, mark, claim = reference.target.partition("#")
            known = claims.get(article)
            successor = successors.last.get(article)
            if not mark or successor is None or known is None or claim not in known:
                continue
            heirs = claims.get(successor)
            if heirs is None or claim in heirs:
                continue
            message = f"'{article}' is replaced, and its claim '{claim}' isn't taken over"
            if successor not in nearest:
                nearest[successor] = suggestions.Nearest(heirs)
            guess = nearest[successor].find(claim)
            hint = f"'{successor}' has no such claim: add it there, or name another one"
            if guess:
                hint += f", such as '{successor}#{guess}'"
            yield item.file.path, Finding(reference.where, message, hint)


def _replacing(parsed: Iterable[Parsed]) -> Iterator[tuple[Parsed, Reference]]:
    for item in parsed:
        for reference in item.references:
            if reference.where == REPLACES and reference.target != item.id:
                yield item, reference
