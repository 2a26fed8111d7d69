"""GitHub Flavored Markdown to HTML by cmark, which takes linear time whatever the text."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import CDLL, c_void_p
from typing import Any

from cmarkgfm import _cmark, cmark  # type: ignore[import-untyped]

EXTENSIONS = ("table", "autolink", "strikethrough", "tasklist")
OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES


def open_cmark(*more: str) -> Callable[[str], str]:
    """A converter that keeps raw HTML, with `more` of cmark's extensions than the usual ones."""
    cmark.core_extensions_ensure_registered()
    extensions = [cmark.find_syntax_extension(name) for name in (*EXTENSIONS, *more)]
    free = _node_free()

    def converter(text: str) -> str:
        parser = cmark.parser_new(OPTIONS)
        try:
            for extension in extensions:
                cmark.parser_attach_syntax_extension(parser, extension)
            cmark.parser_feed(parser, text)
            root = cmark.parser_finish(parser)
            try:
                used = cmark.parser_get_syntax_extensions(parser)
                return str(cmark.render_html(root, OPTIONS, used))
            finally:
                free(root)
        finally:
            cmark.parser_free(parser)

    return converter


def _node_free() -> Callable[[Any], None]:
    """Frees a document's tree, which cmarkgfm never does: some 15 KB a document otherwise."""
    function = getattr(CDLL(_cmark.__file__), "cmark_node_free", None)
    if function is None:
        return lambda root: None
    function.argtypes = [c_void_p]
    function.restype = None
    return lambda root: function(int(_cmark.ffi.cast("uintptr_t", root)))
