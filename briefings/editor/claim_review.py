"""What is unclear in claims, though it can be published: their sources, quotes and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.content.diagnostics import Finding
from briefings.model import Actor, Article, Claim, Records, Source, Status


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """Finds what is unclear in a claim; `language` is the site's."""

    records: Records
    language: str

    def review(self, article: Article, claim: Claim, place: int) -> Iterator[Finding]:
        """Yield the findings of an article's claim, at its `place` among them."""
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
        # Without a region no page of a region would show who claims to hold it.
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
        """Return whether an entry rests on a source, or on a claim, of a claimant or its party
        alone."""
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
