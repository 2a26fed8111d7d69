"""Revisions of an article after it was published."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.common import Link, Moment


class HistoryLink(Link):
    """A link to an article's history, with the day of its last revision."""

    last: Moment


class WordsView(TypedDict):
    """Words of a revision; `fate` is kept, added, removed, or omitted (then `text` is empty)."""

    fate: str
    text: str


class PassageView(TypedDict):
    """A reworded passage; `claim` is the address of the claim's page if the passage belongs to a
    claim."""

    paragraphs: list[list[WordsView]]
    claim: str | None


class ChangeView(TypedDict):
    """The changes of a revision in one part of an article: `Title`, `Text`."""

    name: str
    passages: list[PassageView]


class RevisionView(TypedDict):
    """The changes of one commit."""

    on: Moment
    time: Moment
    commit: str
    changes: list[ChangeView]
