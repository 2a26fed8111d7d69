"""References across files, and circles of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content import Loader
from tests.content.sites import (
    ARTICLE,
    GOOD,
    OTHER,
    REGISTRIES,
    ZONE,
    Files,
    add,
    assert_one,
    change,
    claim,
    lines,
    load_site,
    with_key,
    write_site,
)

REFERENCES = {
    "an unknown region": (
        change("[norvik]", "[eastmere, norvk]"),
        "5:21: unknown region 'norvk' (did you mean 'norvik'?)",
    ),
    "an unknown region without a likeness": (
        add("actors:\n  - zzz"),
        "3:5: unknown actor 'zzz' (add actors/zzz.md)",
    ),
    "an unknown actor": (
        change("by: general-tarn", "by: general-tar"),
        "11:9: unknown actor 'general-tar' (did you mean 'general-tarn'?)",
    ),
    "an unknown actor in a list": (change("[lorvia]", "[lorvia, orv]"), "15:18: unknown actor"),
    "an unknown source": (
        change("source: lorvia-post", "source: lorvia-pots"),
        "7:13: unknown source 'lorvia-pots' (did you mean 'lorvia-post'?)",
    ),
    "an unknown via": (
        change("url: https://example.org/harbour", "via: digest"),
        "8:10: unknown source 'digest'",
    ),
    "an unknown article": (
        add("related: [2025-04-26/harbor]"),
        "2:11: unknown article '2025-04-26/harbor' (did you mean '2025-04-26/harbour'?)",
    ),
    "an article of another day": (
        add("related: [2025-04-25/harbour]"),
        "2:11: unknown article '2025-04-25/harbour' (did you mean '2025-04-26/harbour'?)",
    ),
    "an article beside itself": (
        add("related: [2025-04-26/harbour]"),
        "2:11: an article beside itself",
    ),
    "an unknown claim": (
        change("denies: harbour-held", "denies: harbour-hold"),
        "17:13: unknown claim 'harbour-hold' (did you mean 'harbour-held'?)",
    ),
    "an unknown claim of an unknown article": (
        change("denies: harbour-held", "denies: 2025-04-25/harbour#harbour-held"),
        "17:13: unknown claim '2025-04-25/harbour#harbour-held' "
        "(did you mean '2025-04-26/harbour#harbour-held'?)",
    ),
    "a correction of an unknown claim": (
        add("corrections:\n  - {date: 2025-04-27, text: x, claim: held}"),
        "3:40: unknown claim 'held'",
    ),
    "unknown evidence": (
        claim("    status: [{on: 2025-04-27, is: confirmed, by: lorvia-pots}]"),
        "13:50: unknown claim or source 'lorvia-pots' (did you mean 'lorvia-post'?)",
    ),
    "an unknown picture": (
        add("image:\n  src: media/harbour.jpg\n  alt: The harbour"),
        "3:8: unknown media 'media/harbour.jpg' (add the file)",
    ),
    "a claim that denies itself": (
        change("denies: harbour-held", "denies: harbour-contested"),
        "17:13: a claim that denies itself (name another claim)",
    ),
    "a circle in an article": (
        claim("    confirms: harbour-contested"),
        "13:15: claims that answer one another in a circle (break 2025-04-26/harbour#harbour-held",
    ),
}


@pytest.mark.parametrize(("files", "expected"), (REFERENCES).values(), ids=REFERENCES)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, f"{ARTICLE}:{expected}")


def test_a_claim_of_another_article_is_guessed_as_it_has_to_be_written(tmp_path: Path) -> None:
    note = "{date: 2025-04-27, text: x, claim: 2025-04-26/harbour#harbour-hold}"
    other = GOOD.replace("date: 2025-04-26", "date: 2025-04-27")
    files = {ARTICLE: GOOD, OTHER: with_key(other, f"corrections: [{note}]")}
    (line,) = lines(load_site(tmp_path, files))
    assert line.endswith("(did you mean '2025-04-26/harbour#harbour-held'?)")


def test_two_articles_with_one_id_are_reported_on_the_later_file(tmp_path: Path) -> None:
    market = GOOD.replace("date: 2025-04-26", "date: 2025-04-26T09:00\nslug: harbour")
    assert lines(load_site(tmp_path, {ARTICLE: GOOD, OTHER: market})) == [
        f"{OTHER}:4:7: two articles with the id '2025-04-26/harbour' "
        f"({ARTICLE} has it already: give one of them another 'slug')"
    ]
    later = "content/articles/later/harbour.md"
    (line,) = lines(load_site(tmp_path / "dates", {ARTICLE: GOOD, later: GOOD}))
    assert line.startswith(f"{later}:3:7: two articles with the id '2025-04-26/harbour'")


BOATS = "    kind: figure\n    figure: {{n: 5, key: boats{}}}"
COUNTED = GOOD.replace("    quote: The harbour is ours", BOATS.format(", unit: boats"))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (", unit: ships", "14:38: the unit 'ships' under the key 'boats'"),
        ("", "14:25: no unit under the key 'boats'"),
    ],
)
def test_figures_of_one_key_have_one_unit(tmp_path: Path, unit: str, expected: str) -> None:
    other = COUNTED.replace(", unit: boats", unit)
    hint = f"({ARTICLE} has 'boats': use the same, or another key)"
    assert_one(tmp_path, {ARTICLE: COUNTED, OTHER: other}, f"{OTHER}:{expected} {hint}")


def test_figures_of_one_unit_can_have_one_key(tmp_path: Path) -> None:
    assert lines(load_site(tmp_path, {ARTICLE: COUNTED, OTHER: COUNTED})) == []
    other = COUNTED.replace("key: boats, unit: boats", "key: ships, unit: ships")
    assert lines(load_site(tmp_path / "keys", {ARTICLE: COUNTED, OTHER: other})) == []


def test_a_circle_through_articles_is_reported_once_at_its_first_reference(tmp_path: Path) -> None:
    held = GOOD.replace("quote: The harbour is ours", "denies: 2025-04-26/market#harbour-contested")
    market = GOOD.replace("denies: harbour-held", "denies: 2025-04-26/harbour#harbour-contested")
    (line,) = lines(load_site(tmp_path, {ARTICLE: held, OTHER: market}))
    assert line.startswith(f"{ARTICLE}:13:13: claims that answer one another in a circle")


def test_who_denies_back_is_told_that_one_denial_is_enough(tmp_path: Path) -> None:
    held = GOOD.replace("quote: The harbour is ours", "denies: harbour-contested")
    (line,) = lines(load_site(tmp_path, {ARTICLE: held}))
    assert "claims that answer one another in a circle (break 2025-04-26/harbour#" in line
    assert "; to deny a claim makes both disputed, so that nobody has to deny back)" in line


@pytest.mark.parametrize(("answers", "faults"), [(30, 0), (40, 1)])
def test_a_chain_of_answers_has_an_end(tmp_path: Path, answers: int, faults: int) -> None:
    first = "  - {id: c0, by: tarn, says: It stands}\n"
    claims = first + "".join(
        f"  - {{id: c{n}, by: tarn, says: It stands, denies: c{n - 1}}}\n"
        for n in range(1, answers + 1)
    )
    head, _, tail = GOOD.partition("claims:\n")
    text = f"{head}claims:\n{claims}---\n{tail.partition('---')[2]}"
    text = text.replace("by: tarn", f"by: {GOOD.partition('by: ')[2].split()[0]}")
    found = lines(load_site(tmp_path, {ARTICLE: text}))
    assert len(found) == faults
    place = head.count("\n") + 2 + 31
    assert all(f"{ARTICLE}:{place}:" in line and "more than 30 answers" in line for line in found)


def test_the_claims_of_two_articles_with_one_id_are_all_known(tmp_path: Path) -> None:
    market = GOOD.replace("date: 2025-04-26", "date: 2025-04-26\nslug: harbour")
    market = market.replace("harbour-held", "market-held")
    files = {ARTICLE: GOOD, OTHER: market}
    assert_one(tmp_path, files, f"{OTHER}:4:7: two articles with the id '2025-04-26/harbour'")


def test_a_region_with_a_bad_file_name_is_not_unknown_too(tmp_path: Path) -> None:
    files = {
        ARTICLE: GOOD.replace("[norvik]", "[old-norvik]"),
        "content/regions/Old Norvik.md": "---\nname: Old Norvik\n---\n",
    }
    assert_one(tmp_path, files, "content/regions/Old Norvik.md:1:1: the file name 'Old Norvik'")


@pytest.mark.parametrize("kind", ["regions/norvik.md", "regions", "articles/market.md"])
def test_what_is_refused_is_not_unknown_too(tmp_path: Path, kind: str) -> None:
    write_site(
        tmp_path,
        {**REGISTRIES, OTHER: GOOD, ARTICLE: with_key(GOOD, "related: [2025-04-26/market]")},
    )
    path = tmp_path / "content" / kind
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    (line,) = lines(Loader(tmp_path / "content", ZONE, tmp_path).load())
    assert line.startswith(f"content/{kind}:1:1: a symlink")


def test_a_misnamed_folder_makes_nothing_unknown(tmp_path: Path) -> None:
    write_site(tmp_path, {**REGISTRIES, ARTICLE: GOOD})
    (tmp_path / "content" / "regions").rename(tmp_path / "content" / "region")
    (line,) = lines(Loader(tmp_path / "content", ZONE, tmp_path).load())
    assert line.startswith("content/region:1:1: unknown folder 'region' (did you mean 'regions'?)")
