"""A source's page: what it is, who owns it, its articles and claims, and how the claims ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from briefings.archive import NO_ARTICLES, Archive, Outcome
from briefings.model import Site, Source
from briefings.model.identifiers import month_of, month_url
from briefings.pages import claim_cards, claim_lists, formatting, links, story_lines
from briefings.pages.kind import Kind
from briefings.pages.kinds.region import background, months
from briefings.pages.kinds.sources import KINDS
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Chain, Counted, OutcomeView

KIND = Kind(sitemap="pages")

# The rest is on the pages of months: no page grows with the archive.
STORIES = 20
CLAIMS = 15
ALONE = 12
OUTCOMES: dict[Outcome, str] = {
    "disputed": "Disputed",
    "confirmed": "Confirmed",
    "refuted": "Refuted",
    "withdrawn": "Withdrawn",
}
ENDED = 10
CHAINS = 20


def plan(archive: Archive) -> Iterator[Page]:
    for source in archive.records.sources.values():
        yield Page(source.page_url, "source", (source.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    source = archive.records.sources[page.subject[0]]
    filed = archive.sources.get(source.id, NO_ARTICLES)
    claims = archive.ledger.by_source.get(source.id, ())
    alone = archive.single_source.get(source.id, ())
    alone_by_month = Counter(month_of(article.day) for article in alone)
    outcomes = [_outcome(source, outcome, archive, site) for outcome in OUTCOMES]
    return {
        "page": head(
            source.name,
            source.summary or f"What {source.name} is cited for.",
            "",
            [{"name": "Sources", "url": "sources/"}],
        ),
        "name": source.name,
        "kind": KINDS[source.kind][0],
        "owner": links.actor_link(source.owner, archive) if source.owner else None,
        "party": links.party_name(source.party, archive) if source.party else None,
        "external": source.url,
        "lang": formatting.language(source.lang) if source.lang else None,
        "summary": source.summary,
        "background": background(source.path, source.id, archive),
        "stories": story_lines.stories(filed.articles[:STORIES], archive, site),
        "claims": claim_lists.threads(claims[:CLAIMS], archive, site),
        "claims_total": formatting.count(len(claims), "claim"),
        "outcomes": [outcome for outcome in outcomes if outcome["claims"]],
        "alone_total": formatting.count(len(alone), "article"),
        "alone": [
            {**links.article_link(article), "count": formatting.day_text(article.day)}
            for article in alone[:ALONE]
        ],
        # If all of them are listed above, months would say nothing more.
        "alone_months": _months(alone_by_month, source, "article") if len(alone) > ALONE else [],
        "chains": _chains(source.id, archive),
        "months": months(page.url, filed.months),
    }


def _outcome(source: Source, outcome: Outcome, archive: Archive, site: Site) -> OutcomeView:
    """Return the latest claims with one outcome, and links to the months that have the others."""
    claims = archive.ledger.outcomes.get((source.id, outcome), ())
    months = Counter(claim.article[:7] for claim in claims)
    return {
        "name": OUTCOMES[outcome],
        "url": f"{source.page_url}#{outcome}",
        "anchor": outcome,
        "count": formatting.count(len(claims), "claim"),
        "claims": [claim_cards.claim_card(claim, archive, site) for claim in claims[:ENDED]],
        "months": _months(months, source, "claim") if len(claims) > ENDED else [],
    }


def _months(numbers: Mapping[str, int], source: Source, unit: str) -> list[Counted]:
    """Link to the months of a source, newest first, with a count for each."""
    return [
        {
            "name": formatting.month_text(month),
            "url": month_url(month, source.page_url),
            "count": formatting.count(numbers[month], unit),
        }
        for month in sorted(numbers, reverse=True)
    ]


def _chains(source: str, archive: Archive) -> list[Chain]:
    """Return the chains of sources that this one is part of, the most frequent first."""
    counts: Counter[tuple[str, ...]] = Counter()
    for article in archive.sources.get(source, NO_ARTICLES).articles:
        chains = (claim_cards.chain(citation, article.sources) for citation in article.sources)
        # A set: an article that cites a chain twice counts once.
        counts.update({tuple(steps) for steps in chains if source in steps and steps[1:]})
    order = sorted(counts, key=lambda steps: (-counts[steps], steps))
    return [
        {
            "steps": [links.source_link(id_, archive) for id_ in steps],
            "count": formatting.count(counts[steps], "article"),
        }
        for steps in order[:CHAINS]
    ]
