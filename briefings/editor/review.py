"""Warnings: what an editor should look at again, though it can be published.

A warning is about what content says and how it is sourced. So it changes only with the content, but
for days in the future (`future_dates`), and is cached with the lines where it stands.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import msgspec

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf, Store
from briefings.content import Loaded
from briefings.content.diagnostics import Where
from briefings.editor.claim_review import ClaimReview
from briefings.editor.finding_lines import group_by_path, place_findings
from briefings.editor.future_dates import find_future, find_late, holds_on
from briefings.editor.registry_checks import find_groundless, find_odd_parties, find_shared_names
from briefings.model import Problem, Site

# The warnings of a file: its digest and the findings; the line, column, message and hint of each.
Placed: TypeAlias = tuple[
    tuple[bytes, tuple[tuple[Where, str, str], ...]], tuple[tuple[int, int, str, str], ...]
]
PLACED: Shelf[Placed] = Shelf("warnings placed", Placed)


class Reviewed(msgspec.Struct, frozen=True, array_like=True):
    """Digests of all files and of all front matter that warnings are about, and the `days` between
    which the same ones are found."""

    files: bytes
    heads: bytes
    days: tuple[str, str]


REVIEWED: Shelf[Reviewed] = Shelf("warnings judged", Reviewed)


def find_warnings(
    loaded: Loaded, site: Site, content: Path, today: date, cache: Store | None = None
) -> list[Problem]:
    """Warnings about claims, registries, briefings and future days, sorted by place.

    Articles that another one replaces have none. `content` is the content folder; with a `cache`, a
    file is read for the lines of its warnings only if it has changed, or they have.
    """
    cached = cache.read(PLACED) if cache else {}
    reviewed = cache.read(REVIEWED).get("") if cache else None
    if reviewed and not holds_on(reviewed.days, today):
        reviewed = None
    whole = _digest(loaded.digests, site)
    if reviewed and reviewed.files == whole:
        return _to_problems(cached)
    # With problems some heads are missing, and what is missing can't be compared.
    heads = b"" if loaded.problems else _digest(loaded.heads, site)
    # The same heads have the same warnings; in a file that was edited, their lines may differ.
    if reviewed and heads and reviewed.heads == heads and _are_unchanged(cached, loaded):
        placed, days = cached, reviewed.days
    else:
        placed, days = _find(loaded, site, content, today, cached)
    if cache is not None:
        changed = {path: known for path, known in placed.items() if cached.get(path) != known}
        with cache.transaction():
            cache.write(PLACED, changed, cached.keys() - placed.keys())
            cache.write(REVIEWED, {"": Reviewed(whole, heads, days)})
    return _to_problems(placed)


def _digest(digests: Mapping[str, bytes], site: Site) -> bytes:
    parts = (site.language, site.content_dir, str(site.zone), sorted(digests.items()))
    # From version 3 on, marshal notes which objects are the same one, so equal parts may differ in
    # bytes.
    return digest_bytes(marshal.dumps(parts, 2))


def _are_unchanged(cached: Mapping[str, Placed], loaded: Loaded) -> bool:
    """Return whether the files with warnings still have the same lines."""
    return all(loaded.digests.get(path) == known[0][0] for path, known in cached.items())


def _find(
    loaded: Loaded, site: Site, content: Path, today: date, cached: Mapping[str, Placed]
) -> tuple[dict[str, Placed], tuple[str, str]]:
    """Return the warnings of each file, as they are cached; the days between which they are the
    same."""
    records = loaded.records
    claim_review = ClaimReview(records, site.language)
    replaced = {article.replaces for article in records.articles.values()}
    articles = [article for article in records.articles.values() if article.id not in replaced]
    future, days = find_future(records, articles, today)
    found = [
        (article.path, finding)
        for article in articles
        for place, claim in enumerate(article.claims)
        for finding in claim_review.review(article, claim, place)
    ]
    found += future
    found += find_late(articles)
    found += find_shared_names(records)
    found += find_odd_parties(records)
    found += find_groundless(records)
    placed: dict[str, Placed] = {}
    for path, findings in group_by_path(found).items():
        basis = loaded.digests[path], tuple((f.where, f.message, f.hint) for f in findings)
        known = cached.get(path)
        if known is None or known[0] != basis:
            problems = place_findings(path, findings, "warning", site, content)
            known = basis, tuple((p.line, p.column, p.message, p.hint) for p in problems)
        placed[path] = known
    return placed, days


def _to_problems(placed: Mapping[str, Placed]) -> list[Problem]:
    return sorted(
        Problem(path, line, column, message, hint, "warning")
        for path, known in placed.items()
        for line, column, message, hint in known[1]
    )
