"""Records -> the small views that pages are made of: links, story lines, claims with answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.archive import Archive, copies_until, grounds_of, told_on
from briefings.model import Article, Citation, Claim, Correction, Site
from briefings.model.identifiers import (
    actor_url,
    claim_url,
    day_url,
    figure_url,
    region_url,
    source_url,
)
from briefings.pages import words
from briefings.pages.quotations import fidelity_text, passage_url
from briefings.pages.views import (
    Claimant,
    ClaimCard,
    CorrectionView,
    DayLine,
    DayStories,
    Link,
    SourceView,
    StateView,
    Story,
)


def region_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.regions[id_].name, "url": region_url(id_)}


def actor_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.actors[id_].name, "url": actor_url(id_)}


def source_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.sources[id_].name, "url": source_url(id_)}


def article_link(article: Article) -> Link:
    return {"name": article.title, "url": article.url}


def claim_link(claim: Claim, archive: Archive) -> Link:
    """A claim in a line: `Vladimir Putin: Russia has retaken Kursk`."""
    return {"name": f"{claimants_text(claim, archive)}: {claim.says}", "url": claim.url}


def ground_link(id_: str | None, archive: Archive) -> Link | None:
    """What a state rests on: a claim or a source."""
    if id_ is None:
        return None
    claim = archive.ledger.claims.get(id_)
    return claim_link(claim, archive) if claim else source_link(id_, archive)


def claimants_text(claim: Claim, archive: Archive) -> str:
    return words.listed(archive.records.actors[id_].name for id_ in claim.by)


def party_name(id_: str, archive: Archive) -> str:
    """A party or country is an id of the newsroom's choice; an actor of that id gives its name."""
    actor = archive.records.actors.get(id_)
    return actor.name if actor else words.name_of_id(id_)


def role_on(actor_id: str, day: date, archive: Archive) -> str | None:
    """The office that an actor held on a day, the last listed where there were several."""
    held = [role for role in archive.records.actors[actor_id].roles if role.held_on(day)]
    return held[-1].title if held else None


def badge(article: Article, archive: Archive, site: Site) -> str | None:
    """What a preview says of an article that isn't published."""
    if article.id not in archive.withheld:
        return None
    if article.status == "draft" or article.publish_at is None:
        return "Draft"
    until = article.publish_at
    time = f"{words.day_text(until.date())}, {until:%H:%M} {words.zone_text(site.zone)}"
    return f"Embargoed until {time}"


def story(article: Article, archive: Archive, site: Site) -> Story:
    return archive.views.once(("story", article.id), lambda: _story(article, archive, site))


def _story(article: Article, archive: Archive, site: Site) -> Story:
    return {
        "title": article.title,
        "url": article.url,
        "summary": article.summary,
        "lang": article.lang,
        "date": words.day_moment(article.day),
        "time": words.time_moment(article.date) if article.timed else None,
        "regions": [region_link(id_, archive) for id_ in article.regions],
        "actors": [actor_link(id_, archive) for id_ in article.actors],
        "sources": cited(article, archive),
        "party": one_party(article, archive),
        "badge": badge(article, archive, site),
        "corrected": bool(article.corrections),
        "also": [],
    }


def told_once(
    articles: Iterable[Article], archive: Archive, until: date
) -> dict[str, Sequence[Article]]:
    """Of articles that are copies, the first by its id, with its copies up to a day.

    Copies that came later aren't told of, so that an old briefing stays as it was.
    """
    told: dict[str, Sequence[Article]] = {}
    passed: set[str] = set()
    for article in articles:
        if article.id not in passed:
            copies = copies_until(until, article, archive.copies)
            told[article.id] = copies
            passed.update(copy.id for copy in copies)
    return told


def briefed(
    articles: Iterable[Article],
    copies: Mapping[str, Sequence[Article]],
    archive: Archive,
    site: Site,
) -> list[Story]:
    """The stories of a briefing, each with the copies of it that there are."""
    return [
        {
            **story(article, archive, site),
            "also": [copy_link(copy, archive) for copy in copies[article.id]],
        }
        for article in articles
    ]


