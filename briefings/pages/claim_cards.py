"""Make the cards of claims: claimant, source, state and answers, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from briefings.archive import Archive, is_denial
from briefings.model import Article, Citation, Claim, Correction, Site
from briefings.model.identifiers import figure_url
from briefings.pages import formatting, links
from briefings.pages.answer_trees import Tree, choose_answers
from briefings.pages.claim_status import later_view, state_view
from briefings.pages.dispute_sides import settled_text
from briefings.pages.quotations import fidelity_text, passage_url
from briefings.pages.views import Claimant, ClaimCard, CorrectionView, Link, SourceView

ANSWERS = 30
"""Most answers on a card in a list, answers to answers included."""


def claim_card(
    claim: Claim, archive: Archive, site: Site, day: date = date.max, most: int = ANSWERS
) -> ClaimCard:
    """Return the card of a claim with at most `most` answers, as of the end of a day."""
    # Where nothing has changed since that day, old briefings share the card of now.
    current = day == date.max or archive.ledger.last_change(claim) <= day
    as_of = date.max if current else day
    return archive.memo.get(
        ("claim", claim.id, as_of, most),
        (),
        lambda: _claim_card(claim, archive, site, as_of, most),
    )


def _claim_card(claim: Claim, archive: Archive, site: Site, day: date, most: int) -> ClaimCard:
    card = statement(claim, archive, site, day)
    answered = archive.ledger.answered(claim)
    denied = archive.ledger.denied(claim, day) if claim.relation == "denies" else None
    # By link alone: the answered claim's own card would have this one among its answers.
    if answered:
        card["answering"] = links.claim_link(answered, archive)
    if denied:
        card["rival"] = rival = statement(denied, archive, site, day)
        rival["settled"] = settled_text(rival["state"], is_denial=False)
    if claim.id in archive.ledger.answers:
        tree = choose_answers(claim, archive, day, most)
        _add_answers(card, claim, tree, archive, site, day)
    return card


def _add_answers(
    card: ClaimCard, claim: Claim, tree: Tree, archive: Archive, site: Site, day: date
) -> None:
    """Add the chosen answers to a card, and to each of them its own answers."""
    for answer in tree.get(claim.id, ()):
        answering = statement(answer, archive, site, day)
        if is_denial(answer, claim):
            answering["settled"] = settled_text(answering["state"], is_denial=True)
        _add_answers(answering, answer, tree, archive, site, day)
        card["answers"].append(answering)
    if claim.id in tree:
        left_out = len(archive.ledger.answers_by(claim, day)) - len(card["answers"])
        card["more"] = more_link(claim, left_out)


def more_link(claim: Claim, number: int) -> Link | None:
    """Link to the claim's own page, which has more of the answers that a list omits."""
    if number < 1:
        return None
    return {"name": f"and {formatting.count(number, 'more answer')}", "url": claim.url}


def statement(claim: Claim, archive: Archive, site: Site, day: date = date.max) -> ClaimCard:
    """Return the card of a claim without answers, as of the end of a day.

    The same claim is shown in its own card, in those that it answers and in those that answer it,
    so the view is memoized and copied.
    """
    alone = archive.memo.get(
        ("statement", claim.id, day), (), lambda: _statement(claim, archive, site, day)
    )
    # A list of its own: answers are appended to it, and the memoized view is shared.
    return {**alone, "answers": []}


def _statement(claim: Claim, archive: Archive, site: Site, day: date) -> ClaimCard:
    article = archive.article_of(claim)
    citation = next((c for c in article.sources if c.source == claim.source), None)
    state = state_view(claim, archive, day)
    return {
        "url": claim.url,
        "as_of": "" if day == date.max else day.isoformat(),
        "claimants": claimants(claim, archive),
        "date": formatting.day_moment(claim.on),
        "says": claim.says,
        "quote": claim.quote,
        "fidelity": fidelity_text(claim, article, archive, site) if claim.quote else None,
        "passage": passage_url(claim, article),
        "lang": article.lang,
        "figure": formatting.figure_text(claim.figure) if claim.figure else None,
        "figure_url": figure_url(claim.figure.key) if claim.figure and claim.figure.key else None,
        "state": state,
        # A briefing shows states as of its day; readers of today get a note beside them.
        "later": later_view(claim, archive, day, state),
        "source": source_view(citation or Citation(claim.source), archive, article.sources),
        "article": links.article_link(article),
        "regions": [links.region_link(id_, archive) for id_ in claim.regions],
        "relation": claim.relation,
        "answering": None,
        "rival": None,
        "settled": None,
        "answers": [],
        "more": None,
        "way": "",
        "corrections": [
            {"date": formatting.day_moment(note.date), "text": note.text}
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
    """Return the office that an actor held on a day, the last listed if there were several."""
    # Of the claim's day: who was a minister then may be none today.
    held = [role for role in archive.records.actors[actor_id].roles if role.held_on(day)]
    return held[-1].title if held else None


def chain(citation: Citation, among: Iterable[Citation]) -> list[str]:
    """Return the source cited, the one where it was read, and so on through an article's sources.

    `cnn via a-digest` beside `staff-channel via cnn` gives the channel a chain of three.
    """
    read_at = {c.source: c.via for c in among if c.via}
    steps, step = [citation.source], citation.via
    # Two sources may be read at one another.
    while step and step not in steps:
        steps.append(step)
        step = read_at.get(step)
    return steps


def source_view(citation: Citation, archive: Archive, among: Iterable[Citation] = ()) -> SourceView:
    """Return the view of a source as cited; `among` are all citations of the article."""
    steps = [links.source_link(id_, archive) for id_ in chain(citation, among)]
    return {
        **steps[0],
        "via": steps[1] if steps[1:] else None,
        "beyond": steps[2:],
        "external": citation.url,
        "published": formatting.day_moment(citation.published) if citation.published else None,
        "retrieved": formatting.day_moment(citation.retrieved) if citation.retrieved else None,
        "archive": citation.archive,
    }


def correction_view(article: Article, note: Correction, archive: Archive) -> CorrectionView:
    claim = archive.ledger.claims.get(note.claim) if note.claim else None
    return {
        "date": formatting.day_moment(note.date),
        "text": note.text,
        "article": links.article_link(article),
        "claim": links.claim_link(claim, archive) if claim else None,
    }


def badge(article: Article, archive: Archive, site: Site) -> str | None:
    """Return the label that a preview shows on an unpublished article, None for a published one."""
    if article.id not in archive.unpublished:
        return None
    # A draft with an embargo stays a draft when that ends.
    if article.status == "draft" or article.publish_at is None:
        return "Draft"
    until = article.publish_at
    time = f"{formatting.day_text(until.date())}, {until:%H:%M} {formatting.zone_text(site.zone)}"
    return f"Embargoed until {time}"
