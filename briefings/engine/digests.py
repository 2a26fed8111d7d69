"""A digest for every name that a page can read (`briefings.archive.reads`).

A digest covers all that can be reached from the value: an article's stands for its whole front
matter, a claim's for all claims of its article, a shelf's for all articles on it. BLAKE2b, 16
bytes.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from briefings.archive import Archive, Shelf
from briefings.archive.reads import ALL, holdings, name_of
from briefings.archive.related import WINDOW
from briefings.content import Loaded
from briefings.engine.manifest import DIGEST_SIZE, Digest, digest
from briefings.engine.settings import Settings, describe_settings
from briefings.model import Article, Claim
from briefings.pages import DATA, Page
from briefings.render import Lookups, describe_lookups, make_environment, template_sources

SETTINGS, TEMPLATE, MEDIA = "settings", "template", "media"
BODIES, HISTORIES = "records.bodies", "records.histories"


def digest_stamp(
    loaded: Loaded, settings: Settings, taken: Iterable[str], own: Mapping[str, Digest]
) -> Digest:
    """Of all that a build depends on but the time: with the same stamp, all files are the same.

    `own` are the files that MkDocs has written.
    """
    environment = make_environment(settings.look.folders)
    names = environment.list_templates(extensions=["html"])
    sources = [template_sources(environment, name)[name] for name in names]
    parts = (describe_settings(settings), names, sources, sorted(taken), sorted(own.items()))
    content = sorted(loaded.digests.items()), sorted(loaded.histories.items())
    return digest(repr(parts).encode() + marshal.dumps(content, 2))


def digest_frame(loaded: Loaded, settings: Settings, taken: Iterable[str]) -> Digest:
    """Of all that names stand for but the texts of files (which of them are alike counts), where
    nothing is withheld: with the same frame, `digest_names` gives the same.
    """
    heads = sorted(loaded.heads.items())
    alike = repr(loaded.records.likenesses)
    told = sorted(loaded.histories.items())
    parts = (describe_settings(settings), sorted(taken), loaded.records.media, heads, alike, told)
    return digest(marshal.dumps(parts, 2))


def digest_names(archive: Archive, lookups: Lookups, loaded: Loaded) -> dict[str, Digest]:
    """The digest of everything that can be read of an archive of what was loaded, by name, and of
    what bodies look up; but for texts.
    """
    articles = {
        id_: _digest_article(article, loaded) for id_, article in archive.records.articles.items()
    }
    claims = {
        claim.id: known
        for article in archive.records.articles.values()
        if article.claims
        for known in (_digest_claims(article, loaded),)
        for claim in article.claims
    }
    # These needn't be digested once more.
    holders = {"records.articles": articles, "ledger.claims": claims}
    content = _reader(articles, {id_: known + id_.encode() for id_, known in claims.items()})
    digests: dict[str, Digest] = {}
    for kind, of in holdings(archive):
        if kind == BODIES:
            continue
        if kind == HISTORIES:
            digests |= {f"{kind} {path}": loaded.histories[path] for path in of}
            continue
        if isinstance(of, Mapping):
            known = holders.get(kind)
            if known is not None:
                values = {f"{kind} {key}": known[key] for key in of}
            else:
                values = {f"{kind} {key}": digest(content(value)) for key, value in of.items()}
            digests |= values
            whole = "\0".join(values).encode() + b"".join(values.values())
        else:
            whole = content(of)
        digests[name_of(kind, ALL)] = digest(whole)
    digests |= dict(_related(archive, archive.records.articles.values()))
    told = cache(lambda text: digest(text.encode()))
    digests |= {name: told(text) for name, text in describe_lookups(lookups)}
    return digests


def _digest_article(article: Article, loaded: Loaded) -> Digest:
    """Of its front matter, if it is shown as it was loaded, and of its path."""
    head = loaded.heads.get(article.path)
    if head is None or loaded.records.articles.get(article.id) is not article:
        return digest(repr(article).encode())
    return digest(head + article.path.encode())


def _digest_claims(article: Article, loaded: Loaded) -> Digest:
    known = loaded.claims.get(article.path)
    if known is None or loaded.records.articles.get(article.id) is not article:
        return digest(repr(article.claims).encode())
    return known


def _reader(articles: Mapping[str, Digest], claims: Mapping[str, bytes]) -> Callable[[Any], bytes]:
    """What stands for a value: the digests of the articles in it, or its own words."""

    def content(value: Any) -> bytes:
        kind = type(value)
        if kind is tuple or kind is list:
            first = type(value[0]) if value else None
            if first is Article and type(value[-1]) is Article:
                return b"".join([articles[article.id] for article in value])
            if first is Claim:
                return b"\0".join([claims[claim.id] for claim in value])
            return b"%d:" % len(value) + b"".join(map(content, value))
        if kind is Article:
            return articles[value.id]
        if kind is Claim:
            return claims[value.id]
        if kind is Shelf:
            return content(value.articles) + repr(value.months).encode()
        return repr(value).encode()

    return content


def _related(archive: Archive, articles: Iterable[Article]) -> Iterator[tuple[str, Digest]]:
    """For each article, a digest of which ones are looked at to find its related ones, and of when
    they are; what they say is read of those that are found."""
    related = archive.related
    marks = {a.id: digest(f"{a.id} {a.date.timestamp()}".encode()) for a in articles}
    parts: dict[str, list[bytes]] = {article.id: [] for article in articles}
    length = WINDOW * DIGEST_SIZE
    for _, posted in sorted(related.postings.items(), key=itemgetter(0)):
        below = b"".join([marks[article.id] for article in posted])
        start = DIGEST_SIZE
        for article in posted:
            parts[article.id].append(below[start : start + length])
            start += DIGEST_SIZE
    for id_, looked_at in parts.items():
        others = (*archive.records.articles[id_].related, *related.answers.get(id_, ()))
        looked_at += [marks[other] for other in others]
        yield name_of("related", id_), digest(b"|".join(looked_at))


def digest_texts(
    archive: Archive, loaded: Loaded, settings: Settings, pages: Iterable[Page]
) -> dict[str, Digest]:
    """The digests of bodies, media, templates and settings, by name."""
    digests = {f"{BODIES} {path}": loaded.digests[path] for path in archive.records.bodies}
    environment = make_environment(settings.look.folders)
    sources: dict[str, Digest] = {}
    digests[SETTINGS] = digest(describe_settings(settings).encode())
    for page in pages:
        if page.kind == "media":
            file = f"{settings.site.content_dir}/{page.url}"
            digests[name_of(MEDIA, page.url)] = loaded.digests[file]
        elif page.kind not in sources and page.kind not in DATA:
            texts = template_sources(environment, f"{page.kind}.html")
            sources[page.kind] = digest(repr(sorted(texts.items())).encode())
            digests[name_of(TEMPLATE, page.kind)] = sources[page.kind]
    return digests


def names_of(page: Page) -> tuple[str, ...]:
    """What a page depends on whatever it reads of the archive."""
    if page.kind == "media":
        return SETTINGS, name_of(MEDIA, page.url)
    return (SETTINGS,) if page.kind in DATA else (SETTINGS, name_of(TEMPLATE, page.kind))
