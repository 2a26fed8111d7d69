"""What was changed in an article after it was published."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.common import Link, Moment


class HistoryLink(Link):
    """A link to an article's history, with the day of its last revision."""

    last: Moment


class WordsView(TypedDict):
    """Words of a revision; `fate` is kept, added, removed, or omitted (then there are none)."""

    fate: str
    text: str


class PassageView(TypedDict):
    """A passage that was reworded; `claim` is the address of the claim's page, if it is one's."""

    paragraphs: list[list[WordsView]]
    claim: str | None


class ChangeView(TypedDict):
    """What a revision changed in a part of an article: `Title`, `Text`."""

    name: str
    passages: list[PassageView]


class RevisionView(TypedDict):
    """What a commit changed in an article that had been published before."""

    on: Moment
    time: Moment
    commit: str
    changes: list[ChangeView]
