"""All regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Region, Site
from briefings.pages import briefing_parts, formatting, links
from briefings.pages.control_claims import latest_control
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head
from briefings.pages.views import RegionLine

KIND = Kind(sitemap="pages", menu=MenuEntry("masthead", 20, "Regions", "regions/"))

STRIP = 12


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("regions/", "regions")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    regions = sorted(archive.records.regions.values(), key=lambda region: (region.name, region.id))
    return {
        "page": head(
            "Regions", "Who says who holds each region, and the latest from it.", "regions"
        ),
        "regions": [_line(region, archive, site) for region in regions],
    }


def strip(day: date | None, archive: Archive, site: Site) -> list[RegionLine]:
    """Return regions as of a day: those of the day first, by weight, then by their latest
    article."""
    weights = briefing_parts.region_weights(archive.days[day] if day else ())
    regions = sorted(
        # A region without an article has nothing to show on the front page.
        (r for r in archive.records.regions.values() if r.id in archive.regions),
        key=lambda r: (-weights[r.id], -_latest(r, archive), r.name, r.id),
    )
    return [_line(region, archive, site, day) for region in regions[:STRIP]]


def _latest(region: Region, archive: Archive) -> float:
    return archive.regions[region.id].articles[0].date.timestamp()


def _line(region: Region, archive: Archive, site: Site, day: date | None = None) -> RegionLine:
    """Return a region's line with its totals, or with those of one day."""
    articles = archive.regions.get(region.id, NO_ARTICLES).articles
    claims = archive.ledger.by_region.get(region.id, ())
    disputes = archive.ledger.disputes_by_region.get(region.id, ())
    if day:
        articles = [article for article in archive.days[day] if region.id in article.regions]
        claims = [c for c in briefing_parts.day_claims(day, archive) if region.id in c.regions]
        disputes = [c for c in claims if archive.ledger.state(c).state == "disputed"]
    trend = [formatting.count(len(claims), "new claim" if day else "claim")] if claims else []
    trend += [f"{len(disputes):,} disputed"] if disputes else []
    return {
        "name": region.name,
        "url": region.url,
        "country": links.party_name(region.country, archive) if region.country else None,
        "count": formatting.count(len(articles), "article"),
        "trend": ", ".join(trend),
        "control": latest_control(region.id, archive, site),
    }
