"""Problems as a page, for a preview; and faults of the theme as problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from briefings.model import Problem, Site
from briefings.pages import Page
from briefings.pages.page_metadata import head
from briefings.render.environment import make_environment, place_fault, render_template
from briefings.render.renderer import RenderOptions, view_page, view_site

BARE = Markup("<!doctype html><meta http-equiv=refresh content=2><title>{}</title><pre>{}</pre>")


def render_problems(problems: Sequence[Problem], site: Site, options: RenderOptions) -> bytes:
    """Return the page that a preview shows for every address while something has to be mended.

    Where the theme itself is what is broken, it is a bare list.
    """
    title = "Problems in the content"
    view = head(title, "What has to be mended before the site can be shown.")
    shown = [
        {"place": f"{p.path}:{p.line}:{p.column}", "message": p.message, "hint": p.hint}
        for p in problems
    ]
    page = view_page(view, Page("404.html", "problems"), site)
    try:
        values = {"site": view_site(site), "page": page, "problems": shown}
        html = render_template(make_environment(options.folders), "problems.html", values)
    # The theme is what its author is editing: the preview has to show the fault all the same.
    except TemplateError:
        html = BARE.format(title, "\n".join(map(str, problems)))
    return html.encode("utf-8")


def template_problem(error: TemplateError, project: Path) -> Problem:
    """A fault of the theme, in the template and line where Jinja2 found it."""
    fault = place_fault(error)
    path = Path(fault.filename or fault.name or "")
    shown = path.relative_to(project) if path.is_relative_to(project) else path
    return Problem(shown.as_posix(), fault.lineno, 1, fault.message or "", "mend the template")
