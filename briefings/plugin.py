"""The MkDocs plugin: MkDocs renders the site's own pages, the engine all others, into one tree.

MkDocs empties `site_dir` before it has read anything. So it is led to an empty folder instead, and
the finished tree takes the target's place at the very end, when nothing can fail any more. During
`mkdocs serve`, problems in content are shown in place of the pages until they are mended.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, TemplateError
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from briefings import configuration, engine, render
from briefings.content import Loaded, Recollection, load
from briefings.editor.check import check
from briefings.editor.review import find_warnings
from briefings.model import ContentError, Problem, SitePage
from briefings.pages import Page, page_url
from briefings.pages.heads import head

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.briefings")

LAST = -1000


class BriefingsPlugin(BasePlugin[configuration.Options]):  # type: ignore[no-untyped-call]
    """What is kept here lives from one `on_config` to the next `on_post_build`.

    Only a preview's server outlives a build, which is shown the site, or the problems in its place,
    and what a build has `kept` so that the next one needn't make it anew. A preview has a tree of
    its own, which outlives the server, so that the next one starts with it.
    """

    serving = False
    builds = 0
    server: LiveReloadServer | None = None
    settings: engine.Settings
    target: Path
    open: ExitStack
    cache: engine.Cache
    tree: engine.Tree
    loaded: Loaded
    problems: tuple[Problem, ...]
    taken: dict[str, str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        self.kept = engine.Kept()
        self.recollection = Recollection() if self.serving else None

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.settings = configuration.read_settings(config, self.config, preview=self.serving)
        folder = self.settings.project / ".briefings"
        self.target = folder / "preview" if self.serving else Path(config.site_dir)
        try:
            with ExitStack() as opened:
                opened.enter_context(engine.uncollected(self.builds))
                self.tree = opened.enter_context(engine.open_tree(self.target, folder, self.kept))
                file = folder / "cache.sqlite"
                self.cache = opened.enter_context(engine.open_cache(file, self.settings.program))
                self.open = opened.pop_all()
        except (engine.PublishError, OSError) as error:
            raise PluginError(str(error)) from error
        self.builds += 1
        config.site_dir = str(self.tree.fresh)
        config.theme.static_templates -= {"sitemap.xml"}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Content is read, and judged, before MkDocs reads a file of it."""
        settings = self.settings
        self.compiler = self.open.enter_context(engine.compiling(settings.look, self.cache))
        spread = engine.spread_over(settings.jobs)
        loaded = load(
            settings.content,
            settings.site.zone,
            settings.project,
            self.cache,
            spread,
            self.recollection,
            with_history=settings.history,
        )
        self.loaded = loaded
        self.problems = ()
        faulty = {problem.path for problem in loaded.problems}
        for warning in find_warnings(loaded, settings.site, settings.content, self.cache):
            if warning.path not in faulty:
                log.warning("%s", warning)
        if loaded.problems:
            self._report(check(settings, configuration.find_taken(config, settings)))
            config.nav = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        files = configuration.site_files(files)
        if self.problems:
            return Files([file for file in files if not file.is_documentation_page()])
        self.taken = configuration.taken_files(files, self.settings)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.listed = {page.file.src_uri for page in nav.pages}
        return nav

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """All titles are known by now: the site's own pages join every page's footer.

        Nor will another plugin change by now how MkDocs' templates are compiled.
        """
        if render.compile_alike(env, config.theme.get_env()):
            env.bytecode_cache = self.open.enter_context(engine.keeping_compiled(self.cache))
        render.configure(env)
        pages = tuple(
            SitePage(
                title=str(file.page.title),
                url=page_url(file.dest_uri),
                path=self.taken[file.dest_uri],
                listed=file.src_uri in self.listed,
            )
            for file in files.documentation_pages()
            if file.page is not None
        )
        self.settings = replace(self.settings, site=replace(self.settings.site, pages=pages))
        return env

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """MkDocs' pages are told the same, in the same words, as all others."""
        site = self.settings.site
        title = str(page.title or site.name)
        planned = Page(page_url(page.file.dest_uri), "main")
        view = head(title, str(page.meta.get("description") or site.description or title))
        context["page"] = render.view_page(view, planned, site)
        context["site"] = render.view_site(site)
        context["body"] = Markup(self._render_fragment(page, planned.base))
        context["titled"] = "<h1" in context["body"]
        return context

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self.problems:
            try:
                self._build()
            except ContentError as error:
                found = check(self.settings, self.taken)
                self._report(sorted({*error.problems, *found}))
            except TemplateError as error:
                self._report([render.template_problem(error, self.settings.project)])
            except (engine.PublishError, OSError) as error:
                raise PluginError(str(error)) from error
        if self.problems:
            self._write_problems()
        self.open.close()
        config.site_dir = str(self.target)
        self._show()

    def on_build_error(self, *, error: Exception) -> None:
        if hasattr(self, "open"):
            self.open.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        for folder in (self.settings.content, *config.theme.dirs):
            server.watch(str(folder))
        self.server = server
        self._show()
        return server

    def _build(self) -> None:
        scope = "preview" if self.settings.site.preview else "site"
        built = engine.build(
            self.loaded,
            self.settings,
            self.taken,
            self.cache,
            scope,
            self.tree,
            self.kept,
            self.compiler,
        )
        log.info("%s", built.summary)
        if not _is_refused():
            self.tree.publish(built.manifest)
            with self.tree.preparing(len(built.manifest)):
                built.remember(self.cache, scope, self.tree.target, self.kept)

    def _write_problems(self) -> None:
        """What stands in `fresh` by now, the theme's files, serves the page of problems too."""
        shutil.rmtree(self.problem_folder, ignore_errors=True)
        shutil.copytree(self.tree.fresh, self.problem_folder)
        page = render.render_problems(self.problems, self.settings.site, self.settings.look)
        for name in ("index.html", "404.html"):
            (self.problem_folder / name).write_bytes(page)

    def _show(self) -> None:
        """Have the preview's server show the site, or whatever is asked for, the problems."""
        if self.server:
            root = self.problem_folder if self.problems else self.target
            self.server.root = str(root)
            self.server.error_handler = lambda code: (root / "404.html").read_bytes()

    @property
    def problem_folder(self) -> Path:
        return self.settings.project / ".briefings" / "problems"

    def _render_fragment(self, page: MkDocsPage, base: str) -> str:
        try:
            return render.render_fragment(page.content or "", base)
        except render.MarkdownError as error:
            path = self.taken[page.file.dest_uri]
            self._report([Problem(path, 1, 1, error.message, error.hint)])
            return ""

    def _report(self, found: Sequence[Problem]) -> None:
        """Print all problems; then end the build, or let the preview show them."""
        problems = [item for item in found if item.severity == "problem"]
        for problem in problems:
            log.error("%s", problem)
        if not self.serving:
            number = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
            raise PluginError(f"{number}; nothing was published")
        self.problems = tuple(problems)


def _is_refused() -> bool:
    """Whether `--strict` will end the build, because of warnings that MkDocs has counted."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
