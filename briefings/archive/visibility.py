"""What may be shown at a given time: records without drafts, embargoes, and states yet to come.

Whatever points to an article that isn't published (an answer to its claim, a related article, a
state that rests on it, an editor's words on a day that it leads) is left out with it, so that
nothing of it shows before its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from briefings.archive.pruning import prune
from briefings.archive.unpublished_media import find_unpublished_media
from briefings.model import Article, Claim, Records

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class VisibleFiles(Mapping[str, V]):
    """A view of a mapping by path without its hidden paths; values are read on demand."""

    files: Mapping[str, V]
    hidden: AbstractSet[str]

    def __getitem__(self, path: str) -> V:
        if path in self.hidden:
            raise KeyError(path)
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return (path for path in self.files if path not in self.hidden)

    def __len__(self) -> int:
        return len(self.files.keys() - self.hidden)


def is_public(article: Article, now: datetime) -> bool:
    """Return whether an article may be shown; `now` is aware."""
    end = article.publish_at
    # Times of one zone are compared as its clocks show them, which is twice the same in an hour.
    return article.status == "published" and (end is None or end.timestamp() <= now.timestamp())


def in_force(records: Records, today: date) -> Records:
    """Return the records with no entry on a claim before its day."""

    def claim_of(claim: Claim) -> Claim:
        return replace(claim, status=tuple(entry for entry in claim.status if entry.on <= today))

    changed = {
        id_: replace(article, claims=tuple(map(claim_of, article.claims)))
        for id_, article in records.articles.items()
        if any(entry.on > today for claim in article.claims for entry in claim.status)
    }
    return replace(records, articles={**records.articles, **changed}) if changed else records


def published_records(records: Records, now: datetime) -> Records:
    """Return the records that a build may show at `now` (aware)."""
    articles = {id_: a for id_, a in records.articles.items() if is_public(a, now)}
    if len(articles) == len(records.articles):
        return records
    unpublished = [a for a in records.articles.values() if a.id not in articles]
    # A briefing of drafts alone would tell what they are about.
    unpublished_days = {a.day for a in unpublished} - {a.day for a in articles.values()}
    open_days = {day: b for day, b in records.briefings.items() if day not in unpublished_days}
    pruned = prune(replace(records, briefings=open_days), articles)
    unpublished_paths = {article.path for article in unpublished}
    unpublished_paths |= {
        b.path for day, b in records.briefings.items() if day not in pruned.briefings
    }
    unpublished_media = find_unpublished_media(records, unpublished_paths)
    return replace(
        pruned,
        bodies=VisibleFiles(records.bodies, unpublished_paths),
        histories=VisibleFiles(records.histories, unpublished_paths),
        media=tuple(media for media in records.media if media not in unpublished_media),
    )
