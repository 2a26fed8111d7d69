"""A planned page -> its bytes: context, Markdown in it to HTML, template."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from markupsafe import Markup

from briefings.archive import Archive, DependencyRecorder, track_archive
from briefings.content import Dialect
from briefings.model import Problem, Site
from briefings.pages import TEMPLATES, Page, Prose, context, menu
from briefings.pages.views import PageView, SiteView
from briefings.render.body import BodyContext, RenderedBody, render_body
from briefings.render.data_files import render_data
from briefings.render.direction import directed, spoken
from briefings.render.environment import BASE, Once, json_ld, make_environment, render_template
from briefings.render.jinja_speedups import Compiled
from briefings.render.link_index import MENTION_WORDS, LinkIndex, track_links
from briefings.render.markdown import gfm, python_markdown
from briefings.render.site_page_links import find_bad_links, may_link
from briefings.render.text_anchors import TextAnchors, make_anchors


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Template folders (the first wins), the Markdown engine, its extensions and their options.

    `content` is the content folder on disk, from which media are copied.
    """

    folders: tuple[str, ...]
    engine: Literal["python-markdown", "gfm"]
    extensions: tuple[Any, ...]
    configs: Mapping[str, Mapping[str, Any]]
    content: Path

    @property
    def dialect(self) -> Dialect:
        named = (
            extension if isinstance(extension, str) else type(extension).__module__
            for extension in self.extensions
        )
        return Dialect(self.engine, tuple(named))


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's bytes, what is wrong with its bodies, and the names of all that was read for it."""

    content: bytes
    problems: Sequence[Problem]
    reads: Set[str]


class Renderer:
    """Renders the pages of one archive; made once a process, since templates are compiled once.

    `link_index` says where bodies' links can lead and who is mentioned in them; `compiled` holds
    compiled templates (`compile_templates`).
    """

    def __init__(
        self,
        archive: Archive,
        site: Site,
        options: RenderOptions,
        link_index: LinkIndex,
        compiled: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.recorder = DependencyRecorder()
        self.archive, self.site = track_archive(archive, self.recorder), site
        self.environment = make_environment(options.folders, Compiled(compiled))
        self.site_view = view_site(site)
        tracked = track_links(link_index, self.recorder)
        converter = (
            gfm()
            if options.engine == "gfm"
            else python_markdown(options.extensions, options.configs)
        )
        self.text_anchors = TextAnchors(
            self.archive, converter, options.extensions, options.configs
        )
        anchors = make_anchors(self.archive, site, self.text_anchors)
        self.bodies = BodyContext(converter, tracked.targets, tracked.mentions, anchors=anchors)

    def render(self, page: Page) -> RenderedPage:
        """Return the page's bytes, and what is wrong with the bodies in it.

        Raises jinja2.TemplateSyntaxError for a fault of the theme.
        """
        # What a page that raised had looked up isn't this one's.
        self.recorder.take()
        values = context(page, self.archive, self.site)
        problems: list[Problem] = []

        def html_of(prose: Prose) -> Markup:
            self.recorder.dependencies.add(MENTION_WORDS)
            body = self._text(prose) if prose.at else self.render_body(prose)
            problems.extend(body.problems)
            text = f"{prose.before}{body.html}{prose.after}"
            direction = Markup("")
            if prose.at:
                direction = spoken(None, prose.lang) if prose.lang else directed(body.html)
            return Markup(f"<div{direction}>\n{text}\n</div>" if "dir=" in direction else text)

        if page.kind not in TEMPLATES:
            url = self.site.url
            text = render_data(
                page.url, values["data"], lambda html: html_of(html).replace(BASE, url)
            )
            return RenderedPage(text.encode("utf-8"), problems, self.recorder.take())
        for key, value in values.items():
            if isinstance(value, Prose):
                values[key] = html_of(value)
            elif isinstance(value, list) and value and isinstance(value[0], Prose):
                values[key] = [html_of(prose) for prose in value]
        view = view_page(values["page"], page, self.site)
        base, view["base"] = view["base"], BASE
        values["page"] = view
        values["site"] = self.site_view
        html = render_template(self.environment, f"{page.kind}.html", values)
        # Parts of pages are memoized with the placeholder, so that pages of any depth share them.
        content = html.replace(BASE, base).encode("utf-8")
        return RenderedPage(content, problems, self.recorder.take())

    @property
    def remembered(self) -> int:
        """How many parts of pages are kept for others that show the same."""
        return self.archive.memo.size + len(self._blocks)

    def forget(self) -> None:
        """Keep no part of a page any longer; what is needed again is made again, the same."""
        self.archive.memo.clear()
        self._blocks.clear()

    @property
    def _blocks(self) -> dict[Hashable, str]:
        once = self.environment.extensions[Once.identifier]
        assert isinstance(once, Once)
        return once.rendered

    def _text(self, prose: Prose) -> RenderedBody:
        """A text that several feeds have."""
        return self.archive.memo.get(("text", prose), (), lambda: self.render_body(prose))

    def check_own_pages(self) -> list[Problem]:
        """Return problems of links in the site's own pages that MkDocs doesn't report."""
        found = find_bad_links(self.archive, self.site, self.bodies.targets, self.text_anchors)
        return list(found)

    def render_body(self, prose: Prose) -> RenderedBody:
        """A body's HTML, in which `BASE` stands for the way to the site's root."""
        return render_body(prose, BASE, self.bodies)


def check_own_pages(
    archive: Archive, site: Site, options: RenderOptions, link_index: LinkIndex
) -> list[Problem]:
    """Return problems of links in the site's own pages that MkDocs doesn't report."""
    if not may_link(archive):
        return []
    return Renderer(archive, site, options, link_index).check_own_pages()


def view_site(site: Site) -> SiteView:
    """Return the site, as every page's template has it."""
    return {
        "name": site.name,
        "description": site.description,
        "url": site.url,
        "language": site.language,
        "preview": site.preview,
        "has_feeds": site.has_feeds,
        "sections": menu("masthead"),
        "footer": menu("footer"),
        "pages": [{"name": page.title, "url": page.url} for page in site.pages if page.listed],
    }


def view_page(view: PageView, page: Page, site: Site) -> PageView:
    """Return the page's own part of its context, with its addresses and machine-readable form.

    The page for missing addresses is shown anywhere, so its base is the site's path on its host.
    """
    missing = page.url == "404.html"
    base = (urlsplit(site.url).path or "/") if missing else page.base
    image = view.get("image")
    return {
        "unlisted": False,
        "published": None,
        "modified": None,
        **view,
        "image": site.url + image if image and site.url else None,
        "kind": page.kind,
        "url": page.url,
        "base": site.url if view.get("absolute") else base,
        "canonical": site.url + page.url if site.url and not missing else None,
        "json_ld": json_ld(view.get("data")),
        "feeds": view.get("feeds", []) if site.has_feeds else [],
    }
