"""A region's page: who claims to hold it, latest articles, open disputes, background."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Site
from briefings.model.identifiers import month_url
from briefings.pages import claim_lists, feed_entries, formatting, links, story_lines
from briefings.pages.control_claims import control_timelines
from briefings.pages.kind import Kind
from briefings.pages.kinds.figures import figure_summaries
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import Counted, Prose

KIND = Kind(sitemap="pages")

# The rest is on the pages of months: no page grows with the archive.
STORIES = 20
DISPUTES = 10
CONTROL = 6


def plan(archive: Archive) -> Iterator[Page]:
    for region in archive.records.regions.values():
        yield Page(region.url, "region", (region.id,))


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    region = archive.records.regions[page.subject[0]]
    filed = archive.regions.get(region.id, NO_ARTICLES)
    disputes = archive.ledger.disputes_by_region.get(region.id, ())
    figures, more_figures = figure_summaries(
        archive.ledger.figures_by_region.get(region.id, ()), archive
    )
    sources = {citation.source for article in filed.articles for citation in article.sources}
    return {
        "page": {
            **head(
                region.name,
                region.summary or f"Reports and claims concerning {region.name}, by date.",
                "regions",
                [{"name": "Regions", "url": "regions/"}],
            ),
            "feeds": [feed_entries.feed_link(region.name, region.url)],
        },
        "name": region.name,
        "country": links.party_name(region.country, archive) if region.country else None,
        "iso": region.iso,
        "wikidata": region.wikidata,
        "summary": region.summary,
        "background": background(region.path, region.id, archive),
        "dateline": {
            "latest": formatting.day_moment(filed.articles[0].day) if filed.articles else None,
            "articles": formatting.count(len(filed.articles), "article"),
            "sources": formatting.count(len(sources), "source"),
        },
        "control": control_timelines(region.id, archive, site, CONTROL),
        "stories": story_lines.stories(filed.articles[:STORIES], archive, site),
        "disputes": claim_lists.disputes(disputes, archive, site, DISPUTES),
        "figures": figures,
        "more_figures": more_figures,
        "neighbours": [links.region_link(id_, archive) for id_ in region.neighbours],
        "months": months(page.url, filed.months),
    }


def background(path: str, id_: str, archive: Archive) -> Prose | None:
    """Return the standing background of a region, actor or source: the body of its file."""
    body = archive.records.bodies.get(path)
    # A registry's file needs no text.
    if body is None or not body.text.strip():
        return None
    return Prose(body.text, path, body.line, heading=3, skip=(id_,))


def months(url: str, filed: Mapping[str, int]) -> list[Counted]:
    """Link to the months that have articles for the page at `url`, newest first."""
    return [
        {
            "name": formatting.month_text(month),
            "url": month_url(month, url),
            "count": formatting.count(number, "article"),
        }
        for month, number in filed.items()
    ]
