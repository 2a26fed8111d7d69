"""The keys of the site's own pages, in all the ways that MkDocs knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content.site_pages import read_page
from tests.content.sites import assert_one

PAGES = {
    "none": ("# About\n", {}, "# About\n", 1),
    "between lines": ("---\ntitle: A\n---\n# B\n", {"title": "A"}, "# B\n", 4),
    "ended by dots": ("---\ntitle: A\n...\n# B\n", {"title": "A"}, "# B\n", 4),
    "at the very end": ("---\ntitle: A\n---", {"title": "A"}, "", 3),
    "without lines": ("Title: A\n  of two\n\n# B\n", {"title": "A"}, "  of two\n\n# B\n", 2),
    "loose": ("Title: A\n    B\nDate: C\n\n# D\n", {"title": "A B", "date": "C"}, "# D\n", 5),
    "first words": ("Note: it rains\n\n# B\n", {}, "Note: it rains\n\n# B\n", 1),
    "a line across": ("---\n\n# About\n", {}, "---\n\n# About\n", 1),
    "nothing between": ("---\n---\n# B\n", {}, "# B\n", 3),
    "flags and lists": (
        "---\nhide: [toc]\nsearch: {exclude: true}\nn: 012\n---\n",
        {"hide": ["toc"], "search": {"exclude": True}, "n": "012"},
        "",
        6,
    ),
}
FAULTS = {
    "a template": ("---\ntemplate: x.html\n---\n", "2:11: a page can't choose its template"),
    "a template above dots": ("---\na: b\ntemplate: x.html\n...\n", "3:11: a page can't choose"),
    "a loose template": ("template: x.html\n\n# A\n", "1:1: a page can't choose its template"),
    "one in capitals": ("Title: A\nTEMPLATE: x.html\n", "2:1: a page can't choose its template"),
    "an anchor above dots": ("---\na: &x [b]\n...\n", "2:4: an anchor '&x'"),
    "an alias": ("---\na: *x\n...\n", "2:4: an alias '*x'"),
    "no YAML": ("---\na: [b\n...\n# A\n", "2:4: a '[' that is never closed"),
    "no end": ("---\ntitle: A\n\n# B\n", "1:1: unclosed front matter"),
    "depth": ("---\na: " + "[" * 40 + "\n...\n", "2:35: nested deeper than 32"),
}


@pytest.mark.parametrize(("text", "meta", "body", "line"), PAGES.values(), ids=PAGES)
def test_keys_are_taken_from_the_text(
    text: str, meta: dict[str, object], body: str, line: int
) -> None:
    page = read_page(text)
    assert (page.meta, page.text, page.line, page.faults) == (meta, body, line, ())


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", ["about.md", "about.markdown", "sub/about.mkd"])
def test_a_fault_is_told_at_its_line(tmp_path: Path, name: str, text: str, expected: str) -> None:
    assert_one(tmp_path, {f"content/pages/{name}": text}, f"content/pages/{name}:{expected}")


@pytest.mark.parametrize(
    "text",
    [
        "title: a\n" * 100_000,
        "title: a\n" + "    b\n" * 150_000,
        "---\n" * 250_000,
        "a: \n" * 250_000,
    ],
    ids=["keys", "lines of one key", "dashes", "text"],
)
def test_long_pages_are_read(text: str) -> None:
    page = read_page(text)
    assert len(page.text) + sum(len(str(value)) for value in page.meta.values()) > 100_000
