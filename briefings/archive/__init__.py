"""Records -> what belongs where: days, months, regions, actors, sources, and the claims ledger."""

from briefings.archive.archive import EMPTY, Archive, Shelf, Views, claims_changed_on, index
from briefings.archive.duplicate_groups import copies_until
from briefings.archive.ledger import Change, Ledger, Outcome, is_denial, told_on, words_of
from briefings.archive.months import changed_on, grounds_of, sources_of
from briefings.archive.pruning import prune
from briefings.archive.recent_news import appeared, recent, turns
from briefings.archive.related import Related
from briefings.archive.replacements import Replaced
from briefings.archive.step_memo import Steps
from briefings.archive.tracking import ALL, Reads, WatchedMapping, holdings, name_of, watch
from briefings.archive.visibility import in_force, is_public, publishable

__all__ = [
    "ALL",
    "EMPTY",
    "Archive",
    "Change",
    "Ledger",
    "Outcome",
    "Reads",
    "Related",
    "Replaced",
    "Shelf",
    "Steps",
    "Views",
    "WatchedMapping",
    "appeared",
    "changed_on",
    "claims_changed_on",
    "copies_until",
    "grounds_of",
    "holdings",
    "in_force",
    "index",
    "is_denial",
    "is_public",
    "name_of",
    "prune",
    "publishable",
    "recent",
    "sources_of",
    "told_on",
    "turns",
    "watch",
    "words_of",
]
