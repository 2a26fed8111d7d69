"""Page -> bytes: Markdown, sanitizer, templates."""

from briefings.render.environment import (
    compile_templates,
    configure,
    make_environment,
    template_sources,
)
from briefings.render.jinja_speedups import Compiled, compile_alike
from briefings.render.link_index import LinkIndex, describe_link_entry, index_links, link_mappings
from briefings.render.markdown import (
    MarkdownError,
    convert,
    limit_time,
    python_markdown,
)
from briefings.render.problems import render_problems, template_problem
from briefings.render.renderer import (
    RenderedPage,
    Renderer,
    RenderOptions,
    check_own_pages,
    view_page,
    view_site,
)
from briefings.render.site_page import Conversions, render_site_page

__all__ = [
    "Compiled",
    "Conversions",
    "LinkIndex",
    "MarkdownError",
    "RenderOptions",
    "RenderedPage",
    "Renderer",
    "check_own_pages",
    "compile_alike",
    "compile_templates",
    "configure",
    "convert",
    "describe_link_entry",
    "index_links",
    "limit_time",
    "link_mappings",
    "make_environment",
    "python_markdown",
    "render_problems",
    "render_site_page",
    "template_problem",
    "template_sources",
    "view_page",
    "view_site",
]
