"""Keys of a whole build: digests of its inputs, by which it is seen at once what is unchanged."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping

from briefings.cache.digest import Digest, digest_bytes
from briefings.content import Loaded
from briefings.render import make_environment, template_sources
from briefings.settings import Settings, describe_settings


def make_build_key(
    loaded: Loaded,
    settings: Settings,
    mkdocs_files: Iterable[str],
    mkdocs_digests: Mapping[str, Digest],
) -> Digest:
    """Digest all that a build depends on but the time: with the same key, all files are the same.

    `mkdocs_files` are those that MkDocs writes, `mkdocs_digests` has the bytes that it has written.
    """
    environment = make_environment(settings.render_options.folders)
    names = environment.list_templates(extensions=["html"])
    sources = [template_sources(environment, name)[name] for name in names]
    parts = (
        describe_settings(settings),
        names,
        sources,
        sorted(mkdocs_files),
        sorted(mkdocs_digests.items()),
    )
    content = sorted(loaded.digests.items()), sorted(loaded.histories.items())
    # Version 2 of the format: later ones write an object that occurs twice as a reference, so that
    # equal values could give different bytes.
    return digest_bytes(repr(parts).encode() + marshal.dumps(content, 2))


def make_structure_key(loaded: Loaded, settings: Settings, mkdocs_files: Iterable[str]) -> Digest:
    """Digest all that the archive, the pages' addresses and the link index depend on.

    That is front matter, and of texts only which ones are near duplicates. So with the same key,
    and if nothing is unpublished, `digest_dependencies` would return the same: not calling it saves
    0.17 s of a body edit among 10,000 articles.
    """
    parts = (
        describe_settings(settings),
        sorted(mkdocs_files),
        loaded.records.media,
        sorted(loaded.heads.items()),
        repr(loaded.records.near_duplicates),
        sorted(loaded.histories.items()),
    )
    return digest_bytes(marshal.dumps(parts, 2))  # version 2, as above
