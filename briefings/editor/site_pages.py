"""Whether the site's own pages can be converted, as MkDocs will have to."""

from __future__ import annotations

from collections.abc import Mapping, Set

from briefings.model import Body, ContentError, Problem
from briefings.render import (
    Conversions,
    RenderOptions,
    convert,
    limit_time,
    python_markdown,
    render_site_page,
)


def check_pages(
    pages: Mapping[str, Body], faulty: Set[str], options: RenderOptions
) -> list[Problem]:
    """Return problems of the pages that can't be converted, up to the first that takes too long.

    `pages` are by path; those that are `faulty` have problems of their own.
    """
    converter = python_markdown(options.extensions, options.configs)
    conversions = Conversions()
    problems: list[Problem] = []
    for path in pages:
        if path in faulty or conversions.is_over:
            continue
        try:
            page = pages[path]
        except ContentError as error:
            problems += error.problems
            continue

        # The default binds this page's text; the name is bound anew in the next round.
        def convert_page(text: str = page.text) -> None:
            with limit_time():
                render_site_page(convert(converter, text), "")

        conversions.run(path, page.line, convert_page)
    return problems + conversions.problems
