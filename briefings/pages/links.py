"""Make links to records, and the names that pages use for them."""

from __future__ import annotations

from briefings.archive import Archive
from briefings.model import Article, Claim
from briefings.model.identifiers import actor_url, region_url, source_url
from briefings.pages import formatting
from briefings.pages.views import Link


def region_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.regions[id_].name, "url": region_url(id_)}


def actor_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.actors[id_].name, "url": actor_url(id_)}


def source_link(id_: str, archive: Archive) -> Link:
    return {"name": archive.records.sources[id_].name, "url": source_url(id_)}


def article_link(article: Article) -> Link:
    return {"name": article.title, "url": article.url}


def duplicate_link(article: Article, archive: Archive) -> Link:
    """Link to a near duplicate by what tells it from the others: its source and its title."""
    # The first source is the main one, by the schema.
    source = archive.records.sources[article.sources[0].source]
    return {"name": f"{source.name}: {article.title}", "url": article.url}


def claim_link(claim: Claim, archive: Archive) -> Link:
    """Link to a claim in one line: `Vladimir Putin: Russia has retaken Kursk`."""
    return {"name": f"{claimants_text(claim, archive)}: {claim.says}", "url": claim.url}


def ground_link(id_: str | None, archive: Archive) -> Link | None:
    """Link to the claim or source that a state rests on."""
    if id_ is None:
        return None
    claim = archive.ledger.claims.get(id_)
    return claim_link(claim, archive) if claim else source_link(id_, archive)


def claimants_text(claim: Claim, archive: Archive) -> str:
    return formatting.listed(archive.records.actors[id_].name for id_ in claim.by)


def party_name(id_: str, archive: Archive) -> str:
    """Return the name of a party or country: that of the actor with this id, or the id in words."""
    actor = archive.records.actors.get(id_)
    return actor.name if actor else formatting.name_of_id(id_)
