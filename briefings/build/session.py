"""The session: it conducts the builds of one site, one after the other.

    open --> load --> check, or build --> publish --> close, which writes what the next build needs

`build` asks each stage in turn, content, archive, pages, render, and `publish` puts the result in
place. A preview's session runs in a process of its own (`preview_process`), so arguments, results
and exceptions must be picklable.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

from jinja2 import TemplateError

from briefings import render
from briefings.build import gc_policy, template_cache
from briefings.build.build import Build, BuildInputs
from briefings.build.processes import spread_over
from briefings.build.render_job import RenderOn
from briefings.build.result import BuildResult
from briefings.cache.memo import Memo
from briefings.cache.memoized_cache import MemoizedCache
from briefings.cache.signing_key import find_key, given_key
from briefings.cache.store import Cache, open_cache
from briefings.content import Loaded
from briefings.editor.check import check
from briefings.editor.removed_addresses import find_vanished
from briefings.editor.review import find_warnings
from briefings.model import ContentError, Problem
from briefings.newsroom import load_newsroom
from briefings.publish.errors import PublishError
from briefings.publish.site_tree import SiteTree, open_tree
from briefings.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefings")

LEVELS = {"problem": logging.ERROR, "warning": logging.WARNING, "note": logging.INFO}

FORGED_VALUES = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
"""What using a forged value raises: it is of its shelf's type, but not as Briefings writes it."""


