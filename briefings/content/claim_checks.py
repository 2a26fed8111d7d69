"""Validate the claims of an article beyond the types of their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefings.content import quotes
from briefings.content.diagnostics import Finding
from briefings.model import Body

# Limits the slow search for the nearest passage to this number of missing quotes an article.
SEARCHED = 20


def check_claims(data: dict[str, Any], body: Body) -> Iterable[Finding]:
    """Report duplicate claim ids, and quotes that aren't in the body."""
    claims = data.get("claims")
    seen: set[str] = set()
    passages: quotes.Passages | None = None
    missed = 0
    for index, claim in enumerate(claims if isinstance(claims, list) else ()):
        # The data is as written, not as validated: what the schema rejects must not hide other
        # faults.
        if not isinstance(claim, dict):
            continue
        name, quote = claim.get("id"), claim.get("quote")
        if isinstance(name, str):
            if name in seen:
                where = ("claims", index, "id")
                yield Finding(where, f"two claims with the id '{name}'", "rename one of them")
            seen.add(name)
        if isinstance(quote, str) and quote.strip() and _is_literal(claim.get("fidelity")):
            # Not before the first quote: it takes all of the body's Markdown apart.
            passages = passages or quotes.read_passages(body.text)
            missing = quotes.find_missing(quote, passages, searched=missed < SEARCHED)
            if missing:
                missed += 1
                yield Finding(("claims", index, "quote"), *missing)


def _is_literal(fidelity: object) -> bool:
    return fidelity in (None, "verbatim", "translated", "unknown")
