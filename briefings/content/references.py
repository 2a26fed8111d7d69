"""What files say of one another: ids that exist, claims that don't go round in circles, figures
of one key that count the same.

Pure: everything that was parsed goes in, findings by path come out. A file with a fault of its
own still counts as there, so that it isn't reported again wherever it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings.content import replacement_checks
from briefings.content.diagnostics import Finding, Where
from briefings.content.parse_result import RELATIONS, Parsed, Reference
from briefings.content.reference_targets import FOLDERS, Known, ReferenceSuggestions
from briefings.content.scalars import slugify
from briefings.model.chains import find_circles, walk_chains
from briefings.model.folding import compose

ITSELF = {
    ("articles", "article"): "an article beside itself",
    ("regions", "region"): "a region beside itself",
}

LONGEST_CHAIN = 30
"""Answers to answers; a page shows them within one another."""


class Answer(NamedTuple):
    """The claim that a claim answers, and where its file says so."""

    target: str
    path: str
    where: Where


def check(
    parsed: Sequence[Parsed], media: Collection[str], closed: Collection[str]
) -> dict[str, list[Finding]]:
    """Return findings by the path of their file."""
    ordered = sorted(parsed, key=lambda item: item.file.path)
    known = _known(ordered, media, closed)
    found: dict[str, dict[Finding, None]] = defaultdict(dict)
    successors = replacement_checks.find_successors(ordered)
    followed = replacement_checks.follow(ordered, successors) if successors.last else []
    for path, finding in (
        *_same_ids(ordered),
        *_unknown(ordered, known),
        *replacement_checks.check(ordered, known.claims),
        *_chains(ordered),
        *_chains(followed),
        *_units(ordered),
    ):
        found[path][finding] = None
    return {path: [*findings] for path, findings in found.items()}


def _known(parsed: Sequence[Parsed], media: Collection[str], closed: Collection[str]) -> Known:
    ids: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str] | None] = {}
    vague: set[str] = set()
    for item in parsed:
        if item.file.folder == "articles":
            # Two articles of one id are one fault: to others, it has the claims of both.
            others = claims.get(_key(item), set())
            unknown = item.claims is None or others is None
            claims[_key(item)] = None if unknown else {*(others or ()), *(item.claims or ())}
            vague.update(() if item.id else item.slugs)
        elif item.id:
            # Whoever names it by what its name should be has no fault of their own.
            ids[item.file.folder].update((item.id, slugify(item.id)))
    return Known(ids, claims, frozenset(media), frozenset(vague), closed)


def _key(item: Parsed) -> str:
    """An article's id; its path, by which only its own claims refer to it, while it has none."""
    return item.id or item.file.path


def _same_ids(parsed: Iterable[Parsed]) -> Iterator[tuple[str, Finding]]:
    first: dict[str, str] = {}
    for item in parsed:
        if item.file.folder != "articles" or item.id is None:
            continue
        if item.id in first:
            hint = f"{first[item.id]} has it already: give one of them another 'slug'"
            yield (
                item.file.path,
                Finding((item.named_by,), f"two articles with the id '{item.id}'", hint),
            )
        first.setdefault(item.id, item.file.path)


def _unknown(parsed: Iterable[Parsed], known: Known) -> Iterator[tuple[str, Finding]]:
    suggestions = ReferenceSuggestions(known)
    for item in parsed:
        for reference in item.references:
            itself = ITSELF.get((item.file.folder, reference.kind))
            if reference.where == replacement_checks.REPLACES:
                itself = "an article that replaces itself"
            if itself and reference.target == item.id:
                yield item.file.path, Finding(reference.where, itself, "remove it")
            if _exists(reference, known):
                continue
            name = _name(reference, item)
            message = f"unknown {reference.kind} '{name}'"
            yield (
                item.file.path,
                Finding(reference.where, message, suggestions.find(reference, name)),
            )


def _exists(reference: Reference, known: Known) -> bool:
    kind, target = reference.kind, reference.target
    if kind == "media":
        return compose(target.removeprefix("/")) in known.media or "media" in known.closed
    if kind == "article":
        return _has_article(target, known)
    if "#" in target:
        article, _, claim = target.partition("#")
        if article not in known.claims:
            return _has_article(article, known)
        claims = known.claims[article]
        return claims is None or claim in claims
    return target in known.ids[FOLDERS[kind]] or FOLDERS[kind] in known.closed


def _has_article(identifier: str, known: Known) -> bool:
    if identifier in known.claims or "articles" in known.closed:
        return True
    return identifier.partition("/")[2] in known.vague


def _name(reference: Reference, item: Parsed) -> str:
    """Return the target as the file names it."""
    return reference.target.removeprefix(f"{_key(item)}#")


def _chains(parsed: Iterable[Parsed]) -> Iterator[tuple[str, Finding]]:
    """Chains of claims that lead back to themselves, or that nobody could follow."""
    answers: dict[str, Answer] = {}
    for item in parsed:
        for claim, reference in _answers(item):
            answers.setdefault(claim, Answer(reference.target, item.file.path, reference.where))
    targets = {claim: answer.target for claim, answer in answers.items()}
    for circle in find_circles(targets):
        yield _circle(circle, answers)
    yield from _long_chains(targets, answers)


def _long_chains(
    targets: Mapping[str, str], answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Finding]]:
    """One finding where a chain of answers grows longer than `LONGEST_CHAIN`."""
    lengths: dict[str, int] = {}
    for chain, stop in walk_chains(targets):
        is_circle = stop in chain
        length = 0 if is_circle else lengths.get(stop, 0)
        for claim in reversed(chain):
            length += 1
            lengths[claim] = length
            if length == LONGEST_CHAIN + 1 and not is_circle:
                message = f"a chain of more than {LONGEST_CHAIN} answers"
                hint = "answer a claim that stands nearer to its start"
                yield answers[claim].path, Finding(answers[claim].where, message, hint)


def _circle(circle: list[str], answers: Mapping[str, Answer]) -> tuple[str, Finding]:
    """A finding at the first of a circle's references in path order."""
    _, path, where = answers[circle[0]]
    if len(circle) == 1:
        return path, Finding(where, f"a claim that {where[-1]} itself", "name another claim")
    hint = f"break {' -> '.join((*circle, circle[0]))}"
    if all(answers[claim].where[-1] == "denies" for claim in circle):
        hint += "; to deny a claim makes both disputed, so that nobody has to deny back"
    return path, Finding(where, "claims that answer one another in a circle", hint)


def _answers(item: Parsed) -> Iterator[tuple[str, Reference]]:
    """An article's claims with the claim that each denies, confirms or amends."""
    for reference in item.references:
        where = reference.where
        if len(where) == 3 and where[0] == "claims" and where[2] in RELATIONS:
            index = where[1]
            if item.claims and isinstance(index, int):
                yield f"{_key(item)}#{item.claims[index]}", reference


def _units(parsed: Iterable[Parsed]) -> Iterator[tuple[str, Finding]]:
    """Figures that can't be compared with the first of their key, in path order."""
    first: dict[str, tuple[str | None, str]] = {}
    for item in parsed:
        for figure in item.figures:
            unit, path = first.setdefault(figure.key, (figure.unit, item.file.path))
            if figure.unit != unit:
                counted = f"the unit '{figure.unit}'" if figure.unit else "no unit"
                others = f"'{unit}'" if unit else "no unit"
                hint = f"{path} has {others}: use the same, or another key"
                yield (
                    item.file.path,
                    Finding(figure.where, f"{counted} under the key '{figure.key}'", hint),
                )
