"""Claims as cards, with states, control of regions, and chains of sources."""

from __future__ import annotations

from typing import TypedDict

from briefings.pages.views.common import Counted, Link, Moment


class SourceView(TypedDict):
    """A source in a line: `name` (linked to its page), where it was read, its external address.

    `beyond` are the further sources of the chain.
    """

    name: str
    url: str
    via: Link | None
    beyond: list[Link]
    external: str | None
    published: Moment | None
    retrieved: Moment | None
    archive: str | None


class Claimant(Link):
    """A claimant; `role` is the one held on the day of the claim."""

    role: str | None


class StateView(TypedDict):
    """A claim's state; `name` is also the CSS class (claimed, disputed, confirmed, refuted, ...).

    `ground` is what it rests on if an editor has entered it.
    """

    name: str
    since: Moment | None
    ground: Link | None


class Rival(TypedDict):
    """The other side of a claim's dispute: its claimants' names, linked to its page.

    `relation` is `denies` or `denied by`, seen from the claim; `settled` describes the state that
    an editor has entered for this side, if any: `this denial was withdrawn`.
    """

    relation: str
    name: str
    url: str
    state: StateView
    settled: str | None


class Rivals(TypedDict):
    """The other sides of a claim's disputes; `more` links to those that aren't `named`, if any."""

    named: list[Rival]
    more: Link | None


class ClaimCorrection(TypedDict):
    date: Moment
    text: str


class ClaimCard(TypedDict):
    """A claim with its answers as of the page's date.

    `passage` is the address of the quote in the article's page, None where there is no quote.
    `relation` (denies, confirms, amends) and `answering` (the claim it answers) are None for a
    claim that answers nothing; within `answers` the claim answered is the card above. `rival` is
    the other actor's claim that it denies, without that claim's answers. `settled` describes the
    state that an editor has entered for a card that is such a rival, or a denial within `answers`:
    `what it denies was confirmed`. `more` links to omitted answers. If only the answers on the way
    to one claim are shown, `way` is the address of that claim. `figure_url` leads to the other
    claims of the same number. `later` is set where the state has changed after the page's date;
    `as_of` is that date, empty once nothing about the claim has changed since.
    """

    url: str
    as_of: str
    claimants: list[Claimant]
    date: Moment
    says: str
    quote: str | None
    fidelity: str | None
    passage: str | None
    lang: str | None
    figure: str | None
    figure_url: str | None
    state: StateView
    later: StateView | None
    source: SourceView | None
    article: Link
    regions: list[Link]
    relation: str | None
    answering: Link | None
    rival: ClaimCard | None
    settled: str | None
    answers: list[ClaimCard]
    more: Link | None
    way: str
    corrections: list[ClaimCorrection]
    badge: str | None


class StatusView(TypedDict):
    """A state in a claim's history; `by` is the claim or source that it rests on, `how` the text
    before it (`resting on its denial by`)."""

    state: str
    on: Moment
    how: str
    by: Link | None
    note: str | None


class ControlLine(TypedDict):
    """A control claim: the claimant's `party`, the claim, and its rivals."""

    party: str
    claimants: list[Claimant]
    date: Moment
    says: str
    url: str
    state: StateView
    rivals: Rivals
    badge: str | None


class ControlTimeline(TypedDict):
    """The control claims of one party; `earlier` counts those that aren't in `lines`, if any."""

    party: str
    lines: list[ControlLine]
    earlier: str | None


class Chain(TypedDict):
    """A chain of sources, each read at the next one, with the number of articles in words."""

    steps: list[Link]
    count: str


class OutcomeView(Counted):
    """Claims of a source with one outcome: the latest, and links to months if there are more.

    `url` leads to them, at `anchor` on the source's page.
    """

    anchor: str
    claims: list[ClaimCard]
    months: list[Counted]
