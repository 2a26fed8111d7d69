"""Make lists of claim cards in which each claim, and each dispute, appears once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from briefings.archive import Archive
from briefings.model import Claim, Site
from briefings.pages import claim_cards
from briefings.pages.views import ClaimCard


def threads(
    claims: Sequence[Claim], archive: Archive, site: Site, day: date = date.max
) -> list[ClaimCard]:
    """Return the claims as cards. A claim that answers another one of the list appears only below
    that one, unless that card omits it."""
    among = {claim.id: claim for claim in claims}
    # Most lists have no answers, and then each claim is a card.
    if not any(claim.answers in among for claim in claims):
        return [claim_cards.claim_card(claim, archive, site, day) for claim in claims]
    made: dict[str, ClaimCard] = {}
    shown: set[str] = set()
    # Those nearest to a chain's start come first, since their cards show the others.
    for claim in sorted(claims, key=lambda claim: sum(1 for _ in _above(claim, among))):
        if claim.url not in shown:
            made[claim.id] = card = claim_cards.claim_card(claim, archive, site, day)
            shown.update(urls_of([card]))
    return [made[claim.id] for claim in claims if claim.id in made]


def disputes(
    disputed: Sequence[Claim],
    archive: Archive,
    site: Site,
    most: int,
    shown: Collection[str] = (),
) -> list[ClaimCard]:
    """Return at most `most` disputed claims as cards, each with the claim that denies it.

    Claims whose addresses are in `shown` are omitted.
    """
    among = {claim.id: claim for claim in disputed}
    found: dict[str, ClaimCard] = {}
    for claim in disputed:
        if len(found) == most:
            break
        *_, first = claim, *_above(claim, among)
        # Both sides are in the list, and each card shows the other one.
        if first.id not in found and first.url not in shown:
            found[first.id] = claim_cards.claim_card(first, archive, site)
    return list(found.values())


def find_thread(claim: Claim, archive: Archive, site: Site) -> ClaimCard | None:
    """Return the claim that a chain of answers began with, and all its answers. Where that is too
    much, return only the answers that lead to this claim. None if the claim answers nothing."""
    chain = [claim, *_above(claim, archive.ledger.claims)]
    if len(chain) == 1:
        return None
    whole = claim_cards.claim_card(chain[-1], archive, site)
    # The card as lists show it, from the memo.
    if not is_cut(whole):
        return whole
    below: ClaimCard | None = None
    for link in chain:
        card = claim_cards.statement(link, archive, site)
        if below:
            others = len(archive.ledger.answers[link.id]) - 1
            # Built from the end: each claim holds the one that answers it.
            card |= {"answers": [below], "more": claim_cards.more_link(link, others)}
        below = card | {"way": claim.url}
    return below


def urls_of(shown: Iterable[ClaimCard]) -> Iterator[str]:
    """Yield the addresses of the claims in some cards and of their answers."""
    for card in shown:
        yield card["url"]
        if card["answers"]:
            yield from urls_of(card["answers"])


def sides_of(shown: Iterable[ClaimCard]) -> set[str]:
    """Return the addresses of the claims in some cards, of their answers, and of the claims they
    deny."""
    listed = list(shown)
    return {*urls_of(listed), *(card["rival"]["url"] for card in listed if card["rival"])}


def is_cut(card: ClaimCard) -> bool:
    """Return whether a card omits any answers."""
    return card["more"] is not None or any(map(is_cut, card["answers"]))


def _above(claim: Claim, among: Mapping[str, Claim]) -> Iterator[Claim]:
    """Yield the claim that a claim answers, the one that this answers, and so on, within
    `among`."""
    while claim.answers and claim.answers in among:
        claim = among[claim.answers]
        yield claim
