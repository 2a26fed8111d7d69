"""All actors, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.archive import NO_ARTICLES, Archive
from briefings.model import Actor, Site
from briefings.pages import claim_cards, formatting, links
from briefings.pages.kind import Kind, MenuEntry
from briefings.pages.page import Page
from briefings.pages.page_metadata import head

KIND = Kind(sitemap="pages", menu=MenuEntry("masthead", 30, "Actors", "actors/"))

GROUPS = {
    "person": "Persons",
    "office": "Offices",
    "force": "Forces",
    "organisation": "Organisations",
    "state": "States",
    None: "Others",
}


def plan(archive: Archive) -> Iterator[Page]:
    yield Page("actors/", "actors")


def context(page: Page, archive: Archive, site: Site) -> dict[str, Any]:
    actors = sorted(archive.records.actors.values(), key=lambda actor: (actor.name, actor.id))
    groups = [
        {
            "name": name,
            "anchor": name.lower(),
            "actors": [_line(actor, archive) for actor in actors if actor.kind == kind],
        }
        for kind, name in GROUPS.items()
    ]
    return {
        "page": head("Actors", "Who acts and who speaks, with what each claims.", "actors"),
        "groups": [group for group in groups if group["actors"]],
    }


def _line(actor: Actor, archive: Archive) -> dict[str, Any]:
    filed = archive.actors.get(actor.id, NO_ARTICLES)
    # The role of its latest article's day: a page mustn't change with the clock.
    day = filed.articles[0].day if filed.articles else None
    return {
        "name": actor.name,
        "url": actor.url,
        "role": claim_cards.role_on(actor.id, day, archive) if day else None,
        "party": links.party_name(actor.party, archive)
        if actor.party not in (None, actor.id)
        else None,
        "count": formatting.count(len(filed.articles), "article"),
    }
