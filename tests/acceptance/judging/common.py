"""What the checks share: differences as text, addresses, the forms that both sides take."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from tests.acceptance.model import SETTLED, Model, Tree
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


def told(model: Model, card: Card, day: str, where: str, above: str = "") -> Differences:
    """A card and all below it tell the states of a day, and what became of them since; both sides
    of each dispute, and what was entered for the other one. `above` is what the card answers."""
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
        yield from differ(f"{where}: since when, {id_}", model.since(id_, day), card.later[1])
    fact = "This denial" if above and model.denies(id_, above) else None
    yield from differ(f"{where}: facts of {id_}", facts(model, id_, day, fact), card.facts)
    if not above:
        yield from beside(model, id_, card, day, where)
    yield from differ(f"{where}: claimants of {id_}", model.said_by(id_), card.who)
    yield from differ(f"{where}: source of {id_}", model.read_at(id_), card.source)
    for answer in card.answers:
        yield from told(model, answer, day, where, id_)


def beside(model: Model, id_: str, card: Card, day: str, where: str) -> Differences:
    """What a claim denies stands beside it, once that is known, with what was entered for it."""
    sides = [it for it in model.rivals(id_, day) if model.denies(id_, it)]
    expected = [(claim_url(it), model.state(it, day).name) for it in sides]
    found = card.rival
    shown = [(found.url, found.state)] if found else []
    yield from differ(f"{where}: what {id_} denies", expected, shown)
    for it in sides if found else ():
        told_ = facts(model, it, day, "What it denies")
        yield from differ(f"{where}: facts of what {id_} denies", told_, found and found.facts)


def facts(
    model: Model, id_: str, day: str, subject: str | None
) -> tuple[tuple[str, str, str | None], ...]:
    state = model.state(id_, day)
    if subject is None or state.name not in SETTLED:
        return ()
    return ((f"{subject} was {state.name}", state.on, ground_url(state.by)),)


def name_of(model: Model, party: str) -> str:
    actors = model.registry["actors"]
    return str(actors[party]["name"]) if party in actors else party.title()


def number_of(figure: dict[str, Any]) -> str:
    low, high = str(figure.get("n") or figure["low"]), str(figure.get("n") or figure["high"])
    ends = f"{int(low):,}" if low == high else f"{int(low):,} to {int(high):,}"
    return f"about {ends}" if figure.get("approx") == "true" else ends
