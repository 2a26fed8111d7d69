"""Page -> bytes: Markdown, sanitiser, templates."""

from briefings.render.compiler import Compiled, compile_alike
from briefings.render.environment import (
    compile_templates,
    configure,
    make_environment,
    template_sources,
)
from briefings.render.fragment import render_fragment
from briefings.render.lookups import Lookups, describe_lookup, index_lookups, lookups_by_kind
from briefings.render.markdown import (
    MarkdownError,
    SlowError,
    convert,
    limit_time,
    python_markdown,
)
from briefings.render.page import (
    Look,
    RenderedPage,
    Renderer,
    check_own_pages,
    view_page,
    view_site,
)
from briefings.render.problems import render_problems, template_problem

__all__ = [
    "Compiled",
    "Look",
    "Lookups",
    "MarkdownError",
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
