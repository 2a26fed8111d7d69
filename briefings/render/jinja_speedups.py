"""How templates are compiled and run: as Jinja2 has it, but faster.

What is compiled can be kept (`Compiled`). Texts are escaped once each, and macros are called
without asking what else they might be: a page does either a hundred times. Nothing that a template
can see is different.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

# With 65,536 a build takes 490 MiB instead of 458 (gfm), and is no faster.
MOST_WORDS = 8_192
"""Escaped texts that are remembered: names, addresses and dates stand on many pages."""

OPTIONS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "is_async",
    "undefined",
    "finalize",
    "autoescape",
    "code_generator_class",
    "newstyle_gettext",
    "filters",
    "tests",
    "policies",
)
"""All of an environment but its extensions that its templates' code depends on."""

_escape_words = lru_cache(MOST_WORDS)(markupsafe.escape)


def escape(value: Any) -> Markup:
    """As `markupsafe.escape`, which makes a new text for each one that it is given."""
    if type(value) is Markup:
        return value
    # Together with the calls of macros below: templates take 0.96 s instead of 1.15 s, at 1,000
    # articles.
    return _escape_words(value) if type(value) is str else markupsafe.escape(value)


class PageContext(Context):
    """A context that calls the functions of macros right away, since they need nothing of it."""

    # Named as in Jinja2, whose templates may pass `self` and `obj` as keywords.
    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if type(__obj) is not Macro:
            return super().call(__obj, *args, **kwargs)
        # Jinja2 passes these to calls in loops and blocks, for functions that ask for a context.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        if __obj.caller or __obj.catch_kwargs or __obj.catch_varargs:
            return __obj(*args, **kwargs)
        if rest := __obj.arguments[len(args) :]:
            args += tuple([kwargs.pop(name, missing) for name in rest])
        if kwargs or len(args) > len(__obj.arguments):
            return __obj(*args, **kwargs)  # which says what is wrong
        text = __obj._func(*args)
        return Markup(text) if __obj._default_autoescape else text


class PageCodeGenerator(CodeGenerator):
    """Templates whose functions escape by the environment's `escape`, and that look into a dict
    themselves: a page's context is made of them, and a call for each value costs more."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escape")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if self.environment.is_async:
            super().visit_Getattr(node, frame)
            return
        name = repr(node.attr)
        self.write(f"(found[{name}] if type(found := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {name} in found else environment.getattr(found, {name}))")


def compile_alike(one: Environment, other: Environment) -> bool:
    """Return whether two environments compile templates to the same code; filters and tests count,
    since those of constants are worked out while that is done."""
    return one.extensions.keys() == other.extensions.keys() and all(
        getattr(one, name, None) == getattr(other, name, None) for name in OPTIONS
    )


class Compiled(BytecodeCache):
    """What templates were compiled to, by their name and place; `new` is what was added to it.

    A template's code is used for the source that it was compiled from only.
    """

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self.new: dict[str, bytes] = {}
        self.code = {**known}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = self.new[bucket.key] = bucket.bytecode_to_string()
