"""What bodies are looked up in: where links can lead, and who is mentioned by which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefings.archive import ALL, Archive, Reads, WatchedMapping, name_of
from briefings.model import Actor, Records, Region, Site
from briefings.model.folding import compose
from briefings.model.identifiers import day_url
from briefings.render.link_suggestions import Guesses
from briefings.render.links import Targets
from briefings.render.mentions import Mentions, Phrase, index_mentions

MENTION_WORDS = name_of("mentions", ALL)
"""The name of what decides which words of a body are looked up at all."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """The same for all bodies of a site."""

    targets: Targets
    mentions: Mentions


def index_lookups(archive: Archive, site: Site, urls: Iterable[str] | None) -> Lookups:
    """`urls` are all addresses of the site; without them, those that links give aren't checked."""
    records = archive.records
    named: list[Region | Actor] = [*records.regions.values(), *records.actors.values()]
    files = _addresses(records, site) | _replaced(archive)
    files = {compose(path): url for path, url in files.items()}
    places = None if urls is None else dict.fromkeys(urls, True)
    unpublished = dict.fromkeys(map(compose, archive.unpublished_paths), True)
    targets = Targets(files, places, unpublished, Guesses(files, places or ()))
    return Lookups(targets, index_mentions(named))


def watch_lookups(lookups: Lookups, reads: Reads) -> Lookups:
    """The same lookups, which note in `reads` what is looked up in them."""
    watched = {
        kind: WatchedMapping(kind, of, reads) for kind, of in lookups_by_kind(lookups).items()
    }
    urls = watched["urls"] if lookups.targets.urls is not None else None
    targets = Targets(watched["files"], urls, watched["unpublished"], lookups.targets.guesses)
    mentions = replace(lookups.mentions, phrases=watched["mentions"])
    return Lookups(targets, mentions)


def describe_lookup(kind: str, value: Any) -> str:
    """In words, what is found under a name of this kind."""
    return repr([_describe(phrase) for phrase in value] if kind == "mentions" else value)


def _describe(phrase: Phrase) -> tuple[object, ...]:
    return (
        phrase.pattern.pattern,
        phrase.offset,
        phrase.length,
        phrase.owners,
        phrase.excluded,
    )


def lookups_by_kind(lookups: Lookups) -> dict[str, Mapping[str, Any]]:
    """All that can be looked up, by the kind of its names."""
    return {
        "files": lookups.targets.files,
        "urls": lookups.targets.urls or {},
        "unpublished": lookups.targets.unpublished,
        "mentions": lookups.mentions.phrases,
    }


def _replaced(archive: Archive) -> dict[str, str]:
    """The files of replaced articles, and the addresses of those that replace them."""
    articles = archive.records.articles
    return {old.article.path: articles[old.by].url for old in archive.replaced.values()}


def _addresses(records: Records, site: Site) -> dict[str, str]:
    """Each content file's path, from the project's root, and the address of its page."""
    addresses = {article.path: article.url for article in records.articles.values()}
    addresses |= {region.path: region.url for region in records.regions.values()}
    addresses |= {actor.path: actor.url for actor in records.actors.values()}
    addresses |= {source.path: source.page_url for source in records.sources.values()}
    addresses |= {briefing.path: day_url(day) for day, briefing in records.briefings.items()}
    addresses |= {page.path: page.url for page in site.pages}
    addresses |= {site.path_of(media): media for media in records.media}
    return addresses
