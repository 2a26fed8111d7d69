"""Records -> what belongs where: days, months, regions, actors, sources, and the claims ledger."""

from briefings.archive.archive import (
    NO_ARTICLES,
    Archive,
    EntityArticles,
    claims_changed_on,
    index,
)
from briefings.archive.duplicate_groups import near_duplicates_until
from briefings.archive.ledger import (
    Change,
    Ledger,
    Outcome,
    figure_description,
    is_denial,
    known_from,
)
from briefings.archive.months import grounds_of, sources_of
from briefings.archive.pruning import prune
from briefings.archive.recent_news import appeared, recent, turns
from briefings.archive.related import Related
from briefings.archive.replacements import Replaced
from briefings.archive.tracking import (
    ALL,
    DependencyRecorder,
    TrackedMapping,
    dependency_on,
    track_archive,
    tracked_fields,
)
from briefings.archive.visibility import in_force, is_public, published_records

__all__ = [
    "ALL",
    "NO_ARTICLES",
    "Archive",
    "Change",
    "DependencyRecorder",
    "EntityArticles",
    "Ledger",
    "Outcome",
    "Related",
    "Replaced",
    "TrackedMapping",
    "appeared",
    "claims_changed_on",
    "dependency_on",
    "figure_description",
    "grounds_of",
    "in_force",
    "index",
    "is_denial",
    "is_public",
    "known_from",
    "near_duplicates_until",
    "prune",
    "published_records",
    "recent",
    "sources_of",
    "track_archive",
    "tracked_fields",
    "turns",
]
