"""The content folder to records and problems, all at once.

    folder --scan--> files --recall, or read and parse--> rows --unpack--> records
                                                           '------check--> problems

With a `Memory`, a file that hasn't changed is neither opened nor parsed again (`recall`), and
as long as no front matter has changed, files aren't checked against one another again.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from briefings.content import files, history, recall, references
from briefings.content.bodies import Bodies
from briefings.content.files import SIZE, File, Scan, Stat
from briefings.content.finding import Finding, Where
from briefings.content.git import GitError
from briefings.content.history import Histories
from briefings.content.memory import Memory
from briefings.content.packing import Row, pack, pack_page, unpack, unpack_record
from briefings.content.parsed import Parsed, unread
from briefings.content.placing import place_findings
from briefings.content.recall import Known
from briefings.model import Actor, Article, Briefing, Problem, Records, Region, Source

CHECKED = "content checked"
FILES_A_TASK = 64


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the content folder holds. With problems, `records` are what could be read of it.

    `digests` are those of all files that could be read, media included, by path; `heads` those of
    all but the body, of records in files that have no fault of their own; `histories` those of
    articles' histories, by path too.
    """

    records: Records
    problems: tuple[Problem, ...]
    digests: Mapping[str, bytes]
    heads: Mapping[str, bytes]
    histories: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file came to, and its digest and its state when it was read, if it could be."""

    result: Row | Parsed
    digest: bytes = b""
    stat: Stat | None = None


# Calls a function with each of many values, here or in other processes: `map` is one.
Task: TypeAlias = Callable[[Sequence[File]], list[Outcome]]
Spread: TypeAlias = Callable[[Task, Sequence[Sequence[File]]], Iterable[list[Outcome]]]


def load(
    root: Path,
    zone: ZoneInfo,
    project: Path,
    memory: Memory | None = None,
    spread: Spread = map,
    *,
    with_history: bool = False,
) -> Loaded:
    """Read a content folder, drafts and embargoed articles included.

    `zone` is the site's timezone. Paths in problems and records are relative to `project`,
    problems sorted by path and place. Faulty content never raises. `spread` may be the `map` of
    an executor: it shares out the files that have to be parsed. `with_history`: whether to ask git
    what changed in articles.
    """
    with _no_collection():
        scan = files.scan(root, project)
        kept = recall.read(memory, zone)
        known = recall.find(scan, kept)
        faulty = {file.path: unread(file) for file in scan.refused}
        faulty |= _parse(known, zone, spread)
        if memory is not None:
            recall.write(memory, kept, known)
        problems = [*scan.problems, *known.problems]
        problems += [problem for parsed in faulty.values() for problem in parsed.problems]
        problems += _check(scan, known, faulty, memory)
        records = _records(scan, known, faulty, zone)
        histories = Histories(zone)
        if with_history:
            articles = records.articles.values()
            try:
                histories = history.read_histories(root, project, zone, articles, memory)
            except GitError as error:
                problems.append(Problem(scan.top, 1, 1, error.message, error.hint))
            records = replace(records, histories=histories)
    heads = {path: row[1] for path, row in known.rows.items() if row[1]}
    return Loaded(records, tuple(sorted(set(problems))), known.digests, heads, histories.digests)


@contextmanager
def _no_collection() -> Iterator[None]:
    """All that is made within is kept: to look for garbage in it would take as long again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_files(batch: Sequence[File], zone: ZoneInfo) -> list[Outcome]:
    """Read and parse some files."""
    return [_read_file(file, zone) for file in batch]


def locate(location: Path, where: Where) -> tuple[int, int]:
    """Line and column of a value in a file's front matter; (1, 1) once it can't be found there."""
    file = File("articles", location.name, str(location))
    text = files.read(file)
    found = [] if isinstance(text, Problem) else place_findings(file, text, [Finding(where, "")])
    return (found[0].line, found[0].column) if found else (1, 1)


def _read_file(file: File, zone: ZoneInfo) -> Outcome:
    # Imported here, since it takes Pydantic, and that a quarter of a second where nothing is new.
    from briefings.content.parse import parse

    content = files.read_bytes(file)
    if isinstance(content, Problem):
        return Outcome(unread(file, [content]))
    text = files.decode(file.path, content.data)
    if isinstance(text, Problem):
        result: Row | Parsed = unread(file, [text])
    elif file.folder == "pages":
        result = pack_page(content.digest)
    else:
        parsed = parse(file, text, zone)
        result = pack(parsed, content.digest) or parsed
    return Outcome(result, content.digest, content.stat)


def _parse(known: Known, zone: ZoneInfo, spread: Spread) -> dict[str, Parsed]:
    """Read the files that aren't known; those without a fault become so, others are returned."""
    faulty: dict[str, Parsed] = {}
    starts = range(0, len(known.unknown), FILES_A_TASK)
    tasks = [known.unknown[start : start + FILES_A_TASK] for start in starts]
    outcomes = spread(partial(read_files, zone=zone), tasks)
    for file, outcome in zip(known.unknown, chain.from_iterable(outcomes), strict=True):
        if outcome.stat is not None:
            known.note(file.path, outcome.digest, outcome.stat)
        if isinstance(outcome.result, Parsed):
            faulty[file.path] = outcome.result
        else:
            known.rows[file.path] = outcome.result
    return faulty


def _check(
    scan: Scan, known: Known, faulty: Mapping[str, Parsed], memory: Memory | None
) -> list[Problem]:
    """Faults between files; those that have any are read again, for their line numbers.

    What was found to be right once is remembered by one digest of all that it rests on.
    """
    mark = _mark(scan, known)
    if not faulty and memory is not None and memory.read(CHECKED) == {"": mark}:
        return []
    rows = [(file, known.rows[file.path]) for file in scan.files if file.path in known.rows]
    parsed = [*faulty.values(), *(unpack(file, row) for file, row in rows)]
    records = [item for item in parsed if item.file.folder != "pages"]
    found = references.check(records, scan.media_names, scan.closed)
    problems: list[Problem] = []
    for item in records:
        if findings := found.get(item.file.path):
            text = files.read(item.file)
            if isinstance(text, str):
                problems.extend(place_findings(item.file, text, findings))
            else:
                problems.append(text)
    if not (faulty or found) and memory is not None:
        memory.write(CHECKED, {"": mark})
    return problems


def _mark(scan: Scan, known: Known) -> bytes:
    """One digest of all that faults between files can come from."""
    parts = [f"{path}\0".encode() + row[1] for path, row in known.rows.items()]
    named = "\0".join([*scan.media_names, "", *sorted(scan.closed)])
    return blake2b(named.encode() + b"".join(sorted(parts)), digest_size=SIZE).digest()


def _records(scan: Scan, known: Known, faulty: Mapping[str, Parsed], zone: ZoneInfo) -> Records:
    """Records by id in path order; of two articles with one id the first stays."""
    articles: dict[str, Article] = {}
    regions: dict[str, Region] = {}
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    briefings: dict[dt.date, Briefing] = {}
    holders: dict[str, File] = {}
    for file in scan.files:
        row = known.rows.get(file.path)
        record = unpack_record(file.folder, row, zone) if row else faulty[file.path].record
        match record:
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
            case None:
                continue
        holders[file.path] = file
    bodies = Bodies(holders, known.digests)
    return Records(articles, regions, actors, sources, briefings, bodies, scan.media_names)
