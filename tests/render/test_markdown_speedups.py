"""The inline stage gives what Python-Markdown's own gives, whatever the text and the extensions."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as Pattern
from markdown.treeprocessors import InlineProcessor

from briefings.render.markdown_speedups import QuickInlineProcessor, quicken

EXTENSIONS = ["extra", "smarty", "toc", "sane_lists", "nl2br", "wikilinks", "admonition"]
PIECES = [
    *("`", "``", "\\", "*", "**", "_", "__", "[", "]", "(", ")", "![", "[a]", "[a]: /b\n"),
    *("<", ">", "<b>", "</b>", "<a@b.c>", "<http://a.b>", "&", "&amp;", "&#33;", '"', "'"),
    *("a", "word ", "Norvik", " ", "  \n", "\n", "\n\n", "# ", "- ", "> ", "1. ", "    "),
    *("[^1]", "\n[^1]: note\n", "*[AB]: abbr\n", "AB", "|", "--", "...", "[[wiki]]", "!!! note\n"),
]


@pytest.mark.parametrize("extensions", [[], ["toc", "tables", "fenced_code"], EXTENSIONS])
def test_any_text_comes_out_the_same(extensions: list[str]) -> None:
    plain = Markdown(extensions=extensions)
    quick = quicken(Markdown(extensions=extensions))
    assert type(quick.treeprocessors["inline"]) is QuickInlineProcessor

    @given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
    def check(text: str) -> None:
        assert quick.reset().convert(text) == plain.reset().convert(text)

    check()


class Shout(Pattern):
    """Makes text that wasn't there: `norvik!` becomes emphasised by a later pattern."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        element = Element("b")
        element.text = "&lt; `Norvik`"
        return element, m.start(0), m.end(0)


class Shouting(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(Shout("norvik"), "shout", 195)


def test_text_that_another_pattern_makes_is_searched_too() -> None:
    text = "It is norvik."
    expected = Markdown(extensions=[Shouting()]).convert(text)
    assert "<code>" in expected
    assert quicken(Markdown(extensions=[Shouting()])).convert(text) == expected


class Other(InlineProcessor):
    pass


class Replacing(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(Other(md), "inline", 20)


def test_another_stage_stays() -> None:
    engine = quicken(Markdown(extensions=[Replacing()]))
    assert type(engine.treeprocessors["inline"]) is Other
