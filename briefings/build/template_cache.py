"""Compiled templates, kept from build to build: the theme's, and those of MkDocs' own pages.

Compiled templates are code, and are run, so those in the cache are believed only if they are signed
with this user's key (`briefings.cache.signing_key`). Without a key every build compiles its own.
They are compiled before processes are forked, once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefings.cache.protocol import Shelf
from briefings.cache.store import Cache
from briefings.pages import TEMPLATES
from briefings.render import Compiled, RenderOptions, compile_templates

# Saves 0.12 s of a build that renders, and 0.035 s of each build for MkDocs' own.
COMPILED: Shelf[bytes] = Shelf("compiled templates", bytes)
COMPILED_BY_MKDOCS: Shelf[bytes] = Shelf("templates compiled by MkDocs", bytes)


def compile_kinds(options: RenderOptions, kinds: Iterable[str], cache: Cache) -> Compiled:
    """Compile the templates of some kinds of page, unless the cache has them."""
    names = sorted(f"{kind}.html" for kind in TEMPLATES.intersection(kinds))
    return compile_templates(options.folders, names, cache.read_signed(COMPILED))


def write_compiled(cache: Cache, new: Mapping[str, bytes]) -> None:
    """Add templates that `compile_kinds` had to compile."""
    cache.write_signed(COMPILED, new)


def read_compiled_by_mkdocs(cache: Cache) -> dict[str, bytes]:
    """Return the templates that MkDocs compiled in earlier builds."""
    return cache.read_signed(COMPILED_BY_MKDOCS)


def write_compiled_by_mkdocs(cache: Cache, new: Mapping[str, bytes]) -> None:
    """Add templates that MkDocs had to compile."""
    cache.write_signed(COMPILED_BY_MKDOCS, new)
