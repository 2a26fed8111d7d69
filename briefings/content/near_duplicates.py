"""Articles that read alike, found by an index of their shingles (`briefings.content.shingles`).

An article is looked for in the index of its day and of the `WINDOW` days before it, so its work
doesn't grow with the archive: what is copied is copied within days, and a text that comes back
after weeks, such as a background, isn't told once more but published anew. A day's finds depend on
the days of its window alone, and are remembered by their digest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from math import sqrt
from typing import TypeAlias

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Memory
from briefings.content.shingles import RATE, THRESHOLD, contained, read_sketch
from briefings.model import Article, NearDuplicate

WINDOW = 7
"""Days before its own in which an article's likes are looked for."""

INDEXED = 2 * RATE
"""The hashes that this divides find who may be alike; all that are in the sketches judge it."""

MOST = 64
"""A shingle that more articles of one day share is no passage of a story, but of a page's frame."""

COPIES = "content copies"

# An article's id with its sketch.
Sketched: TypeAlias = tuple[str, bytes]

# Of a day: its articles' dates, ids and sketches as they come; and in order, with their digest.
Day: TypeAlias = tuple[list[tuple[datetime, str, bytes]], list[Sketched], bytes]
Days: TypeAlias = dict[date, Day]


def find(
    articles: Iterable[Article],
    sketches: Mapping[str, bytes],
    memory: Memory | None,
    days: Days | None = None,
) -> tuple[NearDuplicate, ...]:
    """All pairs of articles that read alike; `sketches` are by path.

    `days` are those of the last time in this process; they become those of now.
    """
    days = {} if days is None else days
    _bring_up(days, articles, sketches)
    marks = {day: mark for day, (_, _, mark) in days.items()}
    kept = memory.read(COPIES) if memory else {}
    found: dict[str, tuple[bytes, tuple[tuple[str, str, int], ...]]] = {}
    window = _Window({day: of for day, (_, of, _) in days.items()})
    for day in sorted(days):
        mark = b"".join(marks.get(other, b"-") for other in _near(day))
        known = kept.get(day.isoformat())
        if known is None or known[0] != mark:
            window.move_to(day)
            known = mark, tuple(window.search())
        found[day.isoformat()] = known
    if memory is not None:
        changed = {day: known for day, known in found.items() if kept.get(day) is not known}
        memory.write(COPIES, changed, kept.keys() - found.keys())
    return tuple(NearDuplicate(*pair) for _, pairs in found.values() for pair in pairs)


def _bring_up(days: Days, articles: Iterable[Article], sketches: Mapping[str, bytes]) -> None:
    """Make days those of some articles, each of which stays as long as all of its articles do."""
    now: dict[date, list[tuple[datetime, str, bytes]]] = defaultdict(list)
    for article in articles:
        now[article.day].append((article.date, article.id, sketches[article.path]))
    for day in days.keys() - now.keys():
        del days[day]
    for day, found in now.items():
        held = days.get(day)
        if held is None or held[0] != found:
            of = [(id_, sketch) for _, id_, sketch in sorted(found)]
            days[day] = found, of, _mark(of)


def _mark(of: Sequence[Sketched]) -> bytes:
    parts = (f"{id_} {len(sketch)} ".encode() + sketch for id_, sketch in of)
    return digest_bytes(b"".join(parts))


def _near(day: date) -> list[date]:
    """A day's window, oldest first."""
    return [day - timedelta(past) for past in range(WINDOW, -1, -1)]


def _indexed(hashes: Iterable[int]) -> list[int]:
    return [hash_ for hash_ in hashes if hash_ % INDEXED == 0]


def _fewest(indexed: float) -> float:
    """What a text of so many hashes in the index shares with a copy, but for one in a thousand:
    three deviations less than the threshold asks for, since the index has but some hashes.
    """
    return THRESHOLD * indexed - 3 * sqrt(THRESHOLD * (1 - THRESHOLD) * indexed)


class _Window:
    """The articles of a day and of those before it, by their hashes; it moves on in time."""

    def __init__(self, days: Mapping[date, Sequence[Sketched]]) -> None:
        self.days = days
        self.within: dict[date, Mapping[int, Sequence[str]]] = {}
        self.hashes: dict[str, frozenset[int]] = {}
        # How many hashes of the index an article shares with one that is its like, at least.
        self.fewest: dict[str, float] = {}
        # The ids of one hash are in the order of their days.
        self.index: dict[int, list[str]] = defaultdict(list)

    def move_to(self, day: date) -> None:
        near = _near(day)
        for past in [past for past in self.within if past < near[0]]:
            self._remove(past)
        for other in near:
            if other in self.days and other not in self.within:
                self._add(other)

    def search(self) -> list[tuple[str, str, int]]:
        """The pairs of the last day's articles with earlier ones, by ids, and what they share in
        percent.
        """
        day = max(self.within)
        likes: list[tuple[str, str, int]] = []
        later = {id_ for id_, _ in self.days[day]}
        for id_, _ in self.days[day]:
            hashes = self.hashes[id_]
            indexed = self.index.keys() & _indexed(hashes)
            shared = Counter(chain.from_iterable(map(self.index.__getitem__, indexed)))
            fewest = self.fewest[id_]
            likely = [of for of, n in shared.items() if n >= fewest or n >= self.fewest[of]]
            for like in likely:
                if like not in later:
                    share = contained(hashes, self.hashes[like])
                    if share >= THRESHOLD:
                        likes.append((id_, like, round(100 * share)))
            later.discard(id_)
        return sorted(likes)

    def _add(self, day: date) -> None:
        of: dict[int, list[str]] = defaultdict(list)
        for id_, sketch in self.days[day]:
            hashes = self.hashes[id_] = read_sketch(sketch)
            self.fewest[id_] = _fewest(len(hashes) * RATE / INDEXED)
            for hash_ in _indexed(hashes):
                of[hash_].append(id_)
        self.within[day] = {hash_: ids for hash_, ids in of.items() if len(ids) <= MOST}
        for hash_, ids in self.within[day].items():
            self.index[hash_] += ids

    def _remove(self, day: date) -> None:
        for hash_, ids in self.within.pop(day).items():
            del self.index[hash_][: len(ids)]
            if not self.index[hash_]:
                del self.index[hash_]
        for id_, _ in self.days[day]:
            del self.hashes[id_], self.fewest[id_]
