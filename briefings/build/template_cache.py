"""The templates of a build in their compiled form: those that the cache has, and new ones.

In a first build, another process compiles all of them while content is read. What the cache has is
code, and is run: it is believed only if it is sealed with this user's key (`engine.keys`). Where
there is none, what a build needs is compiled in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from briefings.build.processes import beside
from briefings.cache.store import Cache
from briefings.content.file_cache import ROWS
from briefings.pages import TEMPLATES
from briefings.render import Compiled, RenderOptions, compile_templates

COMPILED = "compiled templates"
BY_MKDOCS = "templates compiled by MkDocs"

# Compiles the templates of some kinds of page, and all that they need.
Compiler: TypeAlias = Callable[[Iterable[str]], Compiled]


@contextmanager
def compiling(options: RenderOptions, cache: Cache) -> Iterator[Compiler]:
    """A compiler of a theme's templates; what is `new` of what it gives, the cache hasn't got."""
    known: Mapping[str, bytes] = cache.read_sealed(COMPILED)
    if known or cache.mark(ROWS):
        yield lambda kinds: _compile(options, kinds, known)
        return
    with beside(lambda: _compile(options, TEMPLATES, {}).code) as meanwhile:

        def compiler(kinds: Iterable[str]) -> Compiled:
            return _compile(options, kinds, {}, meanwhile() or {})

        yield compiler


def read_compiled(cache: Cache) -> dict[str, bytes]:
    """What MkDocs compiled templates to in earlier builds."""
    return cache.read_sealed(BY_MKDOCS)


def keep_compiled(cache: Cache, new: Mapping[str, bytes]) -> None:
    """Have the next build know of what MkDocs has compiled besides."""
    cache.write_sealed(BY_MKDOCS, new)


def _compile(
    options: RenderOptions,
    kinds: Iterable[str],
    known: Mapping[str, bytes],
    ahead: Mapping[str, bytes] | None = None,
) -> Compiled:
    names = sorted(f"{kind}.html" for kind in TEMPLATES.intersection(kinds))
    return compile_templates(options.folders, names, known, ahead)
