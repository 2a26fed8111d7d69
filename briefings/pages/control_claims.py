"""Show who claims to hold a region: the control claims of each party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefings.archive import Archive
from briefings.model import Claim, Site
from briefings.pages import claim_cards, formatting, links
from briefings.pages.claim_status import state_view
from briefings.pages.dispute_sides import rivals
from briefings.pages.views import ControlLine, ControlTimeline


def latest_control(region: str, archive: Archive, site: Site) -> list[ControlLine]:
    """Return each party's latest control claim on a region."""
    return [
        _line(claims[0], party, archive, site)
        for party, claims in _by_party(region, archive).items()
    ]


def control_timelines(
    region: str, archive: Archive, site: Site, limit: int
) -> list[ControlTimeline]:
    """Return at most `limit` control claims of each party on a region, newest first."""
    return [
        {
            "party": party,
            "lines": [_line(claim, party, archive, site) for claim in claims[:limit]],
            "earlier": formatting.count(len(claims) - limit, "earlier claim")
            if len(claims) > limit
            else None,
        }
        for party, claims in _by_party(region, archive).items()
    ]


def _by_party(region: str, archive: Archive) -> dict[str, Sequence[Claim]]:
    claims = archive.ledger.control.get(region, ())
    # Looked up once for each group of claimants, of which there are far fewer than claims.
    parties_of = {by: _parties(by, archive) for by in {claim.by for claim in claims}}
    parties: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        # A joint claim counts for each of its parties.
        for party in parties_of[claim.by]:
            parties[party].append(claim)
    return dict(parties)


def _parties(by: Iterable[str], archive: Archive) -> list[str]:
    """Return the names of the claimants' parties, or of the claimants that have none."""
    actors = [archive.records.actors[id_] for id_ in by]
    # By side: generals of one party have one timeline.
    names = [links.party_name(a.party, archive) if a.party else a.name for a in actors]
    return list(dict.fromkeys(names))


def _line(claim: Claim, party: str, archive: Archive, site: Site) -> ControlLine:
    return {
        "party": party,
        "claimants": claim_cards.claimants(claim, archive),
        "date": formatting.day_moment(claim.on),
        "says": claim.says,
        "url": claim.url,
        "state": state_view(claim, archive),
        "rivals": rivals(claim, archive),
        "badge": claim_cards.badge(archive.article_of(claim), archive, site),
    }
