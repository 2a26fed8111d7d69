"""Problems as a page, for a preview; and faults of the theme as problems."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from briefings.model import Problem, Site
from briefings.pages import Page
from briefings.pages.heads import head
from briefings.render.environment import make_environment
from briefings.render.page import Look, view_page, view_site

BARE = Markup("<!doctype html><meta http-equiv=refresh content=2><title>{}</title><pre>{}</pre>")


def render_problems(problems: Sequence[Problem], site: Site, look: Look) -> bytes:
    """The page that a preview shows for every address while something has to be mended.

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
        template = make_environment(look.folders).get_template("problems.html")
        html = template.render(site=view_site(site), page=page, problems=shown)
    except TemplateError:
        html = BARE.format(title, "\n".join(map(str, problems)))
    return html.encode("utf-8")


def template_problem(error: TemplateError, project: Path) -> Problem:
    """A fault of the theme, in the template and line where Jinja2 found it."""
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or "", error.lineno
    else:
        frames = traceback.extract_tb(error.__traceback__)
        frame = next(f for f in reversed(frames) if f.filename.endswith((".html", "<template>")))
        file, line = frame.filename, frame.lineno or 1
    path = Path(file)
    shown = path.relative_to(project) if path.is_relative_to(project) else path
    return Problem(shown.as_posix(), line, 1, error.message or str(error), "mend the template")
