"""What templates are given: plain data, one shape a thing that a page shows.

Addresses (`url`) are relative to the site's root, without a leading slash; templates write
`{{ page.base }}{{ it.url }}`. Every word a reader sees that depends on data is in here already:
a template queries nothing and computes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that the render stage turns into HTML before the template sees it.

    `heading` is the level that the body's first heading gets; `tagged` are the ids of the regions
    and actors that the text is filed under; `skip` those that are not to be linked in it.
    """

    text: str
    path: str
    line: int
    heading: int = 2
    tagged: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


class Link(TypedDict):
    name: str
    url: str


class Moment(TypedDict):
    """For `<time datetime="{{ iso }}">{{ text }}</time>`."""

    iso: str
    text: str


class Counted(Link):
    """A link with the number of what lies behind it, in words: `12 articles`."""

    count: str


class SourceView(TypedDict):
    """A source as a line: `name` (linked to its page), where it was read, its own address."""

    name: str
    url: str
    via: Link | None
    external: str | None
    published: Moment | None
    retrieved: Moment | None
    archive: str | None


class Story(TypedDict):
    """A story line. `time` is None where the article gave a bare date; `badge` only in previews."""

    title: str
    url: str
    summary: str
    lang: str | None
    date: Moment
    time: Moment | None
    regions: list[Link]
    actors: list[Link]
    sources: list[Link]
    badge: str | None
    corrected: bool


class Claimant(Link):
    """Who says it; `role` is the one held on the day of the claim."""

    role: str | None


class StateView(TypedDict):
    """A claim's state: `name` is also the CSS hook (claimed, disputed, confirmed, refuted, ...)."""

    name: str
    since: Moment | None


class ClaimCard(TypedDict):
    """A claim with its answers as of the page's date.

    `relation` (denies, confirms, amends) and `answering` (the claim it answers) are None for a
    claim that answers nothing; within `answers` the claim answered is the card above.
    `later` is set where the state has changed after the page's date; `as_of` is that date, empty
    once nothing about the claim has changed since.
    """

    url: str
    as_of: str
    claimants: list[Claimant]
    kind: str
    date: Moment
    says: str
    quote: str | None
    fidelity: str | None
    lang: str | None
    figure: str | None
    state: StateView
    later: StateView | None
    source: SourceView | None
    article: Link
    regions: list[Link]
    relation: str | None
    answering: Link | None
    answers: list[ClaimCard]
    badge: str | None


class Dateline(TypedDict):
    """`weekday` Saturday; `day` 26 April 2025; `as_of` 18:30 with `zone` Kyiv time, or None."""

    weekday: str
    day: Moment
    as_of: Moment | None
    zone: str
    articles: str
    sources: str


class TakeawayView(TypedDict):
    text: str
    claims: list[Link]
    articles: list[Link]
    sources: list[Link]


class StateChange(TypedDict):
    """A claim whose state changed, and the claim or source that the new state rests on."""

    claim: Link
    by: Link | None
    before: str
    after: str
    on: Moment


class CorrectionView(TypedDict):
    date: Moment
    text: str
    article: Link
    claim: Link | None


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


class Changes(TypedDict):
    """What changed since the last briefing (`since`, None on the first)."""

    since: Link | None
    new: list[Link]
    new_count: str
    states: list[StateChange]
    corrections: list[CorrectionView]


class Section(TypedDict):
    """A region's part of a briefing; `region` is None for the wider picture.

    `elsewhere` are stories told in full in a section above.
    """

    region: Link | None
    anchor: str
    stories: list[Story]
    elsewhere: list[Link]
    claims: list[ClaimCard]


class ControlLine(TypedDict):
    """Who says who holds a region: `party` by name, the claim in its words, its state."""

    party: str
    claimants: list[Claimant]
    date: Moment
    says: str
    url: str
    state: StateView
    badge: str | None


class RegionLine(TypedDict):
    """A region in the strip on the home page and in the index of regions."""

    name: str
    url: str
    country: str | None
    count: str
    trend: str
    control: list[ControlLine]


class CalendarDay(TypedDict):
    """A cell of a month: `number` 0 is outside of it, `url` None a day without a briefing."""

    number: int
    url: str | None
    label: str
    iso: str


class DayLine(TypedDict):
    """A briefing in a list."""

    title: str
    url: str
    weekday: str
    day: Moment
    count: str


class DayStories(TypedDict):
    """The stories of one day within a month."""

    day: DayLine
    stories: list[Story]


class RoleView(TypedDict):
    title: str
    since: Moment | None
    until: Moment | None


class StatusView(TypedDict):
    """A state in a claim's history; `by` is the claim or source that it rests on."""

    state: str
    on: Moment
    by: Link | None
    note: str | None


class PageView(TypedDict):
    """What every page tells of itself; set by the render stage and by each kind of page.

    `base` leads from the page to the site's root (`../../`); `canonical` is None without a
    `site_url`; `kind` is the template's name; `section` marks the current place in the masthead
    (latest, regions, actors, claims, archive or empty); `data` is the page's JSON-LD, which the
    render stage turns into `json_ld`, safe to write in a script.
    """

    title: str
    description: str
    kind: str
    section: str
    crumbs: list[Link]
    url: NotRequired[str]
    base: NotRequired[str]
    canonical: NotRequired[str | None]
    data: NotRequired[dict[str, Any]]
    json_ld: NotRequired[str | None]
    lang: NotRequired[str | None]
    published: NotRequired[str | None]
    modified: NotRequired[str | None]
    image: NotRequired[str | None]
    unlisted: NotRequired[bool]


class SiteView(TypedDict):
    """The same on every page: nothing in here depends on what was published last."""

    name: str
    description: str
    url: str
    language: str
    preview: bool
    sections: list[Link]
    pages: list[Link]
