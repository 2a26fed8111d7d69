"""Page -> bytes: Markdown, sanitiser, templates."""

from briefings.render.environment import (
    compile_templates,
    configure,
    make_environment,
    template_sources,
)
from briefings.render.jinja_speedups import Compiled, compile_alike
from briefings.render.link_index import Lookups, describe_lookup, index_lookups, lookups_by_kind
from briefings.render.markdown import (
    MarkdownError,
    SlowError,
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
from briefings.render.site_page import render_fragment

__all__ = [
    "Compiled",
    "Lookups",
    "MarkdownError",
    "RenderOptions",
    "RenderedPage",
    "Renderer",
    "SlowError",
    "check_own_pages",
    "compile_alike",
    "compile_templates",
    "configure",
    "convert",
    "describe_lookup",
    "index_lookups",
    "limit_time",
    "lookups_by_kind",
    "make_environment",
    "python_markdown",
    "render_fragment",
    "render_problems",
    "template_problem",
    "template_sources",
    "view_page",
    "view_site",
]
