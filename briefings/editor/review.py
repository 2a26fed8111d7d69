"""What an editor should look at again, though it can be published: warnings and notes.

A warning is about what content says and how it is sourced, so it comes and goes with the content,
but for days that haven't come yet. Notes are of what is no fault in itself: a dispute that has been
left alone, which depends on the clock too, and copies.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import msgspec

from briefings.archive import Archive
from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf, Store
from briefings.content import Loaded, place
from briefings.content.diagnostics import Finding, Where
from briefings.editor.future_dates import find_future, find_late, holds_on
from briefings.editor.registry_checks import find_groundless, find_odd_parties, find_shared_names
from briefings.model import Actor, Article, Claim, Problem, Records, Site, Source, Status
from briefings.model.problem import Severity

PATIENCE = timedelta(days=30)
"""How long a dispute may stay open before an editor is reminded of it."""

# Of a file with warnings: its digest and what they say; and the line, column, message and hint of
# each.
Placed: TypeAlias = tuple[
    tuple[bytes, tuple[tuple[Where, str, str], ...]], tuple[tuple[int, int, str, str], ...]
]
PLACED: Shelf[Placed] = Shelf("warnings placed", Placed)


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """Digests of all files, and of all front matter, that warnings are about; and between which
    `days` the same is found."""

    files: bytes
    heads: bytes
    days: tuple[str, str]


JUDGED: Shelf[Judged] = Shelf("warnings judged", Judged)


def find_warnings(
    loaded: Loaded, site: Site, content: Path, today: date, memory: Store | None = None
) -> list[Problem]:
    """What is unclear in claims, of all articles that no other replaces, in registries and
    briefings, and days after `today`; sorted by place.

    `content` is the content folder; with a `memory`, a file is read for the lines of its warnings
    only if it has changed, or they have.
    """
    kept = memory.read(PLACED) if memory else {}
    judged = memory.read(JUDGED).get("") if memory else None
    if judged and not holds_on(judged.days, today):
        judged = None
    whole = _mark(loaded.digests, site)
    if judged and judged.files == whole:
        return _told(kept)
    heads = b"" if loaded.problems else _mark(loaded.heads, site)
    if judged and heads and judged.heads == heads and _are_unchanged(kept, loaded):
        placed, days = kept, judged.days
    else:
        placed, days = _judge(loaded, site, content, today, kept)
    if memory is not None:
        changed = {path: known for path, known in placed.items() if kept.get(path) != known}
        with memory.transaction():
            memory.write(PLACED, changed, kept.keys() - placed.keys())
            memory.write(JUDGED, {"": Judged(whole, heads, days)})
    return _told(placed)


def _mark(digests: Mapping[str, bytes], site: Site) -> bytes:
    parts = (site.language, site.content_dir, str(site.zone), sorted(digests.items()))
    return digest_bytes(marshal.dumps(parts, 2))


def _are_unchanged(kept: Mapping[str, Placed], loaded: Loaded) -> bool:
    """Whether the files with warnings still have the same lines."""
    return all(loaded.digests.get(path) == known[0][0] for path, known in kept.items())


def _judge(
    loaded: Loaded, site: Site, content: Path, today: date, kept: Mapping[str, Placed]
) -> tuple[dict[str, Placed], tuple[str, str]]:
    """By path, what the warnings of a file rest on, and where they stand, as it is kept; and
    between which days they are the same."""
    records = loaded.records
    judge = _Judge(records, site.language)
    replaced = {article.replaces for article in records.articles.values()}
    articles = [article for article in records.articles.values() if article.id not in replaced]
    future, days = find_future(records, articles, today)
    found = [
        (article.path, finding)
        for article in articles
        for place, claim in enumerate(article.claims)
        for finding in judge.claim(article, claim, place)
    ]
    found += future
    found += find_late(articles)
    found += find_shared_names(records)
    found += find_odd_parties(records)
    found += find_groundless(records)
    placed: dict[str, Placed] = {}
    for path, findings in _by_path(found).items():
        mark = loaded.digests[path], tuple((f.where, f.message, f.hint) for f in findings)
        known = kept.get(path)
        if known is None or known[0] != mark:
            problems = _place(path, findings, "warning", site, content)
            known = mark, tuple((p.line, p.column, p.message, p.hint) for p in problems)
        placed[path] = known
    return placed, days


def _told(placed: Mapping[str, Placed]) -> list[Problem]:
    return sorted(
        Problem(path, line, column, message, hint, "warning")
        for path, known in placed.items()
        for line, column, message, hint in known[1]
    )


def find_notes(
    records: Records, archive: Archive, today: date, site: Site, content: Path
) -> list[Problem]:
    """Copies, disputes that have been open for long, and those that show on one side alone, sorted
    by place.

    `archive` is of what is published of the records; `today` is the site's.
    """
    articles = records.articles
    disputed = {claim.id for claim in archive.ledger.disputes}
    found = [
        (articles[claim.article].path, finding)
        for claim in archive.ledger.disputes
        if not (
            claim.relation == "denies" and claim.answers in disputed
        )  # reported on the other side
        for finding in _left_alone(claim, archive, today)
    ]
    found += _one_sided(archive)
    found += _copies(records)
    return sorted(
        problem
        for path, findings in _by_path(found).items()
        for problem in _place(path, findings, "note", site, content)
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    records: Records
    language: str

    def claim(self, article: Article, claim: Claim, place: int) -> Iterator[Finding]:
        where = ("claims", place)
        source = self.records.sources.get(claim.source)
        if source:
            if not _is_primary(source, claim):
                kind = "an aggregator" if source.kind == "aggregator" else "somebody else's account"
                yield Finding(
                    (*where, "source"),
                    f"a claim without a primary source: '{source.id}' is {kind}",
                    "name where it was said as its 'source', and this one as its 'via'",
                )
            if _is_foreign(source, claim, article.lang or self.language):
                yield Finding(
                    (*where, "quote"),
                    f"a verbatim quote in another language than its source's, '{source.lang}'",
                    "write 'fidelity: translated', or quote the original",
                )
        if claim.kind == "control" and not claim.regions:
            yield Finding(
                (*where, "kind"),
                "a control claim without a region",
                "say of which: 'regions: [...]'",
            )
        for number, entry in enumerate(claim.status):
            if entry.is_ == "confirmed" and self._is_own(entry, claim):
                yield Finding(
                    (*where, "status", number, "by"),
                    f"confirmed by the claimant's own side: '{entry.by}'",
                    "rest it on somebody else, or leave it claimed",
                )

    def _is_own(self, entry: Status, claim: Claim) -> bool:
        """Whether an entry rests on a source, or on a claim, of a claimant or its party alone."""
        own = self._sides(claim.by)
        article, mark, _ = entry.by.partition("#")
        if not mark:
            source = self.records.sources.get(entry.by)
            return source is not None and not own.isdisjoint(self._sides_of(source))
        holder = self.records.articles.get(article)
        ground = next((c for c in holder.claims if c.id == entry.by), None) if holder else None
        return ground is not None and all(self._sides([id_]) & own for id_ in ground.by)

    def _sides(self, actors: Iterable[str]) -> set[str]:
        """Actors and their parties."""
        known: list[Actor | None] = [self.records.actors.get(id_) for id_ in actors]
        return {side for actor in known if actor for side in (actor.id, actor.party) if side}

    def _sides_of(self, source: Source) -> set[str]:
        owner = self._sides([source.owner]) if source.owner else set()
        return owner | ({source.party} if source.party else set())


def _is_primary(source: Source, claim: Claim) -> bool:
    """Aggregators retell; an account is its owner's, and no source for what others say."""
    if source.kind == "social":
        return source.owner in claim.by
    return source.kind != "aggregator"


