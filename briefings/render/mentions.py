"""First mentions of regions and actors in a text, by the names that the registries give them.

`index_mentions` runs once; `find_mentions` then looks each word of a text up in a dictionary of the
names' first words, so its time hardly depends on how many names there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefings.model import Actor, Region

WORD = re.compile(r"\w+")
AFTER_WORD = r"(?![\w\u0300-\u036f])"
FOLDED = {"'": "['’ʼ]", "’": "['’ʼ]", "-": "[-‐‑]"}


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
    alone, one word in ten of a text.
    """

    words: re.Pattern[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    ids: Mapping[str, str]


@dataclass(slots=True)
class Reading:
    """How far the mentions of one body have been found; `tagged` and `skipped` are ids."""

    tagged: Collection[str] = ()
    skipped: Collection[str] = ()
    found: set[str] = field(default_factory=set)


def index_mentions(records: Iterable[Region | Actor]) -> Mentions:
    """Names and aliases of all records, and what each of them isn't."""
    owners: dict[tuple[str, bool], dict[str, None]] = {}
    ids = {}
    for record in records:
        ids[record.url] = record.id
        for name in (record.name, *record.aliases):
            owners.setdefault((_normal(name), False), {})[record.url] = None
        for name in record.excluded:
            owners.setdefault((_normal(name), True), {})[record.url] = None
    phrases: dict[str, list[Phrase]] = {}
    for (name, excluded), urls in owners.items():
        if first := WORD.search(name):
            phrase = Phrase(_pattern(name), first.start(), len(name), tuple(urls), excluded)
            phrases.setdefault(first[0], []).append(phrase)
    initials = "".join(re.escape(letter) for letter in sorted({word[0] for word in phrases}))
    return Mentions(
        re.compile(rf"[{initials}](?<!\w.)\w*" if initials else r"(?!)", re.DOTALL),
        {
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
    for word in mentions.words.finditer(text):
        for phrase in phrases.get(word[0], ()):
            start = word.start() - phrase.offset
            if start < 0 or not (match := phrase.pattern.match(text, start)):
                continue
            if phrase.excluded:
                barred |= {url: max(match.end(), barred.get(url, 0)) for url in phrase.owners}
                continue
            owners = [url for url in phrase.owners if barred.get(url, 0) <= start]
            if start < position or not owners:
                continue
            position = match.end()
            url = _only(owners, mentions, reading)
            if url and url not in reading.found and mentions.ids[url] not in reading.skipped:
                reading.found.add(url)
                yield start, position, url
            break


def _only(owners: list[str], mentions: Mentions, reading: Reading) -> str | None:
    if len(owners) > 1:
        owners = [url for url in owners if mentions.ids[url] in reading.tagged]
    return owners[0] if len(owners) == 1 else None


def _normal(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _pattern(name: str) -> re.Pattern[str]:
    """The name up to a word boundary; white space, apostrophes and hyphens match their kind."""
    body = "".join(r"\s+" if c == " " else FOLDED.get(c) or re.escape(c) for c in name)
    return re.compile(body + (AFTER_WORD if WORD.fullmatch(name[-1]) else ""))
