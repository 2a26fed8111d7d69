"""Read what changed in articles since publication from their git repository.

    repository --log--> versions of each file --blobs--> published versions --compare--> revisions

A version counts only if it was published: not a draft, nor one that was replaced before its embargo
ended. A file that is moved keeps its history; one that is deleted loses it, so that what was
retracted stays so. The head that was read last, each file's versions and revisions are cached: of
later commits, only what they changed is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf, Store
from briefings.cache.serialization import decode, encode
from briefings.content import Loaded, timezones
from briefings.content.folder_scan import path_of
from briefings.history import git
from briefings.history.published_version import PublishedVersion, parse_version
from briefings.history.word_diff import compare
from briefings.model import Article, Problem, Revision

FOLDER = "articles"

Version = tuple[str, int, str]
"""A blob, the time of its commit in seconds since 1970, and the commit."""
Revisions = tuple[tuple[bytes, ...], int | None]
"""Serialized revisions, oldest first; and the end of the last one's embargo, which holds as long as
the article's file has it, else None."""
CachedHistory = tuple[tuple[Version, ...], Revisions | None]
"""A file's versions, oldest first, and its revisions, if it has any."""
Head = tuple[str | None, str, bytes]
"""The commit that was read last, the folder within the repository and the rules of the timezone."""

HISTORY: Shelf[CachedHistory] = Shelf("content history", CachedHistory)
HEAD: Shelf[Head] = Shelf("content history head", Head)


@dataclass(frozen=True, slots=True, eq=False)
class Histories(Mapping[str, tuple[Revision, ...]]):
    """Revisions of an article, oldest first, by the path of its file, if it has any.

    They stay serialized: small in memory, and quick to send to another process.
    """

    zone: ZoneInfo
    packed: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, bytes]:
        return {path: digest_bytes(encode(revisions)) for path, revisions in self.packed.items()}

    def __getitem__(self, path: str) -> tuple[Revision, ...]:
        return tuple(self._decode(revision) for revision in self.packed[path])

    def _decode(self, revision: bytes) -> Revision:
        """Return the revision, its time in the site's timezone again: MessagePack has it in UTC."""
        found: Revision = decode(revision, Revision)
        return replace(found, on=found.on.astimezone(self.zone))

    def __contains__(self, path: object) -> bool:
        return path in self.packed

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


def add_histories(
    loaded: Loaded, root: Path, project: Path, zone: ZoneInfo, cache: Store | None
) -> Loaded:
    """Return loaded content with the histories of its articles, read from git.

    `root` is the content folder. If they can't be read, that is a problem of the content.
    """
    try:
        histories = read_histories(root, project, zone, loaded.records.articles.values(), cache)
    except git.GitError as error:
        problem = Problem(path_of(root, project), 1, 1, error.message, error.hint)
        return replace(loaded, problems=tuple(sorted({*loaded.problems, problem})))
    records = replace(loaded.records, histories=histories)
    content = replace(loaded.content, records=records)
    return replace(loaded, read=lambda: content, histories=histories.digests)


def read_histories(
    root: Path, project: Path, zone: ZoneInfo, articles: Iterable[Article], cache: Store | None
) -> Histories:
    """Read the histories of articles in the content folder `root`.

    Raises GitError if they aren't complete.
    """
    by_path = _read(git.open_repository(root), zone, cache)
    top = path_of(root, project)
    above = "" if top == "." else f"{top}/"
    packed = {}
    for article in articles:
        _, revisions = by_path.get(article.path.removeprefix(above), ((), None))
        if revisions and (published := _published(revisions, article)):
            packed[article.path] = published
    return Histories(zone, packed)


def _published(revisions: Revisions, article: Article) -> tuple[bytes, ...]:
    """Drop a last revision whose embargo the article itself no longer has."""
    serialized, embargo = revisions
    if embargo is None or (article.publish_at and article.publish_at.timestamp() == embargo):
        return serialized
    return serialized[:-1]


def _read(
    repository: git.Repository, zone: ZoneInfo, cache: Store | None
) -> dict[str, CachedHistory]:
    """Return the history of each file as of the head, by its path within the repository."""
    before = cache.read(HISTORY) if cache else {}
    stored = before.keys()
    settings = repository.prefix, timezones.describe(zone)
    # Times are shown in the zone, and paths are relative to the folder.
    last, *made_with = cache.read(HEAD).get("", (None, "", b"")) if cache else (None, "", b"")
    if tuple(made_with) != settings:
        last, before = None, {}
    if last == repository.head:
        return before
    # A head that isn't a first-parent descendant of the last one, after a rebase, is read in full.
    is_ahead = last is not None and git.is_ahead(repository, last)
    versions = {path: versions for path, (versions, _) in before.items()} if is_ahead else {}
    if repository.head is not None:
        _add_commits(versions, git.read_log(repository, FOLDER, last if is_ahead else None))
    histories: dict[str, CachedHistory] = {}
    with git.BlobReader(repository) as blobs:
        for path, of_file in versions.items():
            known = before.get(path)
            if known is None or known[0] != of_file:
                known = of_file, _compare_versions(of_file, blobs, zone)
            histories[path] = known
    if cache:
        changed = {path: new for path, new in histories.items() if before.get(path) is not new}
        # A head without its versions would hide all commits up to it.
        with cache.transaction():
            cache.write(HISTORY, changed, stored - histories.keys())
            cache.write(HEAD, {"": (repository.head, *settings)})
    return histories


def _add_commits(versions: dict[str, tuple[Version, ...]], commits: Iterable[git.Commit]) -> None:
    """Add commits to the versions of each file."""
    for commit in commits:
        # All moves of a commit first: two files may have taken each other's names.
        moved = {e.before: versions.pop(e.before, ()) for e in commit.entries if e.before}
        for entry in commit.entries:
            if entry.blob is None or not entry.path.endswith(".md"):
                versions.pop(entry.path, None)
            else:
                earlier = moved[entry.before] if entry.before else versions.get(entry.path, ())
                versions[entry.path] = (*earlier, (entry.blob, commit.at, commit.id))


def _compare_versions(
    versions: tuple[Version, ...], blobs: git.BlobReader, zone: ZoneInfo
) -> Revisions | None:
    """Return the changes between versions that were published one after the other, if any."""
    # A move alone changes no word, and no blob has to be read.
    if len({blob for blob, _, _ in versions}) < 2:
        return None
    revisions: list[bytes] = []
    embargo: int | None = None
    shown: PublishedVersion | None = None
    for place, (blob, at, commit) in enumerate(versions):
        version = parse_version(blobs.read(blob), zone)
        if version is None:
            continue
        opens = int(version.publish_at.timestamp()) if version.publish_at else at
        following = versions[place + 1][1] if place + 1 < len(versions) else None
        if opens > at and following is not None and following <= opens:
            continue
        changes = compare(shown, version) if shown else ()
        if changes:
            on = dt.datetime.fromtimestamp(max(opens, at), zone)
            revisions.append(encode(Revision(on, commit, changes)))
            embargo = opens if opens > at and following is None else None
        shown = version
    return (tuple(revisions), embargo) if revisions else None
