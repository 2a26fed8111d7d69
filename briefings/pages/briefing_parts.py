"""Compose a day's briefing: its takeaways, its changes, and its sections by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from briefings.archive import Archive
from briefings.model import Article, Claim, Site, Takeaway
from briefings.model.identifiers import day_url, figure_url
from briefings.pages import claim_cards, claim_lists, claim_status, formatting, links, story_lines
from briefings.pages.views import Changes, Dateline, FigureChange, Section, TakeawayView

FEWEST_TAKEAWAYS = 3
COMPOSED_TAKEAWAYS = 5


def dateline(day: date, archive: Archive, site: Site) -> Dateline:
    """Return the day, the time of its latest article or update, and its number of articles and
    sources."""
    articles = archive.days[day]
    # A bare date has no time, and midnight would be a wrong one.
    times = [article.date for article in articles if article.timed]
    times += [
        a.updated for a in articles if a.updated and a.updated.date() == day and a.updated_timed
    ]
    sources = {citation.source for article in articles for citation in article.sources}
    return {
        "weekday": formatting.weekday(day),
        "day": formatting.day_moment(day),
        "as_of": formatting.time_moment(max(times, key=datetime.timestamp)) if times else None,
        "zone": formatting.zone_text(site.zone),
        "articles": formatting.count(len(articles), "article"),
        "sources": formatting.count(len(sources), "source"),
    }


def takeaways(day: date, archive: Archive) -> list[TakeawayView]:
    """Return the editor's takeaways, or else those composed from leading articles and their
    claims."""
    if written := _written(day, archive):
        return [_takeaway(takeaway, archive) for takeaway in written]
    articles = archive.records.articles
    leads = [articles[id_] for id_ in story_lines.group_duplicates(archive.days[day], archive, day)]
    return [_takeaway(takeaway, archive) for takeaway in _compose(leads, archive)]


def is_composed(day: date, archive: Archive) -> bool:
    """Return whether the day's takeaways are composed, not written by an editor."""
    return not _written(day, archive)


def _written(day: date, archive: Archive) -> Sequence[Takeaway]:
    briefing = archive.records.briefings.get(day)
    return briefing.takeaways if briefing else ()


def _compose(articles: Sequence[Article], archive: Archive) -> list[Takeaway]:
    leads = [Takeaway(a.summary, articles=(a.id,)) for a in articles[:COMPOSED_TAKEAWAYS]]
    claims = [
        Takeaway(f"{links.claimants_text(claim, archive)}: {claim.says}", claims=(claim.id,))
        for article in articles
        for claim in article.claims
    ]
    # Claims only fill up: a summary says more than a claim without its article.
    return leads + claims[: max(0, FEWEST_TAKEAWAYS - len(leads))]


def _takeaway(takeaway: Takeaway, archive: Archive) -> TakeawayView:
    claims = [archive.ledger.claims[id_] for id_ in takeaway.claims]
    articles = [archive.records.articles[id_] for id_ in takeaway.articles]
    sources = [claim.source for claim in claims]
    sources += [citation.source for article in articles for citation in article.sources]
    return {
        "text": takeaway.text,
        "claims": [links.claim_link(claim, archive) for claim in claims],
        "articles": [links.article_link(article) for article in articles],
        "sources": [links.source_link(id_, archive) for id_ in dict.fromkeys(sources)],
    }


