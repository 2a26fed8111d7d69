"""The MkDocs plugin: MkDocs renders the site's own pages, the engine all others, into one tree.

MkDocs empties `site_dir` before it has read anything. So it is led to an empty folder instead, and
the finished tree takes the target's place at the very end, when nothing can fail any more. During
`mkdocs serve`, problems in content are shown in place of the pages until they are mended.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefings import configuration, engine, output, render, reporting
from briefings.builder import Builder
from briefings.content.scan import blank_comments
from briefings.model import Problem, SitePage
from briefings.pages import Page, page_url
from briefings.pages.heads import head

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.briefings")

LAST = -1000


class BriefingsPlugin(BasePlugin[configuration.Options]):  # type: ignore[no-untyped-call]
    """What is kept here lives from one `on_config` to the next `on_post_build`.

    Only a preview's server and its builder outlive a build. The server is shown the site, or the
    problems in its place. The preview's tree is its own, and there when the next one starts.
    """

    serving = False
    server: LiveReloadServer | None = None
    builder: Builder | None = None
    is_apart = False
    said = ExitStack()
    settings: engine.Settings
    target: Path | None = None
    fresh: Path
    compiled: render.Compiled
    problems: tuple[Problem, ...]
    taken: dict[str, str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        output.accept_any_text()
        reporting.count_quiet_warnings()

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.settings = configuration.read_settings(config, self.config, preview=self.serving)
        site = self.target = Path(config.site_dir)
        if self.serving:
            self.target = self.settings.cache_folder / "preview"
        travels = self.serving and engine.pickled(self.settings) is not None
        if self.builder is None or (self.is_apart and not travels):
            self.is_apart = travels and engine.can_fork()
            self.builder = self._start_builder()
        with self._refusing():
            self.fresh = self.builder.open(self.settings, self.target)
        config.site_dir = str(self.fresh)
        self.said.close()
        self.said.enter_context(reporting.naming(site))
        config.theme.static_templates -= {"sitemap.xml"}
        configuration.name_headings(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Content is read, and judged, before MkDocs reads a file of it."""
        self.problems = ()
        with self._refusing():
            if not self._building.load():
                taken = configuration.find_taken(config, self.settings)
                self._report(self._building.check(self.settings, taken))
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
        self.compiled = render.Compiled({})
        if render.compile_alike(env, config.theme.get_env()):
            with self._refusing():
                self.compiled = render.Compiled(self._building.read_compiled())
            env.bytecode_cache = self.compiled
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

    @event_priority(LAST)
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """No note of an editor's is in what becomes HTML, whatever a comment looks like there."""
        return blank_comments(markdown)

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
        with self._refusing():
            if not self.problems:
                self._report(self._building.build(self.settings, self.taken))
                if not (self.problems or reporting.has_warnings()):
                    self._building.publish(self.compiled.new)
                    reporting.count_no_more()
            if self.problems:
                self._write_problems()
            self._building.close()
        self.said.close()
        config.site_dir = str(self.target)
        self._show()

    @event_priority(LAST)
    def on_build_error(self, *, error: Exception) -> None:
        self.said.close()
        if self.builder is not None:
            with suppress(engine.PublishError, OSError, MemoryError):  # what ends the build is told
                self.builder.close()
        if isinstance(error, OSError | MemoryError):
            # Of MkDocs itself, or of another plugin: MkDocs would end by a traceback.
            log.error("%s", engine.explain(error, self.target))
            raise Abort("Aborted with a BuildError!") from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        for folder in (self.settings.content, *config.theme.dirs):
            server.watch(str(folder))
        self.server = server
        self._show()
        return server

    def _start_builder(self) -> Builder:
        """A preview's builds are made apart from its server, unless a setting can't go there."""
        if self.is_apart:
            make = partial(Builder, is_preview=True, is_apart=True)
            return engine.apart(make, unwaited=["close"])
        return Builder(is_preview=self.serving)

    @property
    def _building(self) -> Builder:
        assert self.builder is not None, "MkDocs calls `on_config` first"
        return self.builder

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """End a build that can't be published, in words."""
        try:
            yield
        except (engine.PublishError, OSError, MemoryError) as error:
            if isinstance(error, engine.EndedError):
                self.builder = None
            raise PluginError(str(engine.explain(error, self.target))) from error

    def _write_problems(self) -> None:
        """What stands in `fresh` by now, the theme's files, serves the page of problems too."""
        shutil.rmtree(self.problem_folder, ignore_errors=True)
        shutil.copytree(self.fresh, self.problem_folder)
        page = render.render_problems(self.problems, self.settings.site, self.settings.look)
        for name in ("index.html", "404.html"):
            (self.problem_folder / name).write_bytes(page)

    def _show(self) -> None:
        """Have the preview's server show the site, or whatever is asked for, the problems."""
        if self.server and self.target:
            root = self.problem_folder if self.problems else self.target
            self.server.root = str(root)
            self.server.error_handler = lambda code: (root / "404.html").read_bytes()

    @property
    def problem_folder(self) -> Path:
        return self.settings.cache_folder / "problems"

    def _render_fragment(self, page: MkDocsPage, base: str) -> str:
        try:
            return render.render_fragment(page.content or "", base)
        except render.MarkdownError as error:
            path = self.taken[page.file.dest_uri]
            self._report([Problem(path, 1, 1, error.message, error.hint)])
            return ""

    def _report(self, problems: Sequence[Problem]) -> None:
        """Print problems, if there are any; then end the build, or let the preview show them."""
        for problem in problems:
            log.error("%s", problem)
        if problems and not self.serving:
            number = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
            raise PluginError(f"{number}; nothing was published")
        self.problems = tuple(problems)
