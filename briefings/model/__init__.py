"""The words of the project: frozen records without I/O, which every later stage speaks in."""

from briefings.model.article import (
    Article,
    Citation,
    Claim,
    Correction,
    Figure,
    Image,
    State,
    Status,
    newest_first,
    oldest_first,
)
from briefings.model.briefing import Briefing, Takeaway
from briefings.model.history import Part, Revision, Rewording
from briefings.model.problem import ContentError, Problem
from briefings.model.records import Body, NearDuplicate, Records
from briefings.model.registry import Actor, Region, Role, Source
from briefings.model.site import Site, SitePage

__all__ = [
    "Actor",
    "Article",
    "Body",
    "Briefing",
    "Citation",
    "Claim",
    "ContentError",
    "Correction",
    "Figure",
    "Image",
    "NearDuplicate",
    "Part",
    "Problem",
    "Records",
    "Region",
    "Revision",
    "Rewording",
    "Role",
    "Site",
    "SitePage",
    "Source",
    "State",
    "Status",
    "Takeaway",
    "newest_first",
    "oldest_first",
]
