"""What stands for a value in a digest: its own words, or the digests of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefings.archive import EntityArticles
from briefings.cache.digest import DIGEST_SIZE, Digest, digest_bytes
from briefings.content import Loaded
from briefings.model import Article, Claim


def digest_whole(digests: Mapping[str, Digest]) -> Digest:
    """Of all that there is of a kind, by the names and their digests."""
    return digest_bytes("\0".join(digests).encode() + b"".join(digests.values()))


def digest_article(article: Article, loaded: Loaded) -> Digest:
    """Of its front matter, if it is shown as it was loaded, and of its path."""
    head = loaded.heads.get(article.path)
    if head is None or loaded.records.articles.get(article.id) is not article:
        return digest_bytes(repr(article).encode())
    return digest_bytes(head + article.path.encode())


def digest_claims(article: Article, loaded: Loaded) -> dict[str, Digest]:
    """Of each of its claims, by id."""
    known = loaded.claims.get(article.path, b"")
    size = DIGEST_SIZE * len(article.claims)
    if len(known) != size or loaded.records.articles.get(article.id) is not article:
        return {claim.id: digest_bytes(repr(claim).encode()) for claim in article.claims}
    starts = range(0, size, DIGEST_SIZE)
    return {
        claim.id: known[start : start + DIGEST_SIZE]
        for claim, start in zip(article.claims, starts, strict=True)
    }


def digest_identity(article: Article) -> Digest:
    """Of which article it is, and when it is of."""
    return digest_bytes(f"{article.id} {article.date.timestamp()}".encode())


def value_digester(
    articles: Mapping[str, Digest], claims: Mapping[str, bytes]
) -> Callable[[Any], bytes]:
    """What stands for a value: the digests of the articles in it, or its own words."""

    def content(value: Any) -> bytes:
        kind = type(value)
        if kind is tuple or kind is list:
            first = type(value[0]) if value else None
            if first is Article and type(value[-1]) is Article:
                return b"".join([articles[article.id] for article in value])
            if first is Claim:
                return b"".join([claims[claim.id] for claim in value])
            return b"%d:" % len(value) + b"".join(map(content, value))
        if kind is Article:
            return articles[value.id]
        if kind is Claim:
            return claims[value.id]
        if kind is EntityArticles:
            return content(value.articles) + repr(value.months).encode()
        return repr(value).encode()

    return content
