"""Markdown to HTML, by one of two engines, within a time limit.

A converter is made once a process and used for all its documents. What it returns is not safe to
publish: it goes through `sanitize` next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from markdown import Markdown

from briefings.content.cmark import open_cmark
from briefings.content.time_limit import TimeUpError, alarm
from briefings.render.heading_ids import slugify
from briefings.render.markdown_speedups import quicken

Converter = Callable[[str], str]

TOC = re.compile(r"(?:markdown\.extensions\.)?toc(?::TocExtension)?")
SECONDS = 5.0
"""For one text, of 1 MiB at most: five times what plain prose of that size takes."""
MOST_HTML = 2_000_000
"""Characters of HTML that any text may produce, plus `MOST_GROWTH` for each of its own."""
MOST_GROWTH = 10


class MarkdownError(Exception):
    """Markdown that can't be turned into a page; `hint` is what an editor can do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SlowError(MarkdownError):
    """Markdown that takes longer than it may."""


def python_markdown(
    extensions: Sequence[Any],
    configs: Mapping[str, Mapping[str, Any]],
    slug: Callable[[str, str], str] = slugify,
) -> Converter:
    """Python-Markdown, with MkDocs' `markdown_extensions` and `mdx_configs` as its options.

    A `toc` names headings by `slug`, unless the site has set a `slugify` of its own.
    """
    options = {name: dict(values) for name, values in configs.items()}
    for name in extensions:
        if isinstance(name, str) and TOC.fullmatch(name):
            options[name] = {"slugify": slug, **options.get(name, {})}

    def create() -> Markdown:
        return quicken(Markdown(extensions=list(extensions), extension_configs=options))

    engine = create()

    def converter(text: str) -> str:
        nonlocal engine
        try:
            return engine.reset().convert(text)
        except BaseException:
            # Its parser's state outlives an error, and `reset` doesn't clear it.
            engine = create()
            raise

    return converter


def gfm() -> Converter:
    """GitHub Flavored Markdown by cmark, raw HTML included."""
    return open_cmark()


def convert(converter: Converter, text: str) -> str:
    """Return the HTML of one document.

    Raises MarkdownError when it is nested too deeply, breaks an extension, or makes far more HTML
    of its text than there is text.
    """
    try:
        html = converter(text)
    except RecursionError:
        raise MarkdownError("the text is nested too deeply", "use fewer levels") from None
    # Extensions raise whatever they like for a text that they can't read.
    except Exception as error:
        raise MarkdownError(
            f"the text can't be converted: {type(error).__name__}: {error}",
            "look for broken HTML, or turn off the Markdown extension at fault",
        ) from error
    # One definition of a link, referred to very often, is multiplied by the engine.
    if len(html) > MOST_HTML + MOST_GROWTH * len(text):
        raise MarkdownError(
            f"the text comes to {len(html) // 1_000_000:,} MB of HTML",
            "look for a definition that is referred to very often",
        )
    return html


@contextmanager
def limit_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raise MarkdownError for what takes longer than `seconds`.

    That is limited in a process's main thread only, where signals arrive: that is where workers,
    `mkdocs build` and `mkdocs serve` convert.
    """
    try:
        with alarm(seconds):
            yield
    except TimeUpError:
        raise SlowError(
            f"the text takes longer than {seconds:g} s to convert",
            "look for long runs of brackets, or of tags that are never closed",
        ) from None
    except RecursionError:
        raise MarkdownError("the text is nested too deeply", "use fewer levels") from None
