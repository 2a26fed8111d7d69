"""A planned page -> its bytes: context, Markdown in it to HTML, template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from markupsafe import Markup

from briefings.archive import Archive
from briefings.model import Actor, Problem, Records, Region, Site
from briefings.model.identifiers import day_url
from briefings.pages import Page, Prose, context
from briefings.pages.views import Link, PageView, SiteView
from briefings.render.body import BodyContext, RenderedBody, render_body
from briefings.render.environment import BASE, json_ld, make_environment, render_template
from briefings.render.links import Targets
from briefings.render.markdown import gfm, python_markdown
from briefings.render.mentions import index_mentions

SECTIONS: tuple[Link, ...] = (
    {"name": "Latest", "url": ""},
    {"name": "Regions", "url": "regions/"},
    {"name": "Actors", "url": "actors/"},
    {"name": "Claims", "url": "claims/"},
    {"name": "Archive", "url": "archive/"},
)


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are made: template folders (the first wins), the Markdown engine and its options.

    `content` is the content folder on disk, from which media are copied.
    """

    folders: tuple[str, ...]
    engine: Literal["python-markdown", "gfm"]
    extensions: tuple[Any, ...]
    configs: Mapping[str, Mapping[str, Any]]
    content: Path


@dataclass(frozen=True, slots=True)
class RenderedPage:
    content: bytes
    problems: Sequence[Problem] = ()


class Renderer:
    """Renders the pages of one archive; made once a process, since templates are compiled once.

    `urls` are all of the site's addresses; without it, links from the site's root aren't checked.
    """

    def __init__(
        self, archive: Archive, site: Site, look: Look, urls: frozenset[str] | None
    ) -> None:
        self.archive, self.site, self.look = archive, site, look
        self.environment = make_environment(look.folders)
        self.site_view = view_site(site)
        records = archive.records
        named: list[Region | Actor] = [*records.regions.values(), *records.actors.values()]
        self.bodies = BodyContext(
            gfm() if look.engine == "gfm" else python_markdown(look.extensions, look.configs),
            Targets(_addresses(records, site), urls, archive.withheld_paths),
            index_mentions(named),
        )

    def render(self, page: Page) -> RenderedPage:
        """The page's bytes, and what is wrong with the bodies in it.

        Raises jinja2.TemplateSyntaxError for a fault of the theme, OSError for media that can't be
        read.
        """
        if page.kind == "media":
            return RenderedPage((self.look.content / page.url).read_bytes())
        values = context(page, self.archive, self.site)
        problems: list[Problem] = []
        for key, value in values.items():
            if isinstance(value, Prose):
                body = self.render_body(value)
                problems += body.problems
                values[key] = Markup(body.html)
        view = view_page(values["page"], page, self.site)
        base, view["base"] = view["base"], BASE
        values["page"] = view
        values["site"] = self.site_view
        html = render_template(self.environment, f"{page.kind}.html", values)
        return RenderedPage(html.replace(BASE, base).encode("utf-8"), problems)

    def render_body(self, prose: Prose) -> RenderedBody:
        """A body's HTML, in which `BASE` stands for the way to the site's root."""
        return render_body(prose, BASE, self.bodies)


def view_site(site: Site) -> SiteView:
    """What every page is told of the site."""
    return {
        "name": site.name,
        "description": site.description,
        "url": site.url,
        "language": site.language,
        "preview": site.preview,
        "sections": list(SECTIONS),
        "pages": [{"name": page.title, "url": page.url} for page in site.pages if page.listed],
    }


def view_page(view: PageView, page: Page, site: Site) -> PageView:
    """The page's own part of its context, with its addresses and machine-readable form.

    The page for missing addresses is shown anywhere, so its base is the site's path on its host.
    """
    missing = page.url == "404.html"
    image = view.get("image")
    return {
        "unlisted": False,
        "published": None,
        "modified": None,
        **view,
        "image": site.url + image if image and site.url else None,
        "kind": page.kind,
        "url": page.url,
        "base": (urlsplit(site.url).path or "/") if missing else page.base,
        "canonical": site.url + page.url if site.url and not missing else None,
        "json_ld": json_ld(view.get("data")),
    }


def _addresses(records: Records, site: Site) -> dict[str, str]:
    """Each content file's path, from the project's root, and the address of its page."""
    addresses = {article.path: article.url for article in records.articles.values()}
    addresses |= {region.path: region.url for region in records.regions.values()}
    addresses |= {actor.path: actor.url for actor in records.actors.values()}
    addresses |= {source.path: source.page_url for source in records.sources.values()}
    addresses |= {briefing.path: day_url(day) for day, briefing in records.briefings.items()}
    addresses |= {page.path: page.url for page in site.pages}
    addresses |= {f"{site.content_dir}/{media}": media for media in records.media}
    return addresses
