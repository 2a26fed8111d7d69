"""Everything that was read from the content folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from briefings.model.article import Article
from briefings.model.briefing import Briefing
from briefings.model.history import Revision
from briefings.model.registry import Actor, Region, Source


class NearDuplicate(NamedTuple):
    """Two articles of which one is a copy of the other: ids, and how much they share in percent.

    That is the share of the shorter text that stands in the longer one.
    """

    article: str
    earlier: str
    share: int


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown below a file's front matter; `line` is the number of its first line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Records:
    """All records by id; `bodies` by path; `media` are paths such as `media/sudzha.jpg`.

    `own_pages` are the texts of the site's own pages, by path, which MkDocs renders.
    `histories` holds, by path, what changed in an article after it was published, oldest first.
    """

    articles: Mapping[str, Article]
    regions: Mapping[str, Region]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    briefings: Mapping[date, Briefing]
    # Read on demand, since lists and the ledger need none of them.
    bodies: Mapping[str, Body]
    media: tuple[str, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    histories: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    own_pages: Mapping[str, Body] = field(default_factory=dict)
