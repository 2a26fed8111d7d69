"""What references may name, and suggestions for those that name nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefings.content import suggestions
from briefings.content.parse_result import Reference, RefKind

FOLDERS: dict[RefKind, str] = {
    "region": "regions",
    "actor": "actors",
    "source": "sources",
    "claim or source": "sources",
}


@dataclass(frozen=True, slots=True)
class Known:
    """All valid reference targets.

    `ids`: those of the registries, by folder. `claims`: by article id, None where they can't be
    known. `vague`: last parts of article ids that are incomplete. `closed`: folders with unreadable
    files, in which any id may exist.
    """

    ids: dict[str, set[str]]
    claims: dict[str, set[str] | None]
    media: frozenset[str]
    vague: frozenset[str]
    closed: Collection[str]


class ReferenceSuggestions:
    """Suggestions for broken references; targets are sorted once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._made: dict[tuple[RefKind, str, str], str] = {}
        self._nearest: dict[str, suggestions.Nearest] = {}
        self._articles: dict[str, list[str]] | None = None

    def find(self, reference: Reference, name: str) -> str:
        """Suggest a target; `name` is the reference as written, which may omit its own article."""
        about = (reference.kind, reference.target, name)
        if about not in self._made:
            self._made[about] = self._suggest(reference, name)
        return self._made[about]

    def _suggest(self, reference: Reference, name: str) -> str:
        kind, target = reference.kind, reference.target
        if kind == "article" or "#" in target:
            return self._suggest_article(target, name)
        folder = "media" if kind == "media" else FOLDERS[kind]
        known = self._known.media if kind == "media" else self._known.ids[folder]
        if nearest := self._find_nearest(target, folder, known):
            return f"did you mean '{nearest}'?"
        return "add the file" if kind == "media" else f"add {folder}/{target}.md"

    def _suggest_article(self, target: str, name: str) -> str:
        """Suggest an article of the same day or slug; for a claim, its nearest there."""
        article, mark, claim = target.partition("#")
        if article in self._known.claims:
            claims = self._known.claims[article] or ()
            if similar := self._find_nearest(claim, f"#{article}", claims):
                whole = f"{article}#{similar}" if mark in name else similar
                return f"did you mean '{whole}'?"
            return suggestions.one_of(sorted(claims)) if claims else "the article has no claims"
        day, _, slug = article.partition("/")
        same_day, same_slug = self._list_articles(f"{day}/"), self._list_articles(f"/{slug}")
        either = (
            self._find_nearest(article, f"{day}/", same_day),
            self._find_nearest(article, f"/{slug}", same_slug),
        )
        nearest = suggestions.find_nearest(article, filter(None, either))
        if nearest is None:
            return (
                "there is no such article" if same_day or same_slug else f"no article is of {day}"
            )
        if mark and claim not in (self._known.claims[nearest] or ()):
            return f"did you mean a claim of '{nearest}'?"
        return f"did you mean '{nearest}{mark}{claim}'?"

    def _list_articles(self, part: str) -> Collection[str]:
        """List the articles of a day (`2025-04-26/`) or of a slug (`/harbour`)."""
        if self._articles is None:
            self._articles = defaultdict(list)
            for id_ in self._known.claims:
                self._articles[id_[:11]].append(id_)
                self._articles[id_[10:]].append(id_)
        return self._articles.get(part, ())

    def _find_nearest(self, word: str, place: str, known: Iterable[str]) -> str | None:
        if place not in self._nearest:
            self._nearest[place] = suggestions.Nearest(known)
        return self._nearest[place].find(word)