def changes(day: date, previous: date | None, archive: Archive) -> Changes:
    """Return what is new since the previous briefing: claims, figures under a known key, changed
    states and corrections."""
    # Before the first briefing each claim is as it was made.
    after = previous or date.min
    new = [claim for article in archive.days[day] for claim in article.claims]
    known = {claim.id for claim in new}
    moved = [
        (claim, archive.ledger.state(claim, after), archive.ledger.state(claim, day))
        for claim in (
            archive.ledger.claims[id_]
            # A claim may have changed on several of the days between two briefings.
            for id_ in dict.fromkeys(archive.state_changes_by_briefing.get(day, ()))
            if id_ not in known
        )
    ]
    return {
        "since": {"name": formatting.day_text(previous), "url": day_url(previous)}
        if previous
        else None,
        "new": [links.claim_link(claim, archive) for claim in new],
        "new_count": formatting.count(len(new), "new claim"),
        "states": [
            {
                "claim": links.claim_link(claim, archive),
                "how": claim_status.ground_text(claim, now, archive),
                "by": links.ground_link(now.by, archive),
                "before": before.state,
                "after": now.state,
                "on": formatting.day_moment(now.on),
            }
            for claim, before, now in moved
            if before.state != now.state
        ],
        "figures": [line for claim in new if (line := _figure_change(claim, archive))],
        "corrections": [
            claim_cards.correction_view(article, note, archive)
            for article, note in archive.corrections_by_briefing.get(day, ())
        ],
    }


def _figure_change(claim: Claim, archive: Archive) -> FigureChange | None:
    before = archive.ledger.previous_figures.get(claim.id) if claim.figure else None
    if before is None or not (claim.figure and claim.figure.key and before.figure):
        return None
    return {
        "claim": links.claim_link(claim, archive),
        "now": formatting.figure_text(claim.figure),
        "before": links.claim_link(before, archive),
        "then": formatting.figure_text(before.figure),
        "figure_url": figure_url(claim.figure.key),
    }


def day_claims(day: date, archive: Archive) -> list[Claim]:
    """Return the claims of a day's articles, in the day's order."""
    return [claim for article in archive.days[day] for claim in article.claims]


def region_weights(articles: Iterable[Article]) -> Counter[str]:
    """Weigh regions by articles: each article counts one, plus its `lead`."""
    weights: Counter[str] = Counter()
    for article in articles:
        for region in article.regions:
            weights[region] += 1 + article.lead
    return weights


def sections(day: date, archive: Archive, site: Site) -> list[Section]:
    """Return a section for each region by descending weight, and one for articles without a region.

    An article of several regions is shown in full once, in the first section; later sections repeat
    only its headline. A claim is shown with the first of its regions. Near duplicates are one
    story, shown in all regions that those of the day have.
    """
    articles = archive.days[day]
    weights = region_weights(articles)
    regions = archive.records.regions
    # By name and id where weights are equal, so that a page is the same on every machine.
    order = sorted(weights, key=lambda id_: (-weights[id_], regions[id_].name, id_))
    claims = day_claims(day, archive)
    duplicates = story_lines.group_duplicates(articles, archive, day)
    places = {
        id_: {
            region
            # A near duplicate of an earlier day isn't in this briefing, and so are its regions.
            for article in (archive.records.articles[id_], *others)
            if article.day == day
            for region in article.regions
        }
        for id_, others in duplicates.items()
    }
    shown_articles: set[str] = set()
    shown_claims: set[str] = set()
    result: list[Section] = []
    # None comes last, for what no section above has shown.
    for region in [*order, None]:
        own = [
            article
            for article in articles
            if article.id in places
            and (region in places[article.id] if region else not places[article.id])
        ]
        own_claims = [
            claim
            for claim in claims
            # A claim of several regions would be on the page once for each.
            if claim.url not in shown_claims and (not region or region in claim.regions)
        ]
        cards = claim_lists.threads(own_claims, archive, site, day)
        fresh = [article for article in own if article.id not in shown_articles]
        elsewhere = [article for article in own if article.id in shown_articles]
        shown_articles.update(article.id for article in own)
        shown_claims.update(claim_lists.urls_of(cards))
        if own or cards:
            result.append(
                {
                    "region": links.region_link(region, archive) if region else None,
                    "anchor": region or "wider-picture",
                    "stories": story_lines.stories_with_duplicates(
                        fresh, duplicates, archive, site
                    ),
                    "elsewhere": [links.article_link(article) for article in elsewhere],
                    "claims": cards,
                }
            )
    return result
