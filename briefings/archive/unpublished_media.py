"""Media that only unpublished texts show: they aren't published before the texts are.

An address can be written in many ways: with escapes, entities, percent signs, other forms of
Unicode, steps that lead nowhere (`media/./map.png`, `media//map.png`) and backslashes. So an
unpublished text shows every file whose name stands anywhere in it, in whatever folder; a published
one shows a file only if an address in it leads there.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote

from briefings.content.markup.code_and_comments import scan
from briefings.content.markup.plain_text import unescape
from briefings.model import Records

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
WORD = re.compile(r"\w+")
# Where an address begins in a text; one with such a sign in it is looked for as it is.
DELIMITER = re.compile(r"""[\s"'<>()\[\]=]""")
FOLDERS = re.compile(r"""[^\s"'<>()\[\]=]*""")
LONGEST = 400
"""Characters before a file's name that are looked at for its folders."""
FEW = 40
"""Names that are each looked for sooner than all words of a text are listed."""
STRIPPED = str.maketrans("", "", "\t\n\r")
"""What browsers leave out of an address."""


def find_unpublished_media(records: Records, unpublished: AbstractSet[str]) -> frozenset[str]:
    """Return the media that nothing but the files at some paths shows."""
    pictures = {a.path: a.image.src for a in records.articles.values() if a.image}
    secret = {pictures[path] for path in unpublished if path in pictures} & {*records.media}
    names = _FileNames.of(records.media)
    for path in unpublished:
        if path in records.bodies:
            text = records.bodies[path].text
            secret.update(*(names.found_in(form.casefold()) for form in _forms(text)))
    # Most builds end here, and needn't look at a published text.
    if not secret:
        return frozenset()
    secret -= {src for path, src in pictures.items() if path not in unpublished}
    names = _FileNames.of(secret)
    for path, text in _published_texts(records, unpublished):
        if not any(names.found_in(form.casefold()) for form in _forms(text)):
            continue
        # Neither comments nor code show anything.
        for form in _forms(scan(text).prose):
            candidates = names.found_in(form.casefold())
            secret -= {media for media in candidates & secret if _leads_to(media, form, path)}
    return frozenset(secret)


def _published_texts(records: Records, unpublished: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each published file, the site's own pages among them."""
    for texts in (records.bodies, records.own_pages):
        for path in texts:
            if path not in unpublished:
                yield path, texts[path].text


def _forms(markdown: str) -> set[str]:
    """A text as it is written, and with addresses as they are meant."""
    plain = ESCAPE.sub(r"\1", markdown) if "\\" in markdown else markdown
    plain = unescape(plain) if "&" in plain else plain
    plain = unquote(plain) if "%" in plain else plain
    # Only HTML has addresses that go on in the next line.
    # https://url.spec.whatwg.org/#concept-basic-url-parser
    whole = plain.translate(STRIPPED) if "<" in plain else plain
    return {normalize("NFC", form) for form in {markdown, plain, whole}}


def _places(name: str, text: str) -> Iterator[int]:
    """Yield where a name begins in a text, but for those that are the end of a longer word."""
    place = text.find(name)
    while place >= 0:
        before = text[place - 1 : place]
        if not before or not WORD.match(before):
            yield place
        place = text.find(name, place + 1)


def _stands_in(name: str, text: str) -> bool:
    return next(_places(name, text), None) is not None


def _leads_to(media: str, text: str, path: str) -> bool:
    """Return whether an address in the text of the file at a path is that of a medium."""
    media = normalize("NFC", media)
    if DELIMITER.search(media):
        return _stands_in(media, text)
    folder = posixpath.dirname(path)
    name = media.rpartition("/")[2]
    for place in _places(name, text):
        folders = FOLDERS.match(text[max(place - LONGEST, 0) : place][::-1])
        target = ((folders[0][::-1] if folders else "") + name).replace("\\", "/")
        # Another host's: it shows nothing of this site.
        if "//" in target and ("://" in target or target.startswith("//")):
            continue
        # The site's own pages are addressed from its root.
        rooted = posixpath.normpath("/" + target.lstrip("/"))
        joined = posixpath.normpath(posixpath.join("/", folder, target))
        if rooted.endswith(f"/{media}") or joined.endswith(f"/{media}"):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _FileNames:
    """The names of files, in one case, by the first word of each; of several files, if they are."""

    by_word: Mapping[str, Mapping[str, tuple[str, ...]]]
    all: tuple[tuple[str, str], ...]

    @staticmethod
    def of(media: Iterable[str]) -> _FileNames:
        by_word: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for path in media:
            name = normalize("NFC", path.rpartition("/")[2]).casefold()
            word = match[0] if (match := WORD.search(name)) else ""
            by_word[word][name] = (*by_word[word].get(name, ()), path)
        names = [
            (name, path)
            for by_name in by_word.values()
            for name, paths in by_name.items()
            for path in paths
        ]
        return _FileNames(by_word, tuple(names))

    def found_in(self, text: str) -> set[str]:
        """Return the files whose names stand in a text, not as the end of another name."""
        if len(self.all) <= FEW:
            return {path for name, path in self.all if name in text and _stands_in(name, text)}
        return {
            path
            for word in {"", *WORD.findall(text)} & self.by_word.keys()
            for name, paths in self.by_word[word].items()
            if _stands_in(name, text)
            for path in paths
        }
