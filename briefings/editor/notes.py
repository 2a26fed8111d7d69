"""Notes: what is no fault in itself, but that an editor should know of.

A dispute that has been left alone, which depends on the clock too; one that shows on one side only;
near duplicates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from briefings.archive import Archive
from briefings.content.diagnostics import Finding
from briefings.editor.finding_lines import group_by_path, place_findings
from briefings.model import Claim, Problem, Records, Site

PATIENCE = timedelta(days=30)
"""How long a dispute may stay open before an editor is reminded of it."""


def find_notes(
    records: Records, archive: Archive, today: date, site: Site, content: Path
) -> list[Problem]:
    """Near duplicates, disputes left open for long, and those shown on one side only, by place.

    `archive` is of what is published of the records; `today` is the site's.
    """
    articles = records.articles
    disputed = {claim.id for claim in archive.ledger.disputes}
    found = [
        (articles[claim.article].path, finding)
        for claim in archive.ledger.disputes
        if not (
            claim.relation == "denies" and claim.answers in disputed
        )  # reported on the other side
        for finding in _left_alone(claim, archive, today)
    ]
    found += _one_sided(archive)
    found += _near_duplicates(records)
    return sorted(
        problem
        for path, findings in group_by_path(found).items()
        for problem in place_findings(path, findings, "note", site, content)
    )


def _left_alone(claim: Claim, archive: Archive, today: date) -> Iterator[Finding]:
    since = archive.ledger.history(claim)[-1].on
    # Since its latest state began: an entry that leaves it disputed begins the wait anew.
    if today - since > PATIENCE:
        place = [c.id for c in archive.article_of(claim).claims].index(claim.id)
        yield Finding(
            ("claims", place, "id"),
            f"'{claim.id}' has been disputed since {since} without an entry",
            "add one to its 'status' once there is something to rest it on",
        )


def _one_sided(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Disputes that an editor rests on another actor's claim which denies nothing: on that claim's
    page no dispute shows."""
    claims = archive.ledger.claims
    for claim in claims.values():
        for number, entry in enumerate(claim.status):
            ground = claims.get(entry.by) if entry.is_ == "disputed" else None
            if ground is None or set(ground.by) <= set(claim.by) or _is_rival(ground, claim):
                continue
            article = archive.article_of(claim)
            place = [c.id for c in article.claims].index(claim.id)
            yield (
                article.path,
                Finding(
                    ("claims", place, "status", number, "by"),
                    f"'{ground.id}' doesn't deny this claim, so it isn't shown as disputed itself",
                    f"write 'denies: {claim.id}' there, and both sides are",
                ),
            )


def _is_rival(other: Claim, claim: Claim) -> bool:
    denial = other.relation == "denies" and other.answers == claim.id
    return denial or (claim.relation == "denies" and claim.answers == other.id)


def _near_duplicates(records: Records) -> Iterator[tuple[str, Finding]]:
    """Yield each article that reads like an earlier one, with the one that is most like it."""
    articles = records.articles
    replaced = {article.replaces for article in articles.values()}
    best: dict[str, tuple[int, str]] = {}
    for pair in records.near_duplicates:
        # An editor has settled which of the two stays.
        if replaced.isdisjoint((pair.article, pair.earlier)):
            best[pair.article] = max(best.get(pair.article, (0, "")), (pair.share, pair.earlier))
    for id_, (share, earlier) in best.items():
        message = f"a copy or nearly one of '{earlier}': {share} % of the shorter text is in both"
        hint = f"if it takes that one's place, write 'replaces: {earlier}'"
        yield articles[id_].path, Finding(("title",), message, hint)
