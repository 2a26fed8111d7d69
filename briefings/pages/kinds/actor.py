"""An actor's page: identity, claims and denials, quotes, articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Actor, Site
from briefings.model.identifiers import actor_url
from briefings.pages import claim_cards, feed_entries, formatting, links, story_lines
from briefings.pages.kind import Kind
from briefings.pages.kinds.figures import figure_summaries
from briefings.pages.kinds.region import background, months
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Counted, Link

KIND = Kind(sitemap="pages")

# The rest is on the pages of months: no page grows with the archive.
STORIES = 20
CLAIMS = 15
QUOTES = 8
COMPANIONS = 12


def plan(archive: Archive) -> Iterator[Page]:
    for actor in archive.records.actors.values():
        yield Page(actor.url, "actor", (actor.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    actor = archive.records.actors[page.subject[0]]
    filed = archive.actors.get(actor.id, NO_ARTICLES)
    claims = archive.ledger.by_actor.get(actor.id, ())
    figures, more_figures = figure_summaries(
        archive.ledger.figures_by_actor.get(actor.id, ()), archive
    )
    # A paraphrase isn't in the actor's words.
    quotes = (claim for claim in claims if claim.quote and claim.fidelity != "paraphrase")
    return {
        "page": {
            **head(
                actor.name,
                actor.summary or f"What {actor.name} claims, and who denies it.",
                "actors",
                [{"name": "Actors", "url": "actors/"}],
            ),
            "feeds": [feed_entries.feed_link(actor.name, actor.url)],
        },
        "name": actor.name,
        "kind": actor.kind,
        "party": _party(actor, archive),
        "wikidata": actor.wikidata,
        "summary": actor.summary,
        "roles": [
            {
                "title": role.title,
                "since": formatting.partial_moment(role.since),
                "until": formatting.partial_moment(role.until),
            }
            for role in actor.roles
        ],
        "background": background(actor.path, actor.id, archive),
        "claims": [claim_cards.claim_card(claim, archive, site) for claim in claims[:CLAIMS]],
        "said_of": [
            claim_cards.claim_card(answer, archive, site)
            for answer in archive.ledger.answers_to_actor.get(actor.id, ())[:CLAIMS]
        ],
        "quotes": [
            claim_cards.claim_card(claim, archive, site) for claim in islice(quotes, QUOTES)
        ],
        "figures": figures,
        "more_figures": more_figures,
        "stories": story_lines.stories(filed.articles[:STORIES], archive, site),
        "companions": _companions(actor, archive),
        "months": months(page.url, filed.months),
    }


def _party(actor: Actor, archive: Archive) -> Link | None:
    # A state's party may be itself.
    if actor.party is None or actor.party == actor.id:
        return None
    known = actor.party in archive.records.actors
    url = actor_url(actor.party) if known else ""
    return {"name": links.party_name(actor.party, archive), "url": url}


def _companions(actor: Actor, archive: Archive) -> list[Counted]:
    """Return the actors with the most articles in common."""
    articles = archive.actors.get(actor.id, NO_ARTICLES).articles
    shared = Counter(chain.from_iterable(article.actors for article in articles))
    # It is in each of its own articles.
    del shared[actor.id]
    names = archive.records.actors
    order = sorted(shared, key=lambda id_: (-shared[id_], names[id_].name, id_))
    return [
        {**links.actor_link(id_, archive), "count": formatting.count(shared[id_], "article")}
        for id_ in order[:COMPANIONS]
    ]