class BuildSession:
    """Owns the cache, the published tree, the memo and the settings from `open` to `close`.

    A preview's session also memoizes what it has loaded and made for its next build.
    """

    _settings: Settings
    _cache: Cache
    _tree: SiteTree
    _render_on: RenderOn | None
    _loaded: Loaded
    _inputs: BuildInputs
    _build: Build
    _result: BuildResult
    _compiled_by_mkdocs: Mapping[str, bytes]

    def __init__(self, *, is_preview: bool = False) -> None:
        self._memo = Memo()
        self._is_preview = is_preview
        self._builds = 0
        self._is_published = False
        self._opened = ExitStack()

    def open(self, settings: Settings, target: Path, render_on: RenderOn | None = None) -> Path:
        """Lock the site for a build that is to be published as `target`.

        Pages are rendered by `render_on`, or else by this machine. Returns the folder for MkDocs'
        files, at their paths in the site. Raises PublishError, OSError.
        """
        self._settings, self._render_on = settings, render_on
        self._is_published = False
        folder = settings.cache_folder
        with ExitStack() as opened:
            opened.enter_context(gc_policy.paused(self._builds))
            self._tree = opened.enter_context(open_tree(target, folder, self._memo))
            self._cache = opened.enter_context(self._open_cache(folder / "cache.sqlite"))
            self._opened = opened.pop_all()
        self._builds += 1
        return self._tree.fresh

    def _open_cache(self, file: Path) -> AbstractContextManager[Cache]:
        """Open the cache; a secret from the environment is a part of its version, so that a cache
        written without it isn't read."""
        version = self._settings.program + given_key()
        return open_cache(file, version, find_key(self._settings.project))

    def load(self) -> bool:
        """Read content, and log its warnings. Returns whether there was no problem in it."""
        try:
            warnings = self._load()
        except FORGED_VALUES:
            # A forged cache has right digests, so only the use of its values tells.
            self._cache.discard()
            warnings = self._load()
        for warning in warnings:
            log.warning("%s", warning)
        return not self._loaded.problems

    def _load(self) -> list[Problem]:
        """Read content; returns the warnings about files without a problem."""
        settings = self._settings
        cache = MemoizedCache(self._cache, self._memo) if self._is_preview else self._cache
        memo = self._memo if self._is_preview else None
        loaded = load_newsroom(settings, cache, spread_over(settings.jobs), memo)
        self._loaded = loaded
        # Before processes are forked, each of which would inherit it.
        gc_policy.free_memory()
        faulty = {problem.path for problem in loaded.problems}
        today = settings.now.date()
        found = find_warnings(loaded, settings.site, settings.content, today, self._cache)
        warnings = sorted({*settings.warnings, *loaded.warnings, *found})
        return [warning for warning in warnings if warning.path not in faulty]

    def digests_of(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the digests of those of the files that content was read from."""
        return {path: self._loaded.digests[path] for path in paths if path in self._loaded.digests}

    def read_compiled_by_mkdocs(self) -> Mapping[str, bytes]:
        """Return the compiled templates of MkDocs' own pages, from earlier builds."""
        return template_cache.read_compiled_by_mkdocs(self._cache)

    def check(self, settings: Settings, mkdocs_files: Mapping[str, str] | None) -> list[Problem]:
        """Find all problems of content that can't be built."""
        return [found for found in check(settings, mkdocs_files) if found.severity == "problem"]

    def build(self, settings: Settings, mkdocs_files: Mapping[str, str]) -> list[Problem]:
        """Render what is stale. Returns the problems that keep the site from being published.

        `mkdocs_files` maps each file that MkDocs has written to the path of its source. Raises
        PublishError, OSError.
        """
        if self._loaded.problems:
            return [*self._loaded.problems]
        self._settings = settings
        self._inputs = BuildInputs(
            settings,
            self._loaded,
            mkdocs_files,
            self._cache,
            self._tree,
            self._memo,
            self._render_on,
        )
        try:
            self._build = Build(self._inputs)
            self._result = self._build.run()
        except ContentError as error:
            return sorted({*error.problems, *self.check(settings, mkdocs_files)})
        except TemplateError as error:
            return [render.template_problem(error, settings.project)]
        except FORGED_VALUES as error:
            if not self._cache.had_entries:
                raise
            self._cache.discard()
            message = (
                f"the cache in '{settings.cache_folder}' has values that Briefings didn't write"
            )
            raise PublishError(message, "it has been removed: rebuild") from error
        if self._result.update and not settings.site.preview:
            for found in self._find_vanished():
                log.log(LEVELS[found.severity], "%s", found)
        log.info("%s", self._result.summary)
        return []

    def _find_vanished(self) -> list[Problem]:
        settings = self._settings
        return find_vanished(
            self._tree.listed or {},
            self._result.manifest.keys(),
            self._loaded.records,
            settings.now,
            settings.site,
            settings.content,
        )

    def publish(self, compiled_by_mkdocs: Mapping[str, bytes]) -> None:
        """Publish what was built, and keep the templates that MkDocs had to compile.

        Raises PublishError, OSError.
        """
        self._compiled_by_mkdocs = compiled_by_mkdocs
        self._tree.publish(self._result.manifest)
        self._is_published = True

    def close(self, *, warm_up: bool = False) -> None:
        """End the build, however it went, and write what the next one needs to know.

        The site is published before. A failure from then on is only logged: the next build finds
        out for itself what is there. With `warm_up`, prepare that one: where nobody waits.
        """
        is_published, self._is_published = self._is_published, False
        try:
            with self._opened:
                if is_published:
                    self._write_state()
                    if warm_up:
                        self.warm_up()
        except Exception as error:
            if not is_published:
                raise
            # Whatever it is, it must not fail a command whose site is published.
            is_expected = isinstance(error, PublishError | OSError | MemoryError)
            log.warning(
                "the site is published, but the next build may take longer: %s",
                str(error) or type(error).__name__,
                exc_info=None if is_expected else error,
            )

    def _write_state(self) -> None:
        # Only now, as a preview shows its pages already: on a disk this takes 0.07 s of an edit.
        self._tree.settle()
        self._result.write(self._cache, self._tree.target)
        template_cache.write_compiled_by_mkdocs(self._cache, self._compiled_by_mkdocs)
        self._tree.renew_standby()

    def warm_up(self) -> None:
        """Memoize what the build of an edit needs and this build didn't, as it had less to do.

        It saves a second of a preview's first edit, among 10,000 articles.
        """
        importlib.import_module("briefings.content.parse")  # Pydantic takes a sixth of a second
        with suppress(ContentError):  # of a file that has changed meanwhile: the next build's
            self._build.warm_up()
