"""What the checks share: differences as text, addresses, the forms that both sides take."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from tests.acceptance.model import Model, State, Tree
from tests.acceptance.published import Card

Differences = Iterator[str]
NOW = "9999"


def differ(where: str, expected: Any, found: Any) -> Differences:
    if expected != found:
        yield f"{where}:\n    expected {expected}\n    found    {found}"


def listed(where: str, expected: Set[Any], found: Set[Any], most: int) -> Differences:
    """A list has all that it should, or at least so many of them."""
    if len(expected) <= most:
        yield from differ(where, expected, found)
    else:
        yield from differ(f"{where}, others", set(), found - expected)
        yield from differ(f"{where}, {most} at least", True, len(found) >= most)


def article_url(id_: str) -> str:
    return id_.replace("-", "/", 2) + "/"


def claim_url(id_: str) -> str:
    article, _, claim = id_.partition("#")
    return f"claims/{article_url(article)}{claim}/"


def day_url(day: str) -> str:
    return day.replace("-", "/") + "/"


def ground_url(by: str | None) -> str | None:
    return by and (claim_url(by) if "#" in by else f"sources/{by}/")


def urls(ids: Set[str]) -> set[str]:
    return {claim_url(id_) for id_ in ids}


def shape(answers: tuple[Card, ...]) -> Tree:
    return tuple(sorted((it.url, it.relation, shape(it.answers)) for it in answers))


def flat(card: Card) -> Iterator[Card]:
    yield card
    for answer in card.answers:
        yield from flat(answer)


def everywhere(found: list[Card]) -> set[str]:
    return {it.url for card in found for it in flat(card)}


def tree_of(model: Model, id_: str, day: str = NOW) -> Tree:
    def written(tree: Tree) -> Tree:
        return tuple(sorted((claim_url(it), how, written(below)) for it, how, below in tree))

    def spoken(tree: Tree) -> Tree:
        many = {"denies": "deny", "confirms": "confirm", "amends": "amend"}
        return tuple(
            (it, many[how] if len(model.by(it)) > 1 else how, spoken(below))
            for it, how, below in tree
        )

    return written(spoken(model.tree(id_, day)))


def told(model: Model, card: Card, day: str, where: str) -> Differences:
    """A card and all below it tell the states of a day, and what became of them since."""
    ids = {claim_url(id_): id_ for id_ in model.claims}
    if card.url not in ids:
        yield f"{where}: tells of {card.url}, which nobody published"
        return
    id_ = ids[card.url]
    yield from differ(f"{where}: state of {id_}", model.state(id_, day).name, card.state)
    later = model.later(id_, day)
    found = card.later and card.later[0]
    yield from differ(f"{where}: since then, {id_}", later, found)
    if later and card.later and card.later[1]:
        now = model.state(id_)
        since = now.on if now.on > day or not now.by else model.filed(now.by)
        yield from differ(f"{where}: since when, {id_}", since, card.later[1])
    yield from differ(f"{where}: claimants of {id_}", model.said_by(id_), card.who)
    yield from differ(f"{where}: source of {id_}", model.read_at(id_), card.source)
    for answer in card.answers:
        yield from told(model, answer, day, where)


def one_of(model: Model, id_: str, by: str | None) -> str | None:
    """Of denials of one day none is the first: the same one stands for any of them."""
    told = {it: day for day, it in model.denials(id_)}
    return min((it for it in told if told[it] == told[by]), default=None) if by in told else by


def history(model: Model, id_: str) -> list[State]:
    """All that a claim has been: claimed, denied before the day of any entry, then the entries."""
    entries = sorted(model.entries(id_), key=lambda it: it.on)
    denied = [State("disputed", *it) for it in model.denials(id_)][:1]
    before = [it for it in denied if not entries or it.on < entries[0].on]
    return [State("claimed", model.on(id_), None), *before, *entries]


def name_of(model: Model, party: str) -> str:
    actors = model.registry["actors"]
    return str(actors[party]["name"]) if party in actors else party.title()


def number_of(figure: dict[str, Any]) -> str:
    low, high = str(figure.get("n") or figure["low"]), str(figure.get("n") or figure["high"])
    ends = f"{int(low):,}" if low == high else f"{int(low):,} to {int(high):,}"
    return f"about {ends}" if figure.get("approx") == "true" else ends
