"""How templates run: as Jinja2 has it, with two things made fast that a page does a hundred times.

Texts are escaped once each, and macros are called without asking what else they might be. Nothing
that a template can see is different.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import markupsafe
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup

MOST_WORDS = 1 << 16
"""Escaped texts that are remembered: names, addresses and dates stand on many pages."""

_escape_words = lru_cache(MOST_WORDS)(markupsafe.escape)


def escape(value: Any) -> Markup:
    """As `markupsafe.escape`, which makes a new text for each one that it is given."""
    if type(value) is Markup:
        return value
    return _escape_words(value) if type(value) is str else markupsafe.escape(value)


class PageContext(Context):
    """A context that calls macros right away, since they need nothing of it."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if type(__obj) is not Macro:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)


class PageCodeGenerator(CodeGenerator):
    """Templates whose functions escape by the environment's `escape`."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escape")
