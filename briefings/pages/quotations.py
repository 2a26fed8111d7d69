"""Describe a claim's quote: its fidelity, and the passage of the article that has it."""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import quote

from briefings.archive import Archive
from briefings.model import Article, Claim, Site
from briefings.model.folding import DOUBLE, HYPHENS, IGNORABLE, SINGLE
from briefings.pages import formatting

FIDELITY = {
    "verbatim": "",
    "translated": "translated",
    "paraphrase": "paraphrase",
    "unknown": "wording not verified",
}
MOST_WORDS = 12
FOLDED = re.compile(rf"[…⋯*_~\[\]{re.escape(SINGLE + DOUBLE + HYPHENS)}]|\.\.|{IGNORABLE.pattern}")
"""Characters that a quote may write differently from the article's page."""


def fidelity_text(claim: Claim, article: Article, archive: Archive, site: Site) -> str | None:
    """Describe a quote's fidelity: `translated; the original in Russian`; None if it is
    verbatim."""
    text = FIDELITY[claim.fidelity]
    lang = archive.records.sources[claim.source].lang if claim.fidelity == "translated" else None
    if lang and formatting.main_language(lang) != formatting.main_language(
        article.lang or site.language
    ):
        text += f"; the original in {formatting.language(lang)}"
    return text or None


def passage_url(claim: Claim, article: Article) -> str | None:
    """Return the article's address with a text fragment of the quote; None without a quote.

    The fragment is the longest run of words without characters that the page may write differently,
    such as quotation marks and dashes. https://wicg.github.io/scroll-to-text-fragment/
    """
    # A paraphrase needn't stand in the text, so no browser would find it.
    if not claim.quote or claim.fidelity == "paraphrase":
        return None
    rows = [
        list(row)[:MOST_WORDS]
        for folded, row in groupby(claim.quote.split(), lambda word: bool(FOLDED.search(word)))
        if not folded
    ]
    if not rows:
        return None
    # The more words, the less likely that they occur twice.
    longest = max(rows, key=len)
    # Commas, hyphens and ampersands are a directive's syntax; `quote` leaves hyphens, which
    # `FOLDED` has.
    return f"{article.url}#:~:text={quote(' '.join(longest), safe='')}"
