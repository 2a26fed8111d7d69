"""GitHub Flavored Markdown to HTML by cmark, in time linear in the text."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, c_void_p
from typing import Any

from cmarkgfm import _cmark, cmark  # type: ignore[import-untyped]

# Without `tagfilter`, which turns `<iframe>` and others into text that readers would see; the
# sanitizer removes them with what is in them.
EXTENSIONS = ("table", "autolink", "strikethrough", "tasklist")
# Unsafe, else cmark puts `<!-- raw HTML omitted -->` in the place of all HTML; `render/sanitize.py`
# decides what stays.
OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES


def open_cmark() -> Callable[[str], str]:
    """Return a converter that keeps raw HTML."""
    cmark.core_extensions_ensure_registered()
    extensions = [cmark.find_syntax_extension(name) for name in EXTENSIONS]
    free_tree, free_html = _find_frees()

    def converter(text: str) -> str:
        parser = cmark.parser_new(OPTIONS)
        try:
            for extension in extensions:
                cmark.parser_attach_syntax_extension(parser, extension)
            cmark.parser_feed(parser, text)
            root = cmark.parser_finish(parser)
            try:
                used = cmark.parser_get_syntax_extensions(parser)
                html = _cmark.lib.cmark_render_html(root, OPTIONS, used)
                try:
                    return bytes(_cmark.ffi.string(html)).decode()
                finally:
                    # 4 KB an article and process: 400 MiB at 100,000 articles.
                    free_html(html)
            finally:
                free_tree(root)
        finally:
            cmark.parser_free(parser)

    return converter


class _Allocator(Structure):
    _fields_ = (
        ("calloc", c_void_p),
        ("realloc", c_void_p),
        ("free", CFUNCTYPE(None, c_void_p)),
    )


def _find_frees() -> tuple[Callable[[Any], None], Callable[[Any], None]]:
    """Find the functions that free a document's tree and its HTML.

    cmarkgfm never calls them, which leaks some 20 KB a document.
    """
    library = CDLL(_cmark.__file__)
    free_node = getattr(library, "cmark_node_free", None)
    find_allocator = getattr(library, "cmark_get_default_mem_allocator", None)
    if free_node is None or find_allocator is None:
        return _keep, _keep
    free_node.argtypes, free_node.restype = [c_void_p], None
    find_allocator.restype = POINTER(_Allocator)
    free = find_allocator().contents.free
    return (lambda root: free_node(_address(root))), (lambda html: free(_address(html)))


def _address(pointer: Any) -> int:
    return int(_cmark.ffi.cast("uintptr_t", pointer))


def _keep(pointer: Any) -> None:
    """Free nothing: stands in where this build of the library exports no function to free."""