def _is_foreign(source: Source, claim: Claim, language: str) -> bool:
    if not claim.quote or claim.fidelity != "verbatim" or source.lang is None:
        return False
    return _main_language(source.lang) != _main_language(language)


def _main_language(tag: str) -> str:
    """`en` of `en-GB`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _left_alone(claim: Claim, archive: Archive, today: date) -> Iterator[Finding]:
    since = archive.ledger.history(claim)[-1].on
    if today - since > PATIENCE:
        place = [c.id for c in archive.article_of(claim).claims].index(claim.id)
        yield Finding(
            ("claims", place, "id"),
            f"'{claim.id}' has been disputed since {since} without an entry",
            "add one to its 'status' once there is something to rest it on",
        )


def _one_sided(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Disputes that an editor rests on another actor's claim which denies nothing: on that claim's
    page no dispute shows."""
    claims = archive.ledger.claims
    for claim in claims.values():
        for number, entry in enumerate(claim.status):
            ground = claims.get(entry.by) if entry.is_ == "disputed" else None
            if ground is None or set(ground.by) <= set(claim.by) or _is_rival(ground, claim):
                continue
            article = archive.article_of(claim)
            place = [c.id for c in article.claims].index(claim.id)
            yield (
                article.path,
                Finding(
                    ("claims", place, "status", number, "by"),
                    f"'{ground.id}' doesn't deny this claim, so it isn't shown as disputed itself",
                    f"write 'denies: {claim.id}' there, and both sides are",
                ),
            )


def _is_rival(other: Claim, claim: Claim) -> bool:
    denial = other.relation == "denies" and other.answers == claim.id
    return denial or (claim.relation == "denies" and claim.answers == other.id)


def _copies(records: Records) -> Iterator[tuple[str, Finding]]:
    """Each article that reads like an earlier one, with the likest of those."""
    articles = records.articles
    replaced = {article.replaces for article in articles.values()}
    best: dict[str, tuple[int, str]] = {}
    for like in records.near_duplicates:
        if replaced.isdisjoint((like.article, like.earlier)):
            best[like.article] = max(best.get(like.article, (0, "")), (like.share, like.earlier))
    for id_, (share, earlier) in best.items():
        message = f"a copy or nearly one of '{earlier}': {share} % of the shorter text is in both"
        hint = f"if it takes that one's place, write 'replaces: {earlier}'"
        yield articles[id_].path, Finding(("title",), message, hint)


def _by_path(found: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = defaultdict(list)
    for path, finding in found:
        files[path].append(finding)
    return files


def _place(
    path: str, found: Iterable[Finding], severity: Severity, site: Site, content: Path
) -> list[Problem]:
    """Findings of a file, which is read for their lines."""
    file = content / PurePosixPath(path).relative_to(site.content_dir)
    return [replace(problem, severity=severity) for problem in place(file, path, found)]
