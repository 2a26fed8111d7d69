"""What changed in articles since they were published, from the git repository they are in.

    repository --one log--> versions of each file --blobs--> editions --compare--> revisions

A version counts only if it was published: drafts don't, nor does what was replaced before its
embargo ended. A file that is moved keeps its history; one that is deleted loses it, so that what
was withdrawn stays withdrawn. Remembered are the commit that was read last, each file's versions
and its revisions: of a later commit, only what it brought is read.
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
from briefings.history.published_version import Edition, read_edition
from briefings.history.word_diff import compare
from briefings.model import Article, Problem, Revision

FOLDER = "articles"

# A version's blob, the time of its commit in seconds since 1970, and the commit.
Version = tuple[str, int, str]
# Serialized revisions, oldest first; and until when an embargo withheld the last of them, as long
# as the article's file says so, else None.
Row = tuple[tuple[bytes, ...], int | None]
# Versions, oldest first, and what they came to; None of a single one.
Known = tuple[tuple[Version, ...], Row | None]
# The commit that was read last, the folder within the repository and the rules of the timezone.
Head = tuple[str | None, str, bytes]

HISTORY: Shelf[Known] = Shelf("content history", Known)
HEAD: Shelf[Head] = Shelf("content history head", Head)


@dataclass(frozen=True, slots=True, eq=False)
class Histories(Mapping[str, tuple[Revision, ...]]):
    """Revisions, oldest first, by the path of an article's file, of those that have any.

    They stay serialized, small enough to hand to another process; `digests` are theirs.
    """

    zone: ZoneInfo
    packed: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, bytes]:
        return {path: digest_bytes(encode(revisions)) for path, revisions in self.packed.items()}

    def __getitem__(self, path: str) -> tuple[Revision, ...]:
        return tuple(self._decode(revision) for revision in self.packed[path])

    def _decode(self, revision: bytes) -> Revision:
        """The revision, its time in the site's timezone again: MessagePack has it in UTC."""
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
    root: Path, project: Path, zone: ZoneInfo, articles: Iterable[Article], memory: Store | None
) -> Histories:
    """The histories of some articles as they are now, of the content folder `root`.

    Raises GitError when they can't be known in full.
    """
    known = _read_known(git.open_repository(root), zone, memory)
    top = path_of(root, project)
    above = "" if top == "." else f"{top}/"
    packed = {}
    for article in articles:
        _, row = known.get(article.path.removeprefix(above), ((), None))
        if row and (revisions := _public(row, article)):
            packed[article.path] = revisions
    return Histories(zone, packed)


def _public(row: Row, article: Article) -> tuple[bytes, ...]:
    """The revisions but for a last one that the article's own embargo doesn't cover."""
    revisions, embargo = row
    if embargo is None or (article.publish_at and article.publish_at.timestamp() == embargo):
        return revisions
    return revisions[:-1]


def _read_known(
    repository: git.Repository, zone: ZoneInfo, memory: Store | None
) -> dict[str, Known]:
    """All files' versions as of the head, with their revisions."""
    before = memory.read(HISTORY) if memory else {}
    names = before.keys()
    mark = repository.prefix, timezones.describe(zone)
    last, *made_for = memory.read(HEAD).get("", (None, "", b"")) if memory else (None, "", b"")
    if tuple(made_for) != mark:
        last, before = None, {}
    if last == repository.head:
        return before
    follows = last is not None and git.is_ahead(repository, last)
    versions = {path: of for path, (of, _) in before.items()} if follows else {}
    if repository.head is not None:
        _follow(versions, git.read_log(repository, FOLDER, last if follows else None))
    known: dict[str, Known] = {}
    with git.BlobReader(repository) as blobs:
        for path, of in versions.items():
            kept = before.get(path)
            known[path] = kept if kept and kept[0] == of else (of, _read_row(of, blobs, zone))
    if memory:
        changed = {path: of for path, of in known.items() if before.get(path) is not of}
        with memory.transaction():
            memory.write(HISTORY, changed, names - known.keys())
            memory.write(HEAD, {"": (repository.head, *mark)})
    return known


def _follow(versions: dict[str, tuple[Version, ...]], commits: Iterable[git.Commit]) -> None:
    """Have the versions of each file go on with some commits."""
    for commit in commits:
        moved = {of.before: versions.pop(of.before, ()) for of in commit.entries if of.before}
        for entry in commit.entries:
            if entry.blob is None or not entry.path.endswith(".md"):
                versions.pop(entry.path, None)
            else:
                earlier = moved[entry.before] if entry.before else versions.get(entry.path, ())
                versions[entry.path] = (*earlier, (entry.blob, commit.at, commit.id))


def _read_row(versions: tuple[Version, ...], blobs: git.BlobReader, zone: ZoneInfo) -> Row | None:
    if len({blob for blob, _, _ in versions}) < 2:
        return None
    revisions: list[bytes] = []
    embargo: int | None = None
    shown: Edition | None = None
    for place, (blob, at, commit) in enumerate(versions):
        edition = read_edition(blobs.read(blob), zone)
        if edition is None:
            continue
        opens = int(edition.publish_at.timestamp()) if edition.publish_at else at
        following = versions[place + 1][1] if place + 1 < len(versions) else None
        if opens > at and following is not None and following <= opens:
            continue
        changes = compare(shown, edition) if shown else ()
        if changes:
            on = dt.datetime.fromtimestamp(max(opens, at), zone)
            revisions.append(encode(Revision(on, commit, changes)))
            embargo = opens if opens > at and following is None else None
        shown = edition
    return (tuple(revisions), embargo) if revisions else None
