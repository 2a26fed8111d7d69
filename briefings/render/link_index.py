"""Link index of a site: where links can lead, and who is mentioned by which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefings.archive import ALL, Archive, DependencyRecorder, TrackedMapping, dependency_on
from briefings.model import Actor, Records, Region, Site
from briefings.model.folding import compose
from briefings.model.identifiers import day_url
from briefings.render.link_suggestions import LinkSuggestions
from briefings.render.links import Targets
from briefings.render.mentions import Mentions, Phrase, index_mentions

MENTION_WORDS = dependency_on("mentions", ALL)
"""Dependency on the pattern that decides which words of a body are looked up at all."""


@dataclass(frozen=True, slots=True)
class LinkIndex:
    """Link targets and mentions, the same for all bodies of a site."""

    targets: Targets
    mentions: Mentions


def index_links(archive: Archive, site: Site, urls: Iterable[str] | None) -> LinkIndex:
    """Index the targets and mentions of an archive.

    `urls` are all addresses of the site; without them, links from the site's root aren't checked.
    """
    records = archive.records
    named: list[Region | Actor] = [*records.regions.values(), *records.actors.values()]
    files = _addresses(records, site) | _replaced_files(archive)
    files = {compose(path): url for path, url in files.items()}
    places = None if urls is None else dict.fromkeys(urls, True)
    unpublished = dict.fromkeys(map(compose, archive.unpublished_paths), True)
    targets = Targets(files, places, unpublished, LinkSuggestions(files, places or ()))
    return LinkIndex(targets, index_mentions(named))


def track_links(link_index: LinkIndex, recorder: DependencyRecorder) -> LinkIndex:
    """Return the same index, which records in `recorder` what is looked up in it."""
    tracked = {
        kind: TrackedMapping(kind, mapping, recorder)
        for kind, mapping in link_mappings(link_index).items()
    }
    urls = tracked["urls"] if link_index.targets.urls is not None else None
    targets = Targets(
        tracked["files"], urls, tracked["unpublished"], link_index.targets.suggestions
    )
    mentions = replace(link_index.mentions, phrases=tracked["mentions"])
    return LinkIndex(targets, mentions)


def describe_link_entry(kind: str, value: Any) -> str:
    """Text form of an entry, to be digested."""
    # A compiled pattern's own `repr` is cut off after 200 characters.
    return repr([_describe(phrase) for phrase in value] if kind == "mentions" else value)


def _describe(phrase: Phrase) -> tuple[object, ...]:
    return (
        phrase.pattern.pattern,
        phrase.offset,
        phrase.length,
        phrase.owners,
        phrase.excluded,
    )


def link_mappings(link_index: LinkIndex) -> dict[str, Mapping[str, Any]]:
    """Return the mappings of an index, by the kind of dependency that a look-up in them is."""
    return {
        "files": link_index.targets.files,
        "urls": link_index.targets.urls or {},
        "unpublished": link_index.targets.unpublished,
        "mentions": link_index.mentions.phrases,
    }


def _replaced_files(archive: Archive) -> dict[str, str]:
    """Return the paths of replaced articles, and the addresses of those that replace them."""
    articles = archive.records.articles
    return {old.article.path: articles[old.by].url for old in archive.replaced.values()}


def _addresses(records: Records, site: Site) -> dict[str, str]:
    """Return each content file's path, from the project's root, and the address of its page."""
    addresses = {article.path: article.url for article in records.articles.values()}
    addresses |= {region.path: region.url for region in records.regions.values()}
    addresses |= {actor.path: actor.url for actor in records.actors.values()}
    addresses |= {source.path: source.page_url for source in records.sources.values()}
    addresses |= {briefing.path: day_url(day) for day, briefing in records.briefings.items()}
    addresses |= {page.path: page.url for page in site.pages}
    addresses |= {site.path_of(media): media for media in records.media}
    return addresses
