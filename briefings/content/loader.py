"""The content folder to records and problems, all at once.

    folder --scan--> files --recall, or read and parse--> rows --unpack--> records
                                                           '------check--> problems

With a `Memory`, a file that hasn't changed is neither opened nor parsed again (`recall`); as long
as no file has, records aren't put together before they are asked for.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Memory
from briefings.content import crosscheck, file_cache, files, folder_scan
from briefings.content.collect import gather
from briefings.content.diagnostics import Finding, Where
from briefings.content.dialect import Dialect
from briefings.content.file_cache import Known
from briefings.content.file_reader import Outcome, Unread, read_files
from briefings.content.files import File
from briefings.content.folder_scan import Scan
from briefings.content.interning import Shared
from briefings.content.parse_result import Parsed, unread
from briefings.content.positions import place_findings
from briefings.content.preview_memo import Recollection
from briefings.content.serialization import Row, share
from briefings.history import versions
from briefings.history.git import GitError
from briefings.model import ContentError, Problem, Records

WHOLE = "content whole"
DIALECT = Dialect()
FILES_A_TASK = 64


@dataclass(frozen=True, slots=True)
class Content:
    """`heads` are digests of all but the body, by path, of records in files without a fault,
    `claims` those of each of an article's claims, one after the other."""

    records: Records
    heads: Mapping[str, bytes]
    claims: Mapping[str, bytes]


@dataclass(frozen=True)
class Loaded:
    """What the content folder holds. With problems, its records are what could be read of it.

    `digests` are those of all files that could be read, media included, by path; `histories` those
    of articles' histories. What `read` gives, it may raise ContentError for a file that has changed
    in the meantime. `warnings` are those about single files, apart from the files with problems.
    """

    problems: tuple[Problem, ...]
    digests: Mapping[str, bytes]
    read: Callable[[], Content]
    histories: Mapping[str, bytes] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def content(self) -> Content:
        return self.read()

    @property
    def records(self) -> Records:
        return self.content.records

    @property
    def heads(self) -> Mapping[str, bytes]:
        return self.content.heads

    @property
    def claims(self) -> Mapping[str, bytes]:
        return self.content.claims


Task: TypeAlias = Callable[[Sequence[Unread]], list[Outcome]]
# Calls a function with each of many values, here or in other processes: `map` is one.
Spread: TypeAlias = Callable[[Task, Sequence[Sequence[Unread]]], Iterable[list[Outcome]]]


def load(
    root: Path,
    zone: ZoneInfo,
    project: Path,
    memory: Memory | None = None,
    spread: Spread = map,
    recollection: Recollection | None = None,
    *,
    with_history: bool = False,
    dialect: Dialect = DIALECT,
    docs: Path | None = None,
    media_types: frozenset[str] = frozenset(),
) -> Loaded:
    """Read a content folder, drafts and embargoed articles included.

    `zone` is the site's timezone. Paths in problems and records are relative to `project`,
    problems sorted by path and place. Faulty content never raises. `spread` may be the `map` of
    an executor: it shares out the files that have to be parsed. `recollection` is what the last
    load of this process kept for this one. `with_history`: whether to ask git what changed in
    articles. `dialect` is the Markdown that texts are written in. `docs` is the folder of the
    site's own pages, where it isn't in the content folder; `media_types` are published, too.
    """
    memory = recollection.over(memory) if recollection and memory else memory
    with _no_collection():
        scan = folder_scan.scan(root, project, docs, media_types)
        loaded = _load_scan(scan, zone, memory, spread, recollection, dialect)
        if not with_history:
            return loaded
        articles = loaded.records.articles.values()
        try:
            histories = versions.read_histories(root, project, zone, articles, memory)
        except GitError as error:
            problem = Problem(scan.top, 1, 1, error.message, error.hint)
            return replace(loaded, problems=tuple(sorted({*loaded.problems, problem})))
        records = replace(loaded.records, histories=histories)
        content = replace(loaded.content, records=records)
        return replace(loaded, read=lambda: content, histories=histories.digests)


def _load_scan(
    scan: Scan,
    zone: ZoneInfo,
    memory: Memory | None,
    spread: Spread,
    recollection: Recollection | None,
    dialect: Dialect,
) -> Loaded:
    known = Known(memory.read(file_cache.STATES) if memory else {})
    known.warned.update(memory.read(file_cache.WARNINGS) if memory else {})
    rules = file_cache.describe(zone, dialect)
    if memory is not None and _is_as_before(scan, known, rules, memory):
        file_cache.write_states(memory, known)
        again = partial(_again, scan, known, zone, memory, spread, recollection, dialect)
        return Loaded((), known.digests, again, warnings=known.warnings)
    problems, content = _load(scan, known, zone, memory, spread, recollection, dialect)
    if memory is not None:
        memory.write(WHOLE, {"": b"" if problems else _whole(known, rules)})
    return Loaded(problems, known.digests, lambda: content, warnings=known.warnings)


