"""Which pages have read a name, by the names' places (`briefings.build.page_records`)."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from typing import TypeAlias

from briefings.cache.digest import Digest

FEW = 8
"""So few places are looked for one after the other, each in no time."""

PageRecord: TypeAlias = tuple[str, Digest, bytes]
"""How a page was made: of what (`subject_of`), with which bytes, from which names.

The last are places in the table of names, an array of C's unsigned ints. A plain tuple, as it comes
from the cache: there is one for each page.
"""


class Dependents:
    """An index of the pages that read each name, which a preview keeps."""

    def __init__(self, records: Mapping[str, PageRecord]) -> None:
        self._files: dict[int, list[str]] = defaultdict(list)
        self.follow(records, {})

    def follow(self, made: Mapping[str, PageRecord], had: Mapping[str, PageRecord]) -> None:
        """Know of pages that were made anew; `had` are the records of all pages before."""
        for file, record in made.items():
            before = set(_places(had[file])) if file in had else ()
            for place in _places(record):
                if place not in before:
                    self._files[place].append(file)

    def find(self, changed: Set[int], records: Mapping[str, PageRecord]) -> dict[str, int]:
        """The pages that read one of the `changed` names, each with the first of these."""
        # Some may have read a name in an earlier form only.
        files = {file for place in changed for file in self._files.get(place, ())}
        return search(changed, {file: records[file] for file in files if file in records})


def search(changed: Set[int], records: Mapping[str, PageRecord]) -> dict[str, int]:
    """The same, found by a look at all pages."""
    is_as_read = _reader(changed)
    return {
        file: min(changed & {*_places(record)})
        for file, record in records.items()
        if not is_as_read(record[2])
    }


def _places(record: PageRecord) -> Iterable[int]:
    return array("I", record[2])


def _reader(changed: Set[int]) -> Callable[[bytes], bool]:
    """Tells whether nothing of what was read, given as in a `PageRecord`, has changed."""
    if len(changed) > FEW:
        return lambda reads: changed.isdisjoint(array("I", reads))
    marks = [array("I", [place]).tobytes() for place in changed]

    def is_as_read(reads: bytes) -> bool:
        # Bytes of two neighbours may look like a place, too.
        looks_changed = any(mark in reads for mark in marks)
        return not looks_changed or changed.isdisjoint(array("I", reads))

    return is_as_read
