"""Page -> bytes: Markdown, sanitiser, templates."""

from briefings.render.environment import configure
from briefings.render.fragment import render_fragment
from briefings.render.page import (
    Look,
    RenderedPage,
    Renderer,
    explain_template_error,
    render_problems,
    view_page,
    view_site,
)

__all__ = [
    "Look",
    "RenderedPage",
    "Renderer",
    "configure",
    "explain_template_error",
    "render_fragment",
    "render_problems",
    "view_page",
    "view_site",
]
