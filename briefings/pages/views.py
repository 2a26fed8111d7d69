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
    and actors that the text is filed under; `skip` those that are not to be linked in it. `at` is
    the address of the text's own page where it is shown elsewhere, for links within it.
    """

    text: str
    path: str
    line: int
    heading: int = 2
    tagged: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    at: str = ""


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
    """A source as a line: `name` (linked to its page), where it was read, its own address.

    `beyond` are where that one was read in its turn, and so on.
    """

    name: str
    url: str
    via: Link | None
    beyond: list[Link]
    external: str | None
    published: Moment | None
    retrieved: Moment | None
    archive: str | None


class Story(TypedDict):
    """A story line. `time` is None where the article gave a bare date; `badge` only in previews.

    `party` is named where all its sources belong to that one; `also` are copies of it, each by its
    source and its title.
    """

    title: str
    url: str
    summary: str
    lang: str | None
    date: Moment
    time: Moment | None
    regions: list[Link]
    actors: list[Link]
    sources: list[Link]
    party: str | None
    badge: str | None
    corrected: bool
    also: list[Link]


class Claimant(Link):
    """Who says it; `role` is the one held on the day of the claim."""

    role: str | None


class StateView(TypedDict):
    """A claim's state: `name` is also the CSS hook (claimed, disputed, confirmed, refuted, ...)."""

    name: str
    since: Moment | None


class ClaimCorrection(TypedDict):
    date: Moment
    text: str


class ClaimCard(TypedDict):
    """A claim with its answers as of the page's date.

    `passage` is the address of the quote in the article's page, None where there is no quote.
    `relation` (denies, confirms, amends) and `answering` (the claim it answers) are None for a
    claim that answers nothing; within `answers` the claim answered is the card above.
    `figure_url` leads to what others claim of the same number. `later` is set where the state has
    changed after the page's date; `as_of` is that date, empty once nothing about the claim has
    changed since.
    """

    url: str
    as_of: str
    claimants: list[Claimant]
    kind: str
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
    answers: list[ClaimCard]
    corrections: list[ClaimCorrection]
    badge: str | None


class Mark(TypedDict):
    """A claim's line in a chart: `low` and `high` in percent of the axis, `top` in pixels.

    `number` and `said` (by whom) are cut to what a phone can show; `state` is None for a
    number that is merely claimed.
    """

    number: str
    day: str
    said: str
    state: str | None
    approx: bool
    low: float
    high: float
    top: int


class Tick(TypedDict):
    """A mark on a chart's axis: `at` in percent, `anchor` as in SVG's `text-anchor`."""

    text: str
    at: float
    anchor: str


class ChartView(TypedDict):
    """Numbers on one axis, a line each, newest first; `height` in pixels, its foot is the axis.

    For those who can't see it, `label` says what it is, and `told` all that is in it; `caption` is
    how to read it.
    """

    label: str
    told: str
    caption: str
    height: int
    ticks: list[Tick]
    marks: list[Mark]


class FigureLine(TypedDict):
    """A number in a table: as it was given, without its unit, and the claim that gives it."""

    number: str
    claim: ClaimCard


class FigureView(Counted):
    """What is claimed of one number, in short; `chart` has the latest."""

    chart: ChartView


class Chain(TypedDict):
    """How a source was read: at the next one, and so on, with the number of articles in words."""

    steps: list[Link]
    count: str


class OutcomeView(Counted):
    """The claims of a source that came to one end: the latest, and all by month if there are more.

    `url` leads to them, at `anchor` on the source's page.
    """

    anchor: str
    claims: list[ClaimCard]
    months: list[Counted]


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


class FigureChange(TypedDict):
    """A number that was told before, by a claim of an earlier day (`before`), in words."""

    claim: Link
    now: str
    before: Link
    then: str
    figure_url: str


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
    figures: list[FigureChange]
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


class ControlTimeline(TypedDict):
    """What one party said of who holds a region; `earlier` counts what isn't in `lines`, if any."""

    party: str
    lines: list[ControlLine]
    earlier: str | None


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


class FeedLink(Link):
    """`type` is the feed's media type."""

    type: str


class PageView(TypedDict):
    """What every page tells of itself; set by the render stage and by each kind of page.

    `base` leads from the page to the site's root (`../../`); `canonical` is None without a
    `site_url`; `kind` is the template's name; `section` marks the current place in the masthead
    (latest, regions, actors, claims, archive or empty); `data` is the page's JSON-LD, which the
    render stage turns into `json_ld`, safe to write in a script. `feeds` are those of what the page
    shows, left out where the site has none. The addresses of an `absolute` page are whole.
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
    feeds: NotRequired[list[FeedLink]]
    absolute: NotRequired[bool]


class SiteView(TypedDict):
    """The same on every page: nothing in here depends on what was published last."""

    name: str
    description: str
    url: str
    language: str
    preview: bool
    has_feeds: bool
    sections: list[Link]
    pages: list[Link]
