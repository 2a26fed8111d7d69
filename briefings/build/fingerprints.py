"""A digest for every name that a page can read (`briefings.archive.tracking`).

A digest covers all that can be reached from the value: an article's stands for its whole front
matter, a shelf's for all articles on it. BLAKE2b, 16 bytes. Where the names of the build before are
still at hand, as in a preview, only what has changed since is digested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any, TypeVar

from briefings.archive import ALL, Archive, dependency_on, tracked_fields
from briefings.archive.related import WINDOW, keys_of
from briefings.build.value_digests import (
    digest_article,
    digest_claims,
    digest_identity,
    digest_whole,
    value_digester,
)
from briefings.cache.digest import DIGEST_SIZE, Digest, digest_bytes
from briefings.content import Loaded
from briefings.model import Article
from briefings.render import LinkIndex, describe_link_entry, link_mappings

K = TypeVar("K")
T = TypeVar("T")

BODIES, OWN_PAGES, HISTORIES = "records.bodies", "records.own_pages", "records.histories"
ABSENT = bytes(DIGEST_SIZE)
"""In place of the digest of a name that isn't there."""
UNPUBLISHED = b"unpublished"
"""In the digests of articles that only a preview shows, since it says so."""
MOST_ALTERED = 50
"""With more articles that are others, all is digested anew."""

LOOKED_AT = WINDOW * DIGEST_SIZE
_MISSING = object()


