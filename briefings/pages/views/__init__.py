"""Types of what templates are given: plain data, one class a thing on a page.

Addresses (`url`) are relative to the site's root, without a leading slash; templates write `{{
page.base }}{{ it.url }}`. Views hold all text that depends on data: a template queries and computes
nothing.
"""

from briefings.pages.views.briefing import (
    Changes,
    CorrectionView,
    Dateline,
    FigureChange,
    Section,
    StateChange,
    TakeawayView,
)
from briefings.pages.views.claims import (
    Chain,
    Claimant,
    ClaimCard,
    ClaimCorrection,
    ControlLine,
    ControlTimeline,
    OutcomeView,
    Rival,
    Rivals,
    SourceView,
    StateView,
    StatusView,
)
from briefings.pages.views.common import Counted, FeedLink, Link, Moment, PageView, Prose, SiteView
from briefings.pages.views.figures import ChartView, FigureLine, FigureView, Mark, Tick
from briefings.pages.views.history import (
    ChangeView,
    HistoryLink,
    PassageView,
    RevisionView,
    WordsView,
)
from briefings.pages.views.stories import (
    CalendarDay,
    DayHeading,
    DayLine,
    DayStories,
    RegionLine,
    Story,
)

__all__ = [
    "CalendarDay",
    "Chain",
    "ChangeView",
    "Changes",
    "ChartView",
    "ClaimCard",
    "ClaimCorrection",
    "Claimant",
    "ControlLine",
    "ControlTimeline",
    "CorrectionView",
    "Counted",
    "Dateline",
    "DayHeading",
    "DayLine",
    "DayStories",
    "FeedLink",
    "FigureChange",
    "FigureLine",
    "FigureView",
    "HistoryLink",
    "Link",
    "Mark",
    "Moment",
    "OutcomeView",
    "PageView",
    "PassageView",
    "Prose",
    "RegionLine",
    "RevisionView",
    "Rival",
    "Rivals",
    "Section",
    "SiteView",
    "SourceView",
    "StateChange",
    "StateView",
    "StatusView",
    "Story",
    "TakeawayView",
    "Tick",
    "WordsView",
]
