"""A digest for every name that a page can read (`briefings.archive.reads`).

A digest covers all that can be reached from the value: an article's stands for its whole front
matter, a claim's for that of its article, a shelf's for all articles on it. BLAKE2b, 16 bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefings.archive import Archive, Shelf, is_public
from briefings.archive.reads import ALL, holdings, name_of
from briefings.archive.related import WINDOW
from briefings.content import Loaded
from briefings.engine.manifest import DIGEST_SIZE, Digest, digest
from briefings.engine.settings import Settings, describe_settings
from briefings.model import Article, Claim
from briefings.pages import Page
from briefings.render import Lookups, describe_lookups, make_environment, template_sources

SETTINGS, TEMPLATE, MEDIA = "settings", "template", "media"


def digest_stamp(loaded: Loaded, settings: Settings, taken: Iterable[str]) -> Digest:
    """Of all that a build depends on: with the same stamp, all pages are the same."""
    environment = make_environment(settings.look.folders)
    names = environment.list_templates(extensions=["html"])
    sources = [template_sources(environment, name)[name] for name in names]
    withheld = [
        id_
        for id_, article in loaded.records.articles.items()
        if not (settings.site.preview or is_public(article, settings.now))
    ]
    parts = (describe_settings(settings), names, sources, withheld, sorted(taken))
    files = (sorted(loaded.digests.items()), sorted(loaded.histories.items()))
    return digest(repr(parts).encode() + repr(files).encode())


def digest_names(archive: Archive, loaded: Loaded) -> dict[str, Digest]:
    """The digest of everything that can be read of an archive of what was loaded, by name."""
    articles = {
        id_: _digest_article(article, loaded) for id_, article in archive.records.articles.items()
    }
    claims = {
        claim.id: articles[id_] + claim.id.encode()
        for id_, article in archive.records.articles.items()
        for claim in article.claims
    }
    content = _reader(articles, claims)
    files = {"records.bodies": loaded.digests, "records.histories": loaded.histories}
    digests: dict[str, Digest] = {}
    for kind, of in holdings(archive):
        if kind in files:
            digests |= {f"{kind} {path}": files[kind][path] for path in of}
            continue
        if isinstance(of, Mapping):
            values = {f"{kind} {key}": digest(content(value)) for key, value in of.items()}
            digests |= values
            whole = "\0".join(values).encode() + b"".join(values.values())
        else:
            whole = content(of)
        digests[name_of(kind, ALL)] = digest(whole)
    digests |= dict(_related(archive, articles))
    return digests


def _digest_article(article: Article, loaded: Loaded) -> Digest:
    """Of its front matter, if it is shown as it was loaded, and of its path."""
    head = loaded.heads.get(article.path)
    if head is None or loaded.records.articles.get(article.id) is not article:
        return digest(repr(article).encode())
    return digest(head + article.path.encode())


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


def _related(archive: Archive, articles: Mapping[str, Digest]) -> Iterator[tuple[str, Digest]]:
    """For each article, the digests of all that are looked at to find its related ones."""
    related = archive.related
    postings = {
        key: b"".join(articles[article.id] for article in of)
        for key, of in related.postings.items()
    }
    for id_, article in archive.records.articles.items():
        parts = [
            postings[key][DIGEST_SIZE * (place + 1) : DIGEST_SIZE * (place + 1 + WINDOW)]
            for key, place in related.places_of(article)
        ]
        others = (*article.related, *related.answers.get(id_, ()))
        parts += [articles[other] for other in others]
        yield name_of("related", id_), digest(b"|".join(parts))


def digest_rest(
    loaded: Loaded, settings: Settings, lookups: Lookups, pages: Iterable[Page]
) -> dict[str, Digest]:
    """Names beside those of the archive: settings, templates, media, what bodies look up."""
    digests = {name: digest(text.encode()) for name, text in describe_lookups(lookups)}
    environment = make_environment(settings.look.folders)
    sources: dict[str, Digest] = {}
    digests[SETTINGS] = digest(describe_settings(settings).encode())
    for page in pages:
        if page.kind == "media":
            file = f"{settings.site.content_dir}/{page.url}"
            digests[name_of(MEDIA, page.url)] = loaded.digests[file]
        elif page.kind not in sources:
            texts = template_sources(environment, f"{page.kind}.html")
            sources[page.kind] = digest(repr(sorted(texts.items())).encode())
            digests[name_of(TEMPLATE, page.kind)] = sources[page.kind]
    return digests


def names_of(page: Page) -> tuple[str, str]:
    """What a page depends on whatever it reads of the archive."""
    if page.kind == "media":
        return SETTINGS, name_of(MEDIA, page.url)
    return SETTINGS, name_of(TEMPLATE, page.kind)
