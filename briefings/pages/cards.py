"""Claims -> cards: who says it, where it was read, its state and its answers on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from briefings.archive import Archive, Change, told_on
from briefings.model import Article, Citation, Claim, Correction, Site
from briefings.model.identifiers import figure_url
from briefings.pages import links, words
from briefings.pages.quotations import fidelity_text, passage_url
from briefings.pages.views import Claimant, ClaimCard, CorrectionView, Link, SourceView, StateView


def _later(claim: Claim, archive: Archive, day: date, then: StateView) -> StateView | None:
    """What a claim has become since a day, and when; of a denial told later, when it was told."""
    now = archive.ledger.state(claim)
    if now.state == then["name"]:
        return None
    ground = archive.ledger.claims.get(now.by or "")
    since = told_on(ground) if now.on <= day and ground else now.on
    entered = _entered_for(claim, now, archive)
    return {"name": now.state, "since": words.day_moment(since), "ground": entered}


def claim_card(
    claim: Claim, archive: Archive, site: Site, day: date = date.max, *, nested: bool = False
) -> ClaimCard:
    """A claim with its answers as they stood at the end of a day.

    In a `nested` card the claim that it answers is the card around it.
    """
    current = archive.ledger.last_change(claim) <= day
    as_of = date.max if current else day
    return archive.views.once(
        ("claim", claim.id, as_of, nested),
        lambda: _claim_card(claim, archive, site, as_of, nested),
    )


def _claim_card(claim: Claim, archive: Archive, site: Site, day: date, nested: bool) -> ClaimCard:
    article = archive.article_of(claim)
    citation = next((c for c in article.sources if c.source == claim.source), None)
    state = state_view(claim, archive, day)
    answered = archive.ledger.answered(claim)
    return {
        "url": claim.url,
        "as_of": "" if day == date.max else day.isoformat(),
        "claimants": claimants(claim, archive),
        "date": words.day_moment(claim.on),
        "says": claim.says,
        "quote": claim.quote,
        "fidelity": fidelity_text(claim, article, archive, site) if claim.quote else None,
        "passage": passage_url(claim, article),
        "lang": article.lang,
        "figure": words.figure_text(claim.figure) if claim.figure else None,
        "figure_url": figure_url(claim.figure.key) if claim.figure and claim.figure.key else None,
        "state": state,
        "later": _later(claim, archive, day, state),
        "source": source_view(citation or Citation(claim.source), archive, article.sources),
        "article": links.article_link(article),
        "regions": [links.region_link(id_, archive) for id_ in claim.regions],
        "relation": claim.relation,
        "answering": links.claim_link(answered, archive) if answered and not nested else None,
        "answers": [
            claim_card(answer, archive, site, day, nested=True)
            for answer in archive.ledger.answers_by(claim, day)
        ],
        "corrections": [
            {"date": words.day_moment(note.date), "text": note.text}
            for note in article.corrections
            if note.claim == claim.id
        ],
        "badge": badge(article, archive, site),
    }


def claimants(claim: Claim, archive: Archive) -> list[Claimant]:
    return [
        {**links.actor_link(id_, archive), "role": role_on(id_, claim.on, archive)}
        for id_ in claim.by
    ]


def role_on(actor_id: str, day: date, archive: Archive) -> str | None:
    """The office that an actor held on a day, the last listed where there were several."""
    held = [role for role in archive.records.actors[actor_id].roles if role.held_on(day)]
    return held[-1].title if held else None


def state_view(claim: Claim, archive: Archive, day: date = date.max) -> StateView:
    change = archive.ledger.state(claim, day)
    since = None if change.state == "claimed" else words.day_moment(change.on)
    return {"name": change.state, "since": since, "ground": _entered_for(claim, change, archive)}


def _entered_for(claim: Claim, change: Change, archive: Archive) -> Link | None:
    """What an editor has entered a state for. A denial needs no entry: it stands beside the claim,
    and speaks for itself."""
    answers = archive.ledger.answers.get(claim.id, ())
    is_denied = change.state == "disputed" and any(answer.id == change.by for answer in answers)
    return None if is_denied else links.ground_link(change.by, archive)


def threads(
    claims: Sequence[Claim], archive: Archive, site: Site, day: date = date.max
) -> list[ClaimCard]:
    """The claims as cards; one that answers another of them stands with that one only."""
    among = {claim.id for claim in claims}
    return [
        claim_card(claim, archive, site, day)
        for claim in claims
        if claim.answers not in among or claim.on > day
    ]


def chain(citation: Citation, among: Iterable[Citation]) -> list[str]:
    """The source cited, the one where it was read, and so on as far as an article's sources tell.

    `cnn via a-digest` beside `staff-channel via cnn` makes the channel's chain one of three.
    """
    read_at = {c.source: c.via for c in among if c.via}
    steps, step = [citation.source], citation.via
    while step and step not in steps:
        steps.append(step)
        step = read_at.get(step)
    return steps


def source_view(citation: Citation, archive: Archive, among: Iterable[Citation] = ()) -> SourceView:
    """A source as cited; `among` are all that the article cites."""
    steps = [links.source_link(id_, archive) for id_ in chain(citation, among)]
    return {
        **steps[0],
        "via": steps[1] if steps[1:] else None,
        "beyond": steps[2:],
        "external": citation.url,
        "published": words.day_moment(citation.published) if citation.published else None,
        "retrieved": words.day_moment(citation.retrieved) if citation.retrieved else None,
        "archive": citation.archive,
    }


def correction_view(article: Article, note: Correction, archive: Archive) -> CorrectionView:
    claim = archive.ledger.claims.get(note.claim) if note.claim else None
    return {
        "date": words.day_moment(note.date),
        "text": note.text,
        "article": links.article_link(article),
        "claim": links.claim_link(claim, archive) if claim else None,
    }


def badge(article: Article, archive: Archive, site: Site) -> str | None:
    """What a preview says of an article that isn't published."""
    if article.id not in archive.withheld:
        return None
    if article.status == "draft" or article.publish_at is None:
        return "Draft"
    until = article.publish_at
    time = f"{words.day_text(until.date())}, {until:%H:%M} {words.zone_text(site.zone)}"
    return f"Embargoed until {time}"