def _is_as_before(scan: Scan, known: Known, rules: bytes, memory: Memory) -> bool:
    """Whether all files are as they were when an earlier run found no problem."""
    whole = memory.read(WHOLE).get("")
    return (
        bool(whole)
        and not scan.problems
        and file_cache.find_digests(scan, known)
        and _whole(known, rules) == whole
    )


def _whole(known: Known, rules: bytes) -> bytes:
    content = marshal.dumps((rules, sorted(known.digests.items())), 2)
    return digest_bytes(content)


def _again(
    scan: Scan,
    known: Known,
    zone: ZoneInfo,
    memory: Memory,
    spread: Spread,
    recollection: Recollection | None,
    dialect: Dialect,
) -> Content:
    problems, content = _load(scan, known, zone, memory, spread, recollection, dialect)
    if problems:
        raise ContentError(problems)
    return content


def _load(
    scan: Scan,
    known: Known,
    zone: ZoneInfo,
    memory: Memory | None,
    spread: Spread,
    recollection: Recollection | None,
    dialect: Dialect,
) -> tuple[tuple[Problem, ...], Content]:
    problems, faulty = _read(scan, known, zone, memory, spread, dialect)
    heads = {path: row[1] for path, row in known.rows.items() if row[1]}
    claims = {path: row[6] for path, row in known.rows.items() if row[6]}
    _give_back()
    records = gather(scan, known, faulty, zone, memory, recollection)
    return problems, Content(records, heads, claims)


def _read(
    scan: Scan,
    known: Known,
    zone: ZoneInfo,
    memory: Memory | None,
    spread: Spread,
    dialect: Dialect,
) -> tuple[tuple[Problem, ...], dict[str, Parsed]]:
    """Have the rows of all files known that have no fault; all problems, and the faulty files."""
    kept = file_cache.read(memory, file_cache.describe(zone, dialect))
    file_cache.find(scan, kept, known)
    faulty = {file.path: unread(file) for file in scan.refused}
    faulty |= _parse(known, kept.rows, partial(read_files, zone=zone, dialect=dialect), spread)
    if memory is not None:
        file_cache.write(memory, kept, known)
    problems = [*scan.problems]
    problems += [problem for parsed in faulty.values() for problem in parsed.problems]
    problems += crosscheck.check(scan, known.rows, kept.rows, faulty, memory)
    return tuple(sorted(set(problems))), faulty


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
        _give_back()


def _give_back() -> None:
    """Let the system have the memory of what is gone: Python keeps some thousand small objects for
    reuse, each of which may hold a megabyte. A look for garbage lets go of them; it takes no time
    where all that there is counts as looked through."""
    gc.freeze()
    gc.collect()
    gc.unfreeze()


def locate(location: Path, where: Where) -> tuple[int, int]:
    """Line and column of a value in a file's front matter; (1, 1) once it can't be found there."""
    file = File("articles", location.name, str(location))
    text = files.read(file)
    found = [] if isinstance(text, Problem) else place_findings(file, text, [Finding(where, "")])
    return (found[0].line, found[0].column) if found else (1, 1)


def place(location: Path, path: str, found: Iterable[Finding]) -> list[Problem]:
    """Findings in the front matter of a file, as problems that name it by `path`."""
    file = File("articles", path, str(location))
    text = files.read(file)
    return [text] if isinstance(text, Problem) else place_findings(file, text, found)


def _parse(known: Known, kept: Mapping[str, Row], task: Task, spread: Spread) -> dict[str, Parsed]:
    """Read the files that aren't known; those without a fault become so, others are returned."""
    faulty: dict[str, Parsed] = {}
    starts = range(0, len(known.unknown), FILES_A_TASK)
    unread = [(file, kept.get(file.path)) for file in known.unknown]
    tasks = [unread[start : start + FILES_A_TASK] for start in starts]
    outcomes = spread(task, tasks)
    shared = Shared()
    for file, outcome in zip(known.unknown, chain.from_iterable(outcomes), strict=True):
        if outcome.stat is not None:
            known.note(file.path, outcome.digest, outcome.stat)
            known.warn(file.path, outcome.warnings)
        if isinstance(outcome.result, Parsed):
            faulty[file.path] = outcome.result
        else:
            known.rows[file.path] = share(outcome.result, shared)
    return faulty
