"""Parse results, apart from the parser: a cached file is used without importing Pydantic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefings.content.diagnostics import Where
from briefings.content.files import File
from briefings.model import Actor, Article, Body, Briefing, Problem, Region, Source
from briefings.model.article import Relation

Record = Article | Region | Actor | Source | Briefing
RefKind = Literal["region", "actor", "source", "article", "claim", "claim or source", "media"]
RELATIONS: tuple[Relation, ...] = ("denies", "confirms", "amends")


class Reference(NamedTuple):
    """What a value names: `target` is a full id."""

    where: Where
    kind: RefKind
    target: str


class Counted(NamedTuple):
    """A figure that is compared with others of its key, and what it counts; None without words."""

    where: Where
    key: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parse result of one file.

    `record` is None if a fault leaves none that could be used. `id` is known for most faulty files
    too; where it isn't, `slugs` are the last parts that it may have. `claims` are the ids of an
    article's claims in the order of the file, without the article's; None if unknown. `sketch` is
    that of its text. Files with `warnings` alone are used.
    """

    file: File
    record: Record | None = None
    body: Body | None = None
    id: str | None = None
    named_by: str = "date"
    slugs: tuple[str, ...] = ()
    claims: tuple[str, ...] | None = None
    references: tuple[Reference, ...] = ()
    figures: tuple[Counted, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    sketch: bytes = b""


def unread(file: File, problems: Iterable[Problem] = ()) -> Parsed:
    """Return the result of a file that can't be parsed: its name is its id, but for articles."""
    identifier = None if file.folder == "articles" else file.stem
    return Parsed(file, id=identifier, slugs=(file.stem,), problems=tuple(problems))
