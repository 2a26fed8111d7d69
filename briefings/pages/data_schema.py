"""Define the tables of data files: their columns, and which files there are.

Columns are fields of Table Schema: https://specs.frictionlessdata.io/table-schema/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NotRequired, TypedDict, get_args

from briefings.archive import Archive
from briefings.model.article import ClaimKind, Fidelity, Relation, State
from briefings.pages.views import Link

ONE_OF = {"kind": ClaimKind, "fidelity": Fidelity, "state": State}

PACKAGE = "data/datapackage.json"
FIGURES_FILE = "data/figures.csv"


class Column(TypedDict):
    """A column of a data file. `type` is one of Table Schema."""

    name: str
    type: str
    description: str
    constraints: NotRequired[dict[str, Any]]


class Table(TypedDict):
    """Rows of a data file, each with a value for every column."""

    columns: list[str]
    rows: list[dict[str, Any]]


class Files(TypedDict):
    """Files of one month in each format; `of` links to the page that shows the same."""

    of: Link
    files: list[Link]


class Section(TypedDict):
    """A table on the data page: its files and the description of its columns."""

    name: str
    about: str
    files: list[Files]
    columns: list[Column]


def _column(name: str, type_: str, description: str, **constraints: Any) -> Column:
    if name in ONE_OF:
        # From the model's types, so that no list of words drifts from them.
        words = list(get_args(ONE_OF[name]))
        constraints["enum"] = words
        description += f" One of {', '.join(words)}."
    column: Column = {"name": name, "type": type_, "description": description}
    return {**column, "constraints": constraints} if constraints else column


def _needed(name: str, type_: str, description: str, **constraints: Any) -> Column:
    return _column(name, type_, description, required=True, **constraints)


def _answer(relation: Relation) -> Column:
    return _column(relation, "string", f"The id of the claim that this one {relation}.")


CLAIM_ID = "The claim’s id, <date>/<slug>#<claim>. It never changes."
STATE = "The state now."

CLAIMS: tuple[Column, ...] = (
    _needed("id", "string", CLAIM_ID, unique=True),
    _needed("url", "string", "The address of the claim’s page."),
    _needed("article", "string", "The id of the article that reports it."),
    _needed("by", "array", "The ids of the actors who make the claim."),
    _needed("says", "string", "The claim, in the editor’s neutral words."),
    _needed("kind", "string", "What is claimed."),
    _needed("on", "date", "The day on which it was made."),
    _needed("regions", "array", "The ids of the regions that it concerns."),
    _answer("denies"),
    _answer("confirms"),
    _answer("amends"),
    _needed("denied_by", "array", "The ids of other actors’ claims that deny this one."),
    _column("quote", "string", "The words quoted."),
    _column("fidelity", "string", "How close the quote is to what was said."),
    _needed("source", "string", "The id of the source in which it was first said."),
    _column(
        "figure",
        "object",
        "The number claimed: low and high (equal unless it is a range), unit, of (what is counted),"
        " key (shared by claims of one number), approx (whether it is given as approximate).",
    ),
    _needed("state", "string", STATE),
    _needed(
        "states",
        "array",
        "All its states, oldest first: state, on (since when), by (the id of the claim or source"
        " that it rests on, or null), note. A claim that is claimed again rests on the one with"
        " which its dispute ended, since it was withdrawn.",
    ),
)

ARTICLES: tuple[Column, ...] = (
    _needed("id", "string", "The article’s id, <date>/<slug>. It never changes.", unique=True),
    _needed("url", "string", "The address of the article’s page."),
    _needed("title", "string", "Its headline."),
    _needed("summary", "string", "Its summary."),
    _needed("date", "date", "Its day, in the site’s timezone."),
    _column("time", "datetime", "Its time, where it has one."),
    _column("updated", "datetime", "When it was last updated."),
    _column("lang", "string", "Its language, where it isn’t the site's."),
    _needed("authors", "array", "The names in its byline; none where it has no byline."),
    _needed("regions", "array", "The ids of its regions, those of its claims included."),
    _needed("actors", "array", "The ids of its actors, those of its claims included."),
    _needed(
        "sources",
        "array",
        "What it rests on: source (its id), url, via (the id of the source that it was read at),"
        " published, retrieved, archive (an archived copy), sha256 (of what was read).",
    ),
    _needed("claims", "array", "The ids of its claims."),
    _needed("corrections", "array", "Its corrections: date, text, claim (an id, or null)."),
)

FIGURES: tuple[Column, ...] = (
    _needed("claim", "string", CLAIM_ID, unique=True),
    _needed("url", "string", "The address of the claim’s page."),
    _column("key", "string", "What claims of the same number have in common."),
    _needed("low", "number", "The number, or the lower end of a range."),
    _needed("high", "number", "The number, or the upper end of a range."),
    _needed("approx", "boolean", "Whether it is given as approximate."),
    _column("unit", "string", "The unit."),
    _column("of", "string", "What is counted."),
    _needed("by", "array", "The ids of the actors who give it."),
    _needed("on", "date", "The day on which they gave it."),
    _needed("source", "string", "The id of the source in which it was first said."),
    _needed("state", "string", STATE),
)


def column_names(columns: tuple[Column, ...]) -> list[str]:
    return [column["name"] for column in columns]


def monthly_files(table: str, suffix: str, archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the month and the address of each monthly file of claims or articles."""
    # Not the mapping by month itself: the list of files depends on which months there are, not on
    # what is in them.
    for month in archive.months_with[table]:
        yield month, f"data/{table}/{month}.{suffix}"
