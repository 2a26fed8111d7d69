"""First mentions of regions and actors in a text, by the names that the registries give them.

`index_mentions` runs once; `find_mentions` then looks each word of a text up in a dictionary of the
names' first words, so its time hardly depends on how many names there are. Spellings of one name
are one, by `briefings.model.folding`; nothing is a mention within an address or a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefings.model import Actor, Region
from briefings.model.folding import DOUBLE, HYPHENS, SINGLE, drop_ignorable, fold
from briefings.render.word_boundaries import (
    FIRST_WORD,
    IN_WORD,
    WITHOUT_SPACES,
    Addresses,
    splits_word,
)

KINDS = {
    "'": f"[{re.escape(SINGLE)}]",
    '"': f"[{re.escape(DOUBLE)}]",
    "-": f"[{re.escape(HYPHENS)}]",
    " ": r"\s+",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, or a phrase that only looks like one, with the addresses of whom it concerns.

    `pattern` matches from the phrase's first word on; `offset` is where that word starts.
    """

    pattern: re.Pattern[str]
    offset: int
    length: int
    owners: tuple[str, ...]
    excluded: bool


@dataclass(frozen=True, slots=True)
class Mentions:
    """Phrases by their first word, longest first; `ids` are the records' ids by address.

    `words` finds the words that start with a letter that some phrase starts with: with capitals
    alone, one word in ten of a text. Where words have no spaces between them, it finds letters.
    """

    words: re.Pattern[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    ids: Mapping[str, str]


@dataclass(slots=True)
class Reading:
    """How far the mentions of one body have been found; `tagged` and `skipped` are ids.

    `is_plain` says that no run of it holds what `folding` ignores.
    """

    tagged: Collection[str] = ()
    skipped: Collection[str] = ()
    is_plain: bool = False
    found: set[str] = field(default_factory=set)


def index_mentions(records: Iterable[Region | Actor]) -> Mentions:
    """Index the names and aliases of all records, and the phrases that only look like one."""
    owners: dict[tuple[str, bool], dict[str, None]] = {}
    ids = {}
    for record in records:
        ids[record.url] = record.id
        for name in (record.name, *record.aliases):
            owners.setdefault((fold(name), False), {})[record.url] = None
        for name in record.excluded:
            owners.setdefault((fold(name), True), {})[record.url] = None
    phrases: dict[str, list[Phrase]] = {}
    for (name, excluded), urls in owners.items():
        if first := FIRST_WORD.search(name):
            phrase = Phrase(_pattern(name), first.start(), len(name), tuple(urls), excluded)
            phrases.setdefault(first[0], []).append(phrase)
    return Mentions(
        _words(phrases),
        {
            # What only looks like a name is found before the name, and bars it.
            word: tuple(sorted(all_, key=lambda p: (not p.excluded, -p.length)))
            for word, all_ in phrases.items()
        },
        ids,
    )


def find_mentions(
    text: str, mentions: Mentions, reading: Reading
) -> Iterator[tuple[int, int, str]]:
    """First mentions in a run of text: start, end and the address of the record.

    What was found is added to `reading`, so that the runs of one body can be read in turn. A name
    that several records share is linked when exactly one of them is tagged.
    """
    phrases = mentions.phrases
    barred: dict[str, int] = {}
    position = 0
    text, places = (text, None) if reading.is_plain else drop_ignorable(text)
    addresses: Addresses | None = None
    for word in mentions.words.finditer(text):
        for phrase in phrases.get(word[0], ()):
            start = word.start() - phrase.offset
            if start < 0 or not (match := phrase.pattern.match(text, start)):
                continue
            end = match.end()
            if splits_word(text, start) or splits_word(text, end):
                continue
            if phrase.excluded:
                barred |= {url: max(end, barred.get(url, 0)) for url in phrase.owners}
                continue
            owners = [url for url in phrase.owners if barred.get(url, 0) <= start]
            if start < position or not owners:
                continue
            position = end
            url = _only(owners, mentions, reading)
            if url and url not in reading.found and mentions.ids[url] not in reading.skipped:
                # Not before something is to be linked: most runs of text have no name in them.
                addresses = addresses or Addresses(text)
                if not addresses.hold(start, end):
                    reading.found.add(url)
                    yield (places[start], places[end - 1] + 1, url) if places else (start, end, url)
            break


def _only(owners: list[str], mentions: Mentions, reading: Reading) -> str | None:
    if len(owners) > 1:
        owners = [url for url in owners if mentions.ids[url] in reading.tagged]
    return owners[0] if len(owners) == 1 else None


def _words(firsts: Iterable[str]) -> re.Pattern[str]:
    letters = sorted({word[0] for word in firsts})
    joined = "".join(re.escape(c) for c in letters if not WITHOUT_SPACES.match(c))
    single = "".join(c for c in letters if WITHOUT_SPACES.match(c))
    kinds = []
    if joined:
        kinds.append(rf"[{joined}](?<!{IN_WORD}.){IN_WORD}*")
    if single:
        kinds.append(f"[{single}]")
    return re.compile("|".join(kinds) or r"(?!)", re.DOTALL)


def _pattern(name: str) -> re.Pattern[str]:
    """A folded name, each of whose characters matches all that count as the same one."""
    return re.compile("".join(KINDS.get(c) or re.escape(c) for c in name))
