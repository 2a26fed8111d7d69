"""Digests of what a build depends on, and of the texts of its pages. BLAKE2b, 16 bytes."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping

from briefings.archive import Archive
from briefings.archive.tracking import dependency_on
from briefings.build.fingerprints import BODIES, OWN_PAGES
from briefings.cache.digest import Digest, digest_bytes
from briefings.content import Loaded
from briefings.pages import TEMPLATES, Page
from briefings.render import make_environment, template_sources
from briefings.settings import Settings, describe_settings

SETTINGS, TEMPLATE, MEDIA = "settings", "template", "media"


def make_build_key(
    loaded: Loaded, settings: Settings, taken: Iterable[str], own: Mapping[str, Digest]
) -> Digest:
    """Of all that a build depends on but the time: with the same stamp, all files are the same.

    `own` are the files that MkDocs has written.
    """
    environment = make_environment(settings.render_options.folders)
    names = environment.list_templates(extensions=["html"])
    sources = [template_sources(environment, name)[name] for name in names]
    parts = (describe_settings(settings), names, sources, sorted(taken), sorted(own.items()))
    content = sorted(loaded.digests.items()), sorted(loaded.histories.items())
    return digest_bytes(repr(parts).encode() + marshal.dumps(content, 2))


def make_structure_key(loaded: Loaded, settings: Settings, taken: Iterable[str]) -> Digest:
    """Of all that names stand for but the texts of files (which of them are alike counts), where
    nothing is unpublished: with the same frame, `Names` has the same digests.
    """
    heads = sorted(loaded.heads.items())
    alike = repr(loaded.records.near_duplicates)
    told = sorted(loaded.histories.items())
    parts = (describe_settings(settings), sorted(taken), loaded.records.media, heads, alike, told)
    return digest_bytes(marshal.dumps(parts, 2))


def digest_files(
    archive: Archive, loaded: Loaded, settings: Settings, pages: Iterable[Page]
) -> dict[str, Digest]:
    """The digests of bodies, media, templates and settings, by name."""
    digests = {f"{BODIES} {path}": loaded.digests[path] for path in archive.records.bodies}
    for path in archive.records.own_pages:
        digests[f"{OWN_PAGES} {path}"] = loaded.digests[path]
    environment = make_environment(settings.render_options.folders)
    sources: dict[str, Digest] = {}
    digests[SETTINGS] = digest_bytes(describe_settings(settings).encode())
    for page in pages:
        if page.kind == "media":
            digests[dependency_on(MEDIA, page.url)] = loaded.digests[
                settings.site.path_of(page.url)
            ]
        elif page.kind not in sources and page.kind in TEMPLATES:
            texts = template_sources(environment, f"{page.kind}.html")
            sources[page.kind] = digest_bytes(repr(sorted(texts.items())).encode())
            digests[dependency_on(TEMPLATE, page.kind)] = sources[page.kind]
    return digests


def fixed_dependencies(page: Page) -> tuple[str, ...]:
    """What a page depends on whatever it reads of the archive."""
    if page.kind == "media":
        return SETTINGS, dependency_on(MEDIA, page.url)
    return (SETTINGS, dependency_on(TEMPLATE, page.kind)) if page.kind in TEMPLATES else (SETTINGS,)
