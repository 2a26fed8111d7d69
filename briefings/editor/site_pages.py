"""Whether the site's own pages can be converted, as MkDocs will have to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from briefings.model import Body, ContentError, Problem
from briefings.render import (
    MarkdownError,
    RenderOptions,
    SlowError,
    convert,
    limit_time,
    python_markdown,
    render_fragment,
)


def check_pages(
    pages: Mapping[str, Body], faulty: Set[str], options: RenderOptions
) -> Iterator[Problem]:
    """The pages that can't be converted, up to the first that takes too long.

    `pages` are by path; those that are `faulty` have problems of their own.
    """
    converter = python_markdown(options.extensions, options.configs)
    for path in pages:
        if path in faulty:
            continue
        try:
            page = pages[path]
        except ContentError as error:
            yield from error.problems
            continue
        try:
            with limit_time():
                render_fragment(convert(converter, page.text), "")
        except MarkdownError as error:
            yield Problem(path, page.line, 1, error.message, error.hint)
            if isinstance(error, SlowError):
                return
