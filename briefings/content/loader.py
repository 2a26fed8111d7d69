"""The content folder to records and problems, all at once.

folder --scan--> files --read--> text --parse--> records, references --check--> problems
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from briefings.content import files, references
from briefings.content.finding import Finding, Where
from briefings.content.parse import Parsed, parse, place_findings, unread
from briefings.model import Actor, Article, Briefing, Problem, Records, Region, Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the content folder holds. With problems, `records` are what could be read of it."""

    records: Records
    problems: tuple[Problem, ...]


def load(root: Path, zone: ZoneInfo, project: Path) -> Loaded:
    """Read a content folder, drafts and embargoed articles included.

    `zone` is the site's timezone. Paths in problems and records are relative to `project`,
    problems sorted by path and place. Faulty content never raises.
    """
    scan = files.scan(root, project)
    problems = list(scan.problems)
    parsed = [unread(file) for file in scan.refused if file.folder != "pages"]
    for file in scan.files:
        text = files.read(file)
        if isinstance(text, Problem):
            problems.append(text)
        if file.folder != "pages":
            parsed.append(unread(file) if isinstance(text, Problem) else parse(file, text, zone))
    problems.extend(problem for item in parsed for problem in item.problems)
    problems.extend(_check(parsed, scan))
    return Loaded(_records(parsed, scan.media), tuple(sorted(set(problems))))


def locate(location: Path, where: Where) -> tuple[int, int]:
    """Line and column of a value in a file's front matter; (1, 1) once it can't be found there."""
    file = files.File("articles", location.name, str(location))
    text = files.read(file)
    found = [] if isinstance(text, Problem) else place_findings(file, text, [Finding(where, "")])
    return (found[0].line, found[0].column) if found else (1, 1)


def _check(parsed: Sequence[Parsed], scan: files.Scan) -> list[Problem]:
    """Faults between files; those that have any are read again, for their line numbers."""
    found = references.check(parsed, scan.media, scan.closed)
    problems: list[Problem] = []
    for item in parsed:
        if findings := found.get(item.file.path):
            text = files.read(item.file)
            if isinstance(text, str):
                problems.extend(place_findings(item.file, text, findings))
            else:
                problems.append(text)
    return problems


def _records(parsed: Sequence[Parsed], media: tuple[str, ...]) -> Records:
    """Records by id in path order; of two articles with one id the first stays."""
    articles: dict[str, Article] = {}
    regions: dict[str, Region] = {}
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    briefings: dict[dt.date, Briefing] = {}
    for item in parsed:
        match item.record:
            case Article() as article:
                articles.setdefault(article.id, article)
            case Region() as region:
                regions[region.id] = region
            case Actor() as actor:
                actors[actor.id] = actor
            case Source() as source:
                sources[source.id] = source
            case Briefing() as briefing:
                briefings[briefing.day] = briefing
    bodies = {item.file.path: item.body for item in parsed if item.record and item.body}
    return Records(articles, regions, actors, sources, briefings, bodies, media)
