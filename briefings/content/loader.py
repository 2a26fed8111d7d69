"""The content folder -> records and problems, all at once.

    folder --scan--> files --unchanged: in the file cache--> entries --collect--> records
                       '-----changed: read and parse---------'  '--cross-check--> problems

With a cache, unchanged files are neither opened nor parsed again; while no file has changed at all,
records aren't put together before somebody reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from briefings.cache.memo import Memo
from briefings.cache.protocol import Store
from briefings.content import folder_scan, timezones
from briefings.content.dialect import Dialect
from briefings.content.file_cache import FileCache
from briefings.content.files import File
from briefings.content.folder_scan import Scan
from briefings.content.parse_result import Parsed, unread
from briefings.model import ContentError, Problem, Records

if TYPE_CHECKING:
    from briefings.content.file_reader import Changed, Outcome

FILES_A_TASK = 64

Task: TypeAlias = "Callable[[Sequence[Changed]], list[Outcome]]"
Spread: TypeAlias = "Callable[[Task, Sequence[Sequence[Changed]]], Iterable[list[Outcome]]]"
"""Applies a function to each of many values, here or in other processes: `map` is one."""


@dataclass(frozen=True, slots=True)
class Content:
    """The records of a load, and the digests by path of those in files without a fault.

    `heads` are digests of all but the body, `claims` of each of an article's claims, one after the
    other.
    """

    records: Records
    heads: Mapping[str, bytes]
    claims: Mapping[str, bytes]


@dataclass(frozen=True)
class Loaded:
    """What the content folder holds. With problems, its records are what could be read of it.

    problems: sorted by path and place
    digests: of all files that could be read, media included, by path
    read: gives the records; raises ContentError for a file that has changed in the meantime
    histories: digests of articles' histories, by path
    warnings: about single files, without those that have a problem
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


@dataclass(frozen=True, slots=True)
class Loader:
    """Loads a content folder, drafts and embargoed articles included.

    root: the content folder
    zone: the site's timezone
    project: the folder that paths in problems and records are relative to
    cache: parse results of the previous run
    spread: how to parse changed files, such as `map` or that of an executor
    memo: records of this process's previous load
    dialect: the Markdown that texts are written in
    docs: the folder of the site's own pages, if it isn't in the content folder
    media_types: suffixes of files to publish besides the usual ones
    """

    root: Path
    zone: ZoneInfo
    project: Path
    cache: Store | None = None
    spread: Spread = map
    memo: Memo | None = None
    dialect: Dialect = field(default_factory=Dialect)
    docs: Path | None = None
    media_types: frozenset[str] = frozenset()

    def load(self) -> Loaded:
        """Load the folder. Faulty content never raises."""
        scan = folder_scan.scan(self.root, self.project, self.docs, self.media_types)
        settings = timezones.describe(self.zone) + b"\0" + self.dialect.describe()
        files = FileCache(self.cache, settings)
        if files.is_unchanged(scan):
            files.write_stats()
            read_later = partial(self._read_unchanged, scan, files)
            return Loaded((), files.digests, read_later, warnings=files.warnings)
        problems, content = self._read(scan, files)
        files.write_snapshot(problems)
        return Loaded(problems, files.digests, lambda: content, warnings=files.warnings)

    def _read(self, scan: Scan, files: FileCache) -> tuple[tuple[Problem, ...], Content]:
        # Imported here, as is the parser below: a build without a change needs neither.
        from briefings.content import crosscheck
        from briefings.content.collect import collect

        changed = files.find_changed(scan)
        faulty = {file.path: unread(file) for file in scan.refused}
        faulty |= self._parse(changed, files)
        # Before the cross-check, which may find problems: parsed files stay parsed all the same.
        files.write()
        problems = {*scan.problems, *crosscheck.check(scan, files, faulty, self.cache)}
        problems.update(problem for parsed in faulty.values() for problem in parsed.problems)
        entries = files.entries.items()
        heads = {path: entry.head for path, entry in entries if entry.head}
        claims = {path: entry.claim_digests for path, entry in entries if entry.claim_digests}
        records = collect(scan, files, faulty, self.zone, self.cache, self.memo)
        return tuple(sorted(problems)), Content(records, heads, claims)

    def _read_unchanged(self, scan: Scan, files: FileCache) -> Content:
        problems, content = self._read(scan, files)
        if problems:
            raise ContentError(problems)
        return content

    def _parse(self, changed: Sequence[File], files: FileCache) -> dict[str, Parsed]:
        """Read and parse changed files into `files`; return those with a fault, by path."""
        if not changed:
            return {}
        from briefings.content.file_reader import read_files

        task = partial(read_files, zone=self.zone, dialect=self.dialect)
        batches = [
            [
                (file, files.previous.get(file.path))
                for file in changed[start : start + FILES_A_TASK]
            ]
            for start in range(0, len(changed), FILES_A_TASK)
        ]
        faulty: dict[str, Parsed] = {}
        outcomes = chain.from_iterable(self.spread(task, batches))
        for file, outcome in zip(changed, outcomes, strict=True):
            files.add(file, outcome)
            if isinstance(outcome.result, Parsed):
                faulty[file.path] = outcome.result
        return faulty
