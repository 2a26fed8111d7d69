"""Python-Markdown's inline stage, without the patterns that a text can't match.

It searches each run of text with each pattern, though most texts hold no backtick, no `<`, no `&`.
What a pattern can't do without is looked for in the whole text at once, and the pattern left out
where it is missing. The result is the same.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor

NEEDED = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.REFERENCE_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.IMAGE_REFERENCE_RE: "![",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "  \n",
}
"""What stands in all that a pattern's regular expression matches."""


class QuickInlineProcessor(InlineProcessor):
    """Leaves out patterns only where all are the library's, which make no text of their own."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        patterns = list(self.md.inlinePatterns)
        if all(type(pattern).__module__.startswith("markdown.") for pattern in patterns):
            text = "".join(tree.itertext())
            patterns = [it for it in patterns if NEEDED.get(it.pattern, "") in text]
        outer = self.inlinePatterns
        self.inlinePatterns = patterns  # type: ignore[assignment]  # it is gone through, no more
        try:
            return super().run(tree, ancestors)
        finally:
            self.inlinePatterns = outer


def quicken(engine: Markdown) -> Markdown:
    """Give an engine this stage, unless an extension has put another one in its place."""
    if type(engine.treeprocessors["inline"]) is InlineProcessor:
        engine.treeprocessors.register(QuickInlineProcessor(engine), "inline", 20)
    return engine
