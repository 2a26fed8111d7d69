"""Articles that read alike, found by an index of their shingles (`briefings.content.shingles`).

An article is looked for in the index of its day and of the `WINDOW` days before it, so its work
doesn't grow with the archive: what is copied is copied within days, and a text that comes back
after weeks, such as a background, isn't told once more but published anew. A day's finds depend on
the days of its window alone, and are remembered by their digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeAlias

from briefings.content.files import SIZE
from briefings.content.memory import Memory
from briefings.content.shingles import RATE, THRESHOLD, contained, read_sketch
from briefings.model import Article, Likeness

WINDOW = 7
"""Days before its own in which an article's likes are looked for."""

INDEXED = 2 * RATE
"""The hashes that this divides find who may be alike; all that are in the sketches judge it."""

MOST = 64
"""A shingle that more articles of one day share is no passage of a story, but of a page's frame."""

COPIES = "content copies"

# An article's id with its sketch.
Sketched: TypeAlias = tuple[str, bytes]


def find(
    articles: Iterable[Article], sketches: Mapping[str, bytes], memory: Memory | None
) -> tuple[Likeness, ...]:
    """All pairs of articles that read alike; `sketches` are by path."""
    days: dict[date, list[Sketched]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: (a.date, a.id)):
        days[article.day].append((article.id, sketches[article.path]))
    marks = {day: _mark(of) for day, of in days.items()}
    kept = memory.read(COPIES) if memory else {}
    found: dict[str, tuple[bytes, tuple[tuple[str, str, int], ...]]] = {}
    indexes: dict[date, dict[int, list[str]]] = {}
    for day in sorted(days):
        near = [day - timedelta(past) for past in range(WINDOW, -1, -1)]
        mark = b"".join(marks.get(other, b"-") for other in near)
        known = kept.get(day.isoformat())
        if known is None or known[0] != mark:
            for other in near:
                if other in days and other not in indexes:
                    indexes[other] = _index(days[other])
            likes = _search(day, [other for other in near if other in days], days, indexes)
            known = mark, tuple(likes)
        found[day.isoformat()] = known
    if memory is not None:
        changed = {day: known for day, known in found.items() if kept.get(day) is not known}
        memory.write(COPIES, changed, kept.keys() - found.keys())
    return tuple(Likeness(*pair) for _, pairs in found.values() for pair in pairs)


def _mark(of: Sequence[Sketched]) -> bytes:
    parts = (f"{id_} {len(sketch)} ".encode() + sketch for id_, sketch in of)
    return blake2b(b"".join(parts), digest_size=SIZE).digest()


def _index(of: Sequence[Sketched]) -> dict[int, list[str]]:
    """The articles of a day by those hashes that the index has."""
    index: dict[int, list[str]] = defaultdict(list)
    for id_, sketch in of:
        for hash_ in _indexed(read_sketch(sketch)):
            index[hash_].append(id_)
    return {hash_: ids for hash_, ids in index.items() if len(ids) <= MOST}


def _indexed(hashes: Iterable[int]) -> list[int]:
    return [hash_ for hash_ in hashes if hash_ % INDEXED == 0]


def _search(
    day: date,
    near: Sequence[date],
    days: Mapping[date, Sequence[Sketched]],
    indexes: Mapping[date, Mapping[int, Sequence[str]]],
) -> list[tuple[str, str, int]]:
    """The pairs of a day's articles with earlier ones, by ids, and what they share in percent."""
    sketches = {id_: sketch for other in near for id_, sketch in days[other]}
    likes: list[tuple[str, str, int]] = []
    earlier: set[str] = set()
    for id_, sketch in days[day]:
        hashes = set(read_sketch(sketch))
        indexed = set(_indexed(hashes))
        shared: dict[str, int] = defaultdict(int)
        for other in near:
            for hash_ in indexes[other].keys() & indexed:
                for like in indexes[other][hash_]:
                    shared[like] += 1
        for like, count in shared.items():
            # Half of what the threshold asks for: the index has but some of the hashes.
            fewest = THRESHOLD / 2 * min(len(hashes), len(sketches[like]) // 4) * RATE / INDEXED
            if count >= fewest and (like in earlier or like[:10] != id_[:10]):
                share = contained(hashes, read_sketch(sketches[like]))
                if share >= THRESHOLD:
                    likes.append((id_, like, round(100 * share)))
        earlier.add(id_)
    return sorted(likes)