def copy_link(article: Article, archive: Archive) -> Link:
    """A copy by what tells it from the others: where it is from, and its title."""
    source = archive.records.sources[article.sources[0].source]
    return {"name": f"{source.name}: {article.title}", "url": article.url}


def stories(articles: Iterable[Article], archive: Archive, site: Site) -> list[Story]:
    return [story(article, archive, site) for article in articles]


def cited(article: Article, archive: Archive) -> list[Link]:
    """The sources that an article cites, each once."""
    ids = dict.fromkeys(citation.source for citation in article.sources)
    return [source_link(id_, archive) for id_ in ids]


def one_party(article: Article, archive: Archive) -> str | None:
    """The party that all sources of an article belong to, by name."""
    parties = {archive.records.sources[id_].party for id_ in grounds_of(article)}
    party = parties.pop()
    return party_name(party, archive) if party and not parties else None


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
    links = [source_link(id_, archive) for id_ in chain(citation, among)]
    return {
        **links[0],
        "via": links[1] if links[1:] else None,
        "beyond": links[2:],
        "external": citation.url,
        "published": words.day_moment(citation.published) if citation.published else None,
        "retrieved": words.day_moment(citation.retrieved) if citation.retrieved else None,
        "archive": citation.archive,
    }


def state_view(claim: Claim, archive: Archive, day: date = date.max) -> StateView:
    change = archive.ledger.state(claim, day)
    since = None if change.state == "claimed" else words.day_moment(change.on)
    return {"name": change.state, "since": since}


def _later(claim: Claim, archive: Archive, day: date, then: StateView) -> StateView | None:
    """What a claim has become since a day, and when; of a denial told later, when it was told."""
    now = archive.ledger.state(claim)
    if now.state == then["name"]:
        return None
    ground = archive.ledger.claims.get(now.by or "")
    since = told_on(ground) if now.on <= day and ground else now.on
    return {"name": now.state, "since": words.day_moment(since)}


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
        "kind": claim.kind,
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
        "article": article_link(article),
        "regions": [region_link(id_, archive) for id_ in claim.regions],
        "relation": claim.relation,
        "answering": claim_link(answered, archive) if answered and not nested else None,
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
        {**actor_link(id_, archive), "role": role_on(id_, claim.on, archive)} for id_ in claim.by
    ]


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


def correction_view(article: Article, note: Correction, archive: Archive) -> CorrectionView:
    claim = archive.ledger.claims.get(note.claim) if note.claim else None
    return {
        "date": words.day_moment(note.date),
        "text": note.text,
        "article": article_link(article),
        "claim": {"name": claim.says, "url": claim_url(claim.id)} if claim else None,
    }


def day_title(day: date, archive: Archive) -> str:
    """The editor's title for the day, or its leading article's."""
    briefing = archive.records.briefings.get(day)
    if briefing and briefing.title:
        return briefing.title
    lead = day_lead(day, archive)
    return lead.title if lead else f"Briefing of {words.day_text(day)}"


def day_lead(day: date, archive: Archive) -> Article | None:
    briefing = archive.records.briefings.get(day)
    if briefing and briefing.lead:
        return archive.records.articles[briefing.lead]
    return archive.days[day][0] if archive.days[day] else None


def day_line(day: date, archive: Archive) -> DayLine:
    return {
        "title": day_title(day, archive),
        "url": day_url(day),
        "weekday": words.weekday(day),
        "day": words.day_moment(day),
        "count": words.count(len(archive.days[day]), "article"),
    }


def stories_by_day(articles: Sequence[Article], archive: Archive, site: Site) -> list[DayStories]:
    """Articles (newest first) under the line of their day."""
    days: dict[date, list[Article]] = {}
    for article in articles:
        days.setdefault(article.day, []).append(article)
    return [
        {"day": day_line(day, archive), "stories": stories(of, archive, site)}
        for day, of in days.items()
    ]
