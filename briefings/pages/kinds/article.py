"""An article's page: text, sources, claims, corrections, related articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from briefings.archive import Archive
from briefings.model import Article, Site
from briefings.model.identifiers import day_url, history_url
from briefings.pages import claim_cards, claim_lists, formatting, links, story_lines
from briefings.pages.edit_links import edit_url
from briefings.pages.json_ld import article_json_ld
from briefings.pages.kind import Kind
from briefings.pages.page import Page
from briefings.pages.page_metadata import head, published
from briefings.pages.views import HistoryLink, Prose

KIND = Kind(sitemap="month")


def plan(archive: Archive) -> Iterator[Page]:
    for day, articles in archive.days.items():
        # In a preview only the days that have changed are planned anew.
        yield from archive.index_memo.get(
            ("article pages", day), articles, partial(_pages, articles)
        )


def _pages(articles: Iterable[Article]) -> list[Page]:
    return [Page(article.url, "article", (article.id,)) for article in articles]


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    article = archive.records.articles[page.subject[0]]
    day = formatting.day_text(article.day)
    regions = [links.region_link(id_, archive) for id_ in article.regions]
    actors = [links.actor_link(id_, archive) for id_ in article.actors]
    address = site.url and site.url + page.url
    about = [link["name"] for link in regions + actors]
    return {
        "page": {
            **head(
                article.title,
                article.summary,
                "",
                [{"name": f"Briefing of {day}", "url": day_url(article.day)}],
            ),
            "published": published(article),
            "modified": article.last_changed.isoformat(),
            "image": article.image.url if article.image else None,
            "data": article_json_ld(article, site, about),
            # Only in a preview, which may be seen by those who have its address.
            "unlisted": article.id in archive.unpublished,
        },
        "title": article.title,
        "summary": article.summary,
        "lang": article.lang,
        "authors": article.authors,
        "badge": claim_cards.badge(article, archive, site),
        "dateline": {
            "date": formatting.day_moment(article.day),
            "time": formatting.time_moment(article.date) if article.timed else None,
            "zone": formatting.zone_text(site.zone),
            "updated": formatting.day_moment(article.updated.date()) if article.updated else None,
        },
        "history": history_link(article, archive),
        "image": article.image,
        "body": prose(article, archive),
        "regions": regions,
        "actors": actors,
        "sources": [claim_cards.source_view(c, archive, article.sources) for c in article.sources],
        "party": story_lines.one_party(article, archive),
        "claims": claim_lists.threads(article.claims, archive, site),
        "corrections": [
            claim_cards.correction_view(article, note, archive)
            for note in article.latest_corrections
        ],
        "related": story_lines.stories(archive.related.to(article), archive, site),
        "cite": ", ".join(filter(None, [f"“{article.title}”", site.name, day, address])),
        "edit": edit_url(article.path, site),
    }


def history_link(article: Article, archive: Archive) -> HistoryLink | None:
    """Link to what was changed since the article was published; None if nothing was."""
    revisions = archive.records.histories.get(article.path)
    if not revisions:
        return None
    last = formatting.day_moment(revisions[-1].on.date())
    return {"name": "what was changed", "url": history_url(article.id), "last": last}


def prose(article: Article, archive: Archive) -> Prose:
    """Return the article's body, tagged with its regions and actors."""
    body = archive.records.bodies[article.path]
    return Prose(body.text, article.path, body.line, tagged=article.regions + article.actors)