class Fingerprints:
    """What can be looked up in an archive of what was loaded, and by bodies; but for texts."""

    def __init__(self, archive: Archive, link_index: LinkIndex, loaded: Loaded) -> None:
        self._archive, self._loaded = archive, loaded
        self._kinds = {
            kind: of for kind, of in tracked_fields(archive) if kind not in (BODIES, OWN_PAGES)
        }
        self._link_mappings = link_mappings(link_index)
        self._words = link_index.mentions.words.pattern
        self._articles: _Remembered[str, Digest] = _Remembered(
            lambda id_: self._digest_article(self._article(id_))
        )
        self._claims: _Remembered[str, Digest] = _Remembered(
            lambda id_: self._know_claims(self._article(id_.partition("#")[0]))[id_]
        )
        self._marks: _Remembered[str, Digest] = _Remembered(
            lambda id_: digest_identity(self._article(id_)) if id_ else b""
        )
        self._posted: _Remembered[tuple[str, str], bytes] = _Remembered(
            lambda key: b"".join([self._marks[of.id] for of in archive.related.postings[key]])
        )
        self._content = value_digester(self._articles, self._claims)
        # The digests of all values of a kind, by name, where these were once asked for.
        self._values: dict[str, dict[str, Digest]] = {}
        # These needn't be digested once more.
        self._known: dict[str, Mapping[str, Digest]] = {
            "records.articles": self._articles,
            "ledger.claims": self._claims,
            HISTORIES: loaded.histories,
        }

    def digests(self) -> dict[str, Digest]:
        """Of all names."""
        for id_, article in self._archive.records.articles.items():
            self._articles[id_] = self._digest_article(article)
            self._know_claims(article)
        digests: dict[str, Digest] = {}
        for kind, of in self._kinds.items():
            if isinstance(of, Mapping):
                values = self._of_all(kind, of)
                digests |= values
                digests[dependency_on(kind, ALL)] = digest_whole(values)
            else:
                digests[dependency_on(kind, ALL)] = self._of_whole(kind, of)
        digests |= self._of_related(self._archive.records.articles)
        for kind, looked_up in self._link_mappings.items():
            told = cache(
                lambda value, kind=kind: digest_bytes(describe_link_entry(kind, value).encode())
            )
            digests |= {f"{kind} {key}": told(value) for key, value in looked_up.items()}
        return digests | self._of_words()

    def digests_of(self, names: Set[str]) -> dict[str, Digest]:
        """Of some names; of those alone that are there."""
        asked: dict[str, set[str]] = defaultdict(set)
        for name in names:
            kind, _, key = name.partition(" ")
            asked[kind].add(key)
        digests: dict[str, Digest] = {}
        for kind, of in (*self._kinds.items(), *self._link_mappings.items()):
            if kind in asked and isinstance(of, Mapping):
                for key in _find(asked[kind], of):
                    digests[f"{kind} {key}"] = self._of_one(kind, key, of[key])
        wholes = {kind: of for kind, of in self._kinds.items() if dependency_on(kind, ALL) in names}
        digests |= {
            dependency_on(kind, ALL): self._of_whole(kind, of) for kind, of in wholes.items()
        }
        related = [name.removeprefix("related ") for name in names if name.startswith("related ")]
        digests |= self._of_related(related)
        return digests | self._of_words()

    def digests_since(self, last: Fingerprints | None, read: Set[str]) -> dict[str, Digest] | None:
        """Of the names that stand for something else than in the `last` survey, or may do so.

        `ABSENT` is the digest of one that is no more. Of those that stand for all of a kind, only
        the ones that are `read`. None where that can't be told, or isn't worth it.
        """
        if last is None or (altered := self._altered(last)) is None:
            return None
        digests: dict[str, Digest] = {}
        for kind, of in self._kinds.items():
            before = last._kinds[kind]
            is_read = dependency_on(kind, ALL) in read
            if of is before:
                self._take_over(kind, last)
            elif isinstance(of, Mapping) and isinstance(before, Mapping):
                changed = self._changed(kind, of, before)
                digests |= changed
                if not changed and [*of] == [*before]:
                    self._take_over(kind, last)
                elif is_read:
                    digests[dependency_on(kind, ALL)] = self._of_whole_since(
                        kind, of, changed, last
                    )
            elif is_read and of != before:
                digests[dependency_on(kind, ALL)] = self._of_whole(kind, of)
        for kind, looked_up in self._link_mappings.items():
            digests |= self._changed(kind, looked_up, last._link_mappings[kind])
        digests |= {dependency_on("related", id_): ABSENT for id_ in altered}
        digests |= self._of_related(self._looking_at(altered, last))
        return digests | self._of_words()

    def _article(self, id_: str) -> Article:
        return self._archive.records.articles[id_]

    def _know_claims(self, article: Article) -> Mapping[str, Digest]:
        if not article.claims:
            return {}
        known = digest_claims(article, self._loaded)
        if article.id in self._archive.unpublished:
            known = {id_: digest_bytes(of + UNPUBLISHED) for id_, of in known.items()}
        self._claims.update(known)
        return known

    def _digest_article(self, article: Article) -> Digest:
        known = digest_article(article, self._loaded)
        return (
            digest_bytes(known + UNPUBLISHED) if article.id in self._archive.unpublished else known
        )

    def _altered(self, last: Fingerprints) -> set[str] | None:
        """The articles that are new, others, or gone. None if too many are, or if one, or a claim
        in it, has another digest but is equal to what it was: so is then what holds it. An embargo
        that has ended does that."""
        now, then = self._archive.records.articles, last._archive.records.articles
        others = [id_ for id_, of in now.items() if then.get(id_) is not of]
        published = self._archive.unpublished ^ last._archive.unpublished
        if len(others) > MOST_ALTERED or not published <= {*others, *(then.keys() - now.keys())}:
            return None
        self._inherit(last, others)
        for id_ in others:
            was, of = then.get(id_), now[id_]
            if was is None or self._articles[id_] == last._articles[id_]:
                continue
            same = {claim.id for claim in was.claims if claim in of.claims}
            if was == of or any(self._claims[claim] != last._claims[claim] for claim in same):
                return None
        return {*others, *(then.keys() - now.keys())}

    def _inherit(self, last: Fingerprints, others: Sequence[str]) -> None:
        """Take over the digests that are known of all articles, and their claims, but some."""
        claims = [claim.id for id_ in others for claim in self._article(id_).claims]
        for mine, known, ids in (
            (self._articles, last._articles, others),
            (self._marks, last._marks, others),
            (self._claims, last._claims, claims),
        ):
            mine.update(known)
            for id_ in ids:
                mine.pop(id_, None)

    def _changed(
        self, kind: str, of: Mapping[Any, Any], before: Mapping[Any, Any]
    ) -> dict[str, Digest]:
        """The digests of what is another value now. Where there are few values, or they are known
        by their digests, all count as such."""
        if kind in ("records.regions", "records.actors", "records.sources", HISTORIES):
            changed = self._of_all(kind, of)
        else:
            had = before.get
            # Most are the very same, which to compare field by field takes longer.
            others = [key for key, value in of.items() if had(key, _MISSING) is not value]
            changed = {
                f"{kind} {key}": self._of_one(kind, key, of[key])
                for key in others
                if had(key, _MISSING) != of[key]
            }
        return changed | {f"{kind} {key}": ABSENT for key in before.keys() - of.keys()}

    def _of_all(self, kind: str, of: Mapping[Any, Any]) -> dict[str, Digest]:
        known = self._known.get(kind)
        if known is not None:
            return {f"{kind} {key}": known[key] for key in of}
        content = self._content
        return {f"{kind} {key}": digest_bytes(content(value)) for key, value in of.items()}

    def _of_one(self, kind: str, key: Any, value: Any) -> Digest:
        if kind in self._link_mappings:
            return digest_bytes(describe_link_entry(kind, value).encode())
        known = self._known.get(kind)
        return digest_bytes(self._content(value)) if known is None else known[key]

    def _of_whole(self, kind: str, of: Mapping[Any, Any] | Sequence[Any]) -> Digest:
        if isinstance(of, Mapping):
            return digest_whole(self._of_all(kind, of))
        return digest_bytes(self._content(of))

    def _of_whole_since(
        self, kind: str, of: Mapping[Any, Any], changed: Mapping[str, Digest], last: Fingerprints
    ) -> Digest:
        """The same as of the whole, where the `last` one's digests are known but for some that
        have changed."""
        had = {**last._values[kind], **changed} if kind in last._values else self._of_all(kind, of)
        values = {name: had[name] for name in (f"{kind} {key}" for key in of)}
        self._values[kind] = values
        return digest_whole(values)

    def _take_over(self, kind: str, last: Fingerprints) -> None:
        if kind in last._values:
            self._values[kind] = last._values[kind]

    def _of_words(self) -> dict[str, Digest]:
        return {dependency_on("mentions", ALL): digest_bytes(self._words.encode())}

    def _of_related(self, ids: Iterable[str]) -> dict[str, Digest]:
        """For each article, of which ones are looked at to find its related ones, and of when they
        are; what they say is read of those that are found."""
        related, articles = self._archive.related, self._archive.records.articles
        there = [articles[id_] for id_ in ids if id_ in articles]
        # Of all articles, to go through what is posted is faster than to find each one's place.
        looked_at = self._posts() if len(there) == len(articles) else None
        digests: dict[str, Digest] = {}
        for article in there:
            others = (*article.related, "", *related.answers.get(article.id, ()))
            parts = [self._marks[other] for other in others]
            if looked_at:
                parts += looked_at[article.id]
            else:
                for key in sorted(keys_of(article)):
                    start = (related.place(key, article) + 1) * DIGEST_SIZE
                    parts.append(self._posted[key][start : start + LOOKED_AT])
            digests[dependency_on("related", article.id)] = digest_bytes(b"|".join(parts))
        return digests

    def _posts(self) -> dict[str, list[bytes]]:
        """By article, the marks of those that are looked at under each of its keys, in order."""
        posts: dict[str, list[bytes]] = {id_: [] for id_ in self._archive.records.articles}
        postings = self._archive.related.postings
        for key in sorted(postings):
            posted, end = self._posted[key], DIGEST_SIZE
            for article in postings[key]:
                posts[article.id].append(posted[end : end + LOOKED_AT])
                end += DIGEST_SIZE
        return posts

    def _looking_at(self, altered: Set[str], last: Fingerprints) -> set[str]:
        """The articles whose related ones are looked for among altered ones, or were."""
        found = set(altered)
        for archive in (self._archive, last._archive):
            for id_ in altered & archive.records.articles.keys():
                found |= archive.related.looking_at(archive.records.articles[id_])
        now, then = self._archive.related.answers, last._archive.related.answers
        found |= {id_ for id_, of in now.items() if then.get(id_) != of or altered & {*of}}
        found |= {id_ for id_ in then if id_ not in now}
        articles = self._archive.records.articles
        return found | {
            id_ for id_, of in articles.items() if of.related and altered & {*of.related}
        }


def _find(texts: Set[str], of: Mapping[Any, Any]) -> list[Any]:
    """The keys of a mapping that read as one of some texts."""
    if isinstance(next(iter(of), ""), str):
        return [text for text in texts if text in of]
    return [key for key in of if str(key) in texts]


class _Remembered(dict[K, T]):
    """What a function gives for each key, found once."""

    def __init__(self, find: Callable[[K], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> T:
        value = self[key] = self._find(key)
        return value
