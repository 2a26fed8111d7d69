"""The MkDocs plugin: MkDocs renders the site's own pages, a session all others, into one tree.

MkDocs empties `site_dir` before it has read anything. So `site_dir` is set to an empty folder for
the build, and the finished tree takes the target's place at the very end, when nothing else can
fail. During `mkdocs serve`, problems in content are shown in place of the pages until they are
fixed.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefings import mkdocs_files, mkdocs_log, problem_report, render
from briefings.build.preview_process import PreviewSession
from briefings.build.processes import can_fork
from briefings.build.session import BuildSession
from briefings.config import find_cluster, name_headings, read_settings
from briefings.config_options import Options
from briefings.content.markup.omitted_elements import blank_unseen
from briefings.mkdocs_pages import OwnPages, list_pages
from briefings.model import Problem
from briefings.pages import Page, page_url
from briefings.pages.page_metadata import head
from briefings.publish.errors import PublishError, explain
from briefings.settings import Settings, pickled

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.briefings")

FIRST, LAST = 1000, -1000


class BriefingsPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """State of one build, from `on_config` to `on_post_build`.

    Only a preview's server and its session outlive a build. The server shows the site, or the
    problems in its place. A preview has a tree of its own, which the next preview starts from.
    """

    serving = False
    server: LiveReloadServer | None = None
    session: BuildSession | PreviewSession | None = None
    log_context = ExitStack()
    settings: Settings
    target: Path | None = None
    fresh: Path
    compiled: render.Compiled
    problems: tuple[Problem, ...]
    sources: dict[str, str]
    listed: dict[str, int]
    own_pages: OwnPages

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        problem_report.accept_any_text()
        mkdocs_log.count_quiet_warnings()

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.settings = read_settings(config, self.config, preview=self.serving)
        site = self.target = Path(config.site_dir)
        if self.serving:
            self.target = self.settings.cache_folder / "preview"
        with self._refusing():
            self.session = self._choose_session()
            cluster = find_cluster(self.config)
            self.fresh = self.session.open(self.settings, self.target, cluster)
        config.site_dir = str(self.fresh)
        self.log_context.close()
        self.log_context.enter_context(mkdocs_log.naming(site))
        # It would have MkDocs' own pages only.
        config.theme.static_templates -= {"sitemap.xml"}
        name_headings(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the content before MkDocs reads any of it."""
        self.problems, self.own_pages = (), OwnPages({}, {})
        config.extra_templates = []  # they would be templates that content writes
        with self._refusing():
            if not self._opened_session.load():
                sources = mkdocs_files.find_source_paths(config, self.settings)
                self._report(self._opened_session.check(self.settings, sources))
                config.nav = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        files = mkdocs_files.select_files(files)
        self.sources = mkdocs_files.source_paths(files, self.settings)
        if not self.problems:
            self._report(mkdocs_files.find_faults(files, config, self.sources))
        own = {file.src_uri: file for file in mkdocs_files.own(files, config)}
        if self.problems:
            config.nav = None
            return Files([file for file in files if file.src_uri not in own])
        with self._refusing():
            paths = {
                name: mkdocs_files.path_of_file(Path(str(file.abs_src_path)), self.settings)
                for name, file in own.items()
            }
            self.own_pages = OwnPages(paths, self._opened_session.digests_of([*paths.values()]))
        for file in own.values():
            self.own_pages.guard(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.listed = {page.file.src_uri: place for place, page in enumerate(nav.pages)}
        return nav

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Read one of the site's own pages, in whose text MkDocs then finds no keys."""
        return self.own_pages.read_source(page)

    @event_priority(FIRST)
    def _give_keys(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put a page's keys into its metadata before other plugins' events, as MkDocs would."""
        self.own_pages.give_keys(page)
        return markdown

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Configure MkDocs' templates, and list the site's own pages for every page's footer.

        Last, since by now all titles are known, and no other plugin changes the environment.
        """
        if problems := self.own_pages.problems:
            self._report(problems)
        self.compiled = render.Compiled({})
        if render.compile_alike(env, config.theme.get_env()):
            with self._refusing():
                self.compiled = render.Compiled(self._opened_session.read_compiled_by_mkdocs())
            env.bytecode_cache = self.compiled
        render.configure(env)
        pages = list_pages(files, self.listed, self.sources)
        self.settings = replace(self.settings, site=replace(self.settings.site, pages=pages))
        return env

    @event_priority(LAST)
    def _blank_unseen(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Remove editors' notes before conversion, whatever a comment would become in HTML."""
        return blank_unseen(markdown)

    on_page_markdown = CombinedEvent(_give_keys, _blank_unseen)

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give MkDocs' pages the same context as all others."""
        site = self.settings.site
        title = str(page.title or site.name)
        planned = Page(page_url(page.file.dest_uri), "main")
        view = head(title, str(page.meta.get("description") or site.description or title))
        context["page"] = render.view_page(view, planned, site)
        context["site"] = render.view_site(site)
        context["body"] = Markup(self._render_site_page(page, planned.base))
        context["titled"] = "<h1" in context["body"]
        return context

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        with self._refusing():
            if not self.problems:
                self._report(self._opened_session.build(self.settings, self.sources))
                if not (self.problems or mkdocs_log.has_warnings()):
                    self._opened_session.publish(self.compiled.new)
                    mkdocs_log.count_no_more()
            if self.problems:
                self._write_problems()
            self._opened_session.close()
        self.log_context.close()
        config.site_dir = str(self.target)
        self._show()

    @event_priority(LAST)
    def on_build_error(self, *, error: Exception) -> None:
        self.log_context.close()
        if self.session is not None:
            with suppress(
                PublishError, OSError, MemoryError
            ):  # the error that ended the build is reported
                self.session.close()
        if isinstance(error, OSError | MemoryError):
            # Of MkDocs itself, or of another plugin: MkDocs would end by a traceback.
            log.error("%s", explain(error, self.target))
            raise Abort("Aborted with a BuildError!") from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        for folder in (self.settings.content, *config.theme.dirs):
            server.watch(str(folder))
        self.server = server
        self._show()
        return server

    def _choose_session(self) -> BuildSession | PreviewSession:
        """Return the session of the last build, or start one.

        A preview's session is another process, unless a setting can't be pickled, such as a
        Markdown extension that holds a function of its own.
        """
        is_picklable = self.serving and pickled(self.settings) is not None
        if isinstance(self.session, BuildSession) or (self.session and is_picklable):
            return self.session
        if is_picklable and can_fork():
            return PreviewSession()
        return BuildSession(is_preview=self.serving)

    @property
    def _opened_session(self) -> BuildSession | PreviewSession:
        assert self.session is not None, "MkDocs calls `on_config` first"
        return self.session

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """End a build that can't be published with a message instead of a traceback."""
        try:
            yield
        except (PublishError, OSError, MemoryError) as error:
            raise PluginError(str(explain(error, self.target))) from error

    def _write_problems(self) -> None:
        """Write the page of problems, beside the theme's files, which are in `fresh` by now."""
        shutil.rmtree(self.problem_folder, ignore_errors=True)
        shutil.copytree(self.fresh, self.problem_folder)
        page = render.render_problems(
            self.problems, self.settings.site, self.settings.render_options
        )
        for name in ("index.html", "404.html"):
            (self.problem_folder / name).write_bytes(page)

    def _show(self) -> None:
        """Have the preview's server show the site, or the problems at every address."""
        if self.server and self.target:
            root = self.problem_folder if self.problems else self.target
            self.server.root = str(root)
            self.server.error_handler = lambda code: _read_page(root / "404.html")

    @property
    def problem_folder(self) -> Path:
        return self.settings.cache_folder / "problems"

    def _render_site_page(self, page: MkDocsPage, base: str) -> str:
        try:
            with render.limit_time():
                return render.render_site_page(page.content or "", base)
        except render.MarkdownError as error:
            path = self.sources[page.file.dest_uri]
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


def _read_page(file: Path) -> bytes | None:
    """The bytes of a page; None, for which MkDocs has words of its own, if somebody removed it."""
    try:
        return file.read_bytes()
    except OSError:
        return None
