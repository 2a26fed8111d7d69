"""Builds of one site, one after the other: what one has open, and what the next has of it.

    open --> load --> check, or build --> publish --> close

What is given and returned can travel, since a preview has its builder in another process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import partial
from pathlib import Path

from jinja2 import TemplateError

from briefings import render
from briefings.build.build import build
from briefings.build.gc_policy import uncollected
from briefings.build.processes import spread_over
from briefings.build.result import Built
from briefings.build.template_cache import Compiler, compiling, keep_compiled, read_compiled
from briefings.build.warm_up import anticipate
from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from briefings.cache.signing_key import find_key, given_key
from briefings.cache.store import Cache, open_cache
from briefings.content import Loaded, Loader
from briefings.editor.check import check
from briefings.editor.removed_addresses import find_vanished
from briefings.editor.review import find_warnings
from briefings.history.versions import add_histories
from briefings.model import ContentError, Problem
from briefings.publish.errors import PublishError
from briefings.publish.site_tree import SiteTree, open_tree
from briefings.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefings")

LEVELS = {"problem": logging.ERROR, "warning": logging.WARNING, "note": logging.INFO}

UNLIKE_WRITTEN = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
"""What comes of values that aren't such as were written."""


class Builder:
    """A preview's recollects what it has read and made before. One that `is_apart`, so that nobody
    waits for its end, makes ready for the next build."""

    _settings: Settings
    _cache: Cache
    _tree: SiteTree
    _compiler: Compiler
    _loaded: Loaded
    _scope: str
    _built: Built
    _anticipate: Callable[[], None]

    def __init__(self, *, is_preview: bool = False, is_apart: bool = False) -> None:
        self._is_apart = is_apart
        self._memo = Memo()
        self._is_preview = is_preview
        self._builds = 0
        self._is_published = False
        self._opened = ExitStack()

    def open(self, settings: Settings, target: Path) -> Path:
        """Begin a build that is to be published as `target`.

        Returns the folder for files that others write, at their paths in the site. Raises
        PublishError, or OSError.
        """
        self._settings = settings
        self._is_published = False
        folder = settings.cache_folder
        with ExitStack() as opened:
            opened.enter_context(uncollected(self._builds))
            self._tree = opened.enter_context(open_tree(target, folder, self._memo))
            self._cache = opened.enter_context(self._open_cache(folder / "cache.sqlite"))
            self._opened = opened.pop_all()
        self._builds += 1
        return self._tree.fresh

    def _open_cache(self, file: Path) -> AbstractContextManager[Cache]:
        """With a key that the environment gives, nothing that another wrote is believed."""
        version = self._settings.program + given_key()
        return open_cache(file, version, find_key(self._settings.project))

    def load(self) -> bool:
        """Read content, and log its warnings; whether there was no problem in it."""
        settings, cache = self._settings, self._cache
        self._compiler = self._opened.enter_context(compiling(settings.render_options, cache))
        try:
            warnings = self._read()
        except UNLIKE_WRITTEN:
            # Of the values of a forged cache, no more is known than that they are plain ones.
            cache.discard()
            warnings = self._read()
        for warning in warnings:
            log.warning("%s", warning)
        return not self._loaded.problems

    def _read(self) -> list[Problem]:
        """Read content; the warnings of all files without a problem."""
        settings = self._settings
        cache = MemoizedCache(self._cache, self._memo) if self._is_preview else self._cache
        root, zone, project = settings.content, settings.site.zone, settings.project
        loaded = Loader(
            root,
            zone,
            project,
            cache,
            spread_over(settings.jobs),
            self._memo if self._is_preview else None,
            settings.render_options.dialect,
            settings.docs,
            settings.media_types,
        ).load()
        if settings.history:
            loaded = add_histories(loaded, root, project, zone, cache)
        self._loaded = loaded
        faulty = {problem.path for problem in loaded.problems}
        today = settings.now.date()
        found = find_warnings(loaded, settings.site, settings.content, today, self._cache)
        told = sorted({*settings.warnings, *loaded.warnings, *found})
        return [warning for warning in told if warning.path not in faulty]

    def digests_of(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The digests of those of some files that content was read from."""
        return {path: self._loaded.digests[path] for path in paths if path in self._loaded.digests}

    def read_compiled(self) -> Mapping[str, bytes]:
        """What MkDocs compiled its own pages' templates to."""
        return read_compiled(self._cache)

    def check(self, settings: Settings, taken: Mapping[str, str] | None) -> list[Problem]:
        """All problems of content that can't be built."""
        return _problems(check(settings, taken))

    def build(self, settings: Settings, taken: Mapping[str, str]) -> list[Problem]:
        """Render what is stale; the problems that keep it from being published.

        `taken` maps each file that MkDocs has written to what it is made from. Raises PublishError,
        or OSError.
        """
        if self._loaded.problems:
            return [*self._loaded.problems]
        self._scope = "preview" if settings.site.preview else "site"
        self._anticipate = partial(
            anticipate, self._loaded, settings, taken, self._cache, self._scope, self._memo
        )
        try:
            self._built = build(
                self._loaded,
                settings,
                taken,
                self._cache,
                self._scope,
                self._tree,
                self._memo,
                self._compiler,
            )
        except ContentError as error:
            return _problems({*error.problems, *check(settings, taken)})
        except TemplateError as error:
            return [render.template_problem(error, settings.project)]
        except UNLIKE_WRITTEN as error:
            if not self._cache.had_any:
                raise
            self._cache.discard()  # the next build does without
            message = f"the cache in '{settings.cache_folder}' has values that no build has written"
            raise PublishError(message, "it is removed now, so build again") from error
        if self._built.news and not settings.site.preview:
            for found in self._find_vanished(settings):
                log.log(LEVELS[found.severity], "%s", found)
        log.info("%s", self._built.summary)
        return []

    def _find_vanished(self, settings: Settings) -> list[Problem]:
        return find_vanished(
            self._tree.listed or {},
            self._built.manifest.keys(),
            self._loaded.records,
            settings.now,
            settings.site,
            settings.content,
        )

    def publish(self, compiled: Mapping[str, bytes]) -> None:
        """Publish what was built; `compiled` has those of MkDocs' templates that weren't known.

        Raises PublishError, or OSError.
        """
        self._tree.publish(self._built.manifest)
        self._is_published = True
        self._opened.callback(self._remember, compiled)

    def close(self) -> None:
        """End a build, however it went. What it published is there before, and nothing that fails
        from then on makes that a failed build: the next one finds out for itself what there is."""
        try:
            self._opened.close()
        except Exception as error:
            if not self._is_published:
                raise
            is_told = isinstance(error, PublishError | OSError | MemoryError)
            reason = str(error) or type(error).__name__
            log.warning(
                "the site is published, but the next build may take longer: %s",
                reason,
                exc_info=None if is_told else error,
            )

    def _remember(self, compiled: Mapping[str, bytes]) -> None:
        built = self._built
        with self._tree.preparing(built.manifest):
            self._tree.settle()
            built.remember(self._cache, self._scope, self._tree.target, self._memo)
            keep_compiled(self._cache, compiled)
            if self._is_apart:
                with suppress(ContentError):  # the next build tells of it
                    self._anticipate()


def _problems(found: Sequence[Problem] | set[Problem]) -> list[Problem]:
    return [item for item in sorted(found) if item.severity == "problem"]
