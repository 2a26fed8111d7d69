"""Articles that replace others: what can be wrong, with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sites import (
    ARTICLE,
    GOOD,
    OTHER,
    Files,
    add,
    assert_one,
    lines,
    load_site,
    with_key,
)

HARBOUR, MARKET = "2025-04-26/harbour", "2025-04-26/market"
THIRD = "content/articles/third.md"
REPLACES = f"replaces: {HARBOUR}"


def answering(claim: str) -> str:
    return GOOD.replace("denies: harbour-held", f"denies: {claim}")


FAULTS: dict[str, tuple[Files, str]] = {
    "an unknown article": (
        add("replaces: 2025-04-26/harbor"),
        f"{ARTICLE}:2:11: unknown article '2025-04-26/harbor' (did you mean '{HARBOUR}'?)",
    ),
    "no id": (add("replaces: harbour"), f"{ARTICLE}:2:11: 'harbour'"),
    "itself": (add(REPLACES), f"{ARTICLE}:2:11: an article that replaces itself (remove it)"),
    "a circle": (
        {
            ARTICLE: with_key(GOOD, f"replaces: {MARKET}"),
            OTHER: with_key(GOOD, REPLACES),
        },
        f"{ARTICLE}:2:11: articles that replace one another in a circle "
        f"(break {HARBOUR} -> {MARKET} -> {HARBOUR})",
    ),
    "two that replace one": (
        {ARTICLE: GOOD, OTHER: with_key(GOOD, REPLACES), THIRD: with_key(GOOD, f"\n{REPLACES}")},
        f"{THIRD}:3:11: '{HARBOUR}' is replaced twice ({OTHER} does already: replace that one)",
    ),
    "a claim that isn't taken over": (
        {
            ARTICLE: GOOD,
            OTHER: with_key(GOOD, REPLACES).replace("harbour-held", "harbour-taken"),
            THIRD: answering(f"{HARBOUR}#harbour-held"),
        },
        f"{THIRD}:17:13: '{HARBOUR}' is replaced, and its claim 'harbour-held' isn't taken over "
        f"('{MARKET}' has no such claim: add it there, or name another one, "
        f"such as '{MARKET}#harbour-taken')",
    ),
    "a claim that answers the one it takes the place of": (
        {
            ARTICLE: GOOD,
            OTHER: with_key(
                GOOD.replace("    quote:", f"    amends: {HARBOUR}#harbour-held\n    quote:"),
                REPLACES,
            ),
        },
        f"{OTHER}:14:13: a claim that amends itself",
    ),
    "a circle of claims, once they are followed": (
        {
            ARTICLE: GOOD,
            OTHER: with_key(
                GOOD.replace(
                    "    quote:", "    denies: 2025-04-26/third#harbour-contested\n    quote:"
                ),
                REPLACES,
            ),
            THIRD: answering(f"{HARBOUR}#harbour-held"),
        },
        f"{OTHER}:14:13: claims that answer one another in a circle",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_can_be_wrong(tmp_path: Path, name: str) -> None:
    assert_one(tmp_path, *FAULTS[name])


def test_an_article_may_replace_one_that_has_replaced_another(tmp_path: Path) -> None:
    files = {
        ARTICLE: GOOD,
        OTHER: with_key(GOOD.replace("harbour-held", "harbour-taken"), REPLACES),
        THIRD: with_key(GOOD, f"replaces: {MARKET}"),
        "content/articles/reply.md": answering(f"{HARBOUR}#harbour-held"),
    }
    assert lines(load_site(tmp_path, files)) == []
