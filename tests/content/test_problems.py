"""Each kind of fault in one file: one line, with the right place, words and remedy."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.content.sites import ARTICLE, GOOD, Files, lines, load_site, with_key

OTHER = "content/articles/market.md"


def change(old: str, new: str) -> Files:
    """The good article with one thing changed."""
    assert GOOD.count(old) == 1
    return {ARTICLE: GOOD.replace(old, new)}


def add(keys: str) -> Files:
    """The good article with keys from its second line on."""
    return {ARTICLE: with_key(GOOD, keys)}


def claim(keys: str) -> Files:
    """The good article with keys of the first claim from line 12 on, at column 5."""
    return change("    quote: The harbour is ours\n", f"{keys}\n")


FRONT_MATTER = {
    "no front matter": ({ARTICLE: "The harbour.\n"}, "1:1: no front matter (begin the file with"),
    "an empty file": ({ARTICLE: ""}, "1:1: no front matter"),
    "an indented opening line": ({ARTICLE: " ---\na: b\n---\n"}, "1:1: no front matter"),
    "unclosed": (change("\n---\nGeneral", "\nGeneral"), "1:1: unclosed front matter (end it with"),
    "not a mapping": (
        {ARTICLE: "---\n- a\n---\n"},
        "2:1: the front matter isn't 'key: value' lines",
    ),
    "only text": ({ARTICLE: "---\n\nharbour\n---\n"}, "3:1: the front matter isn't"),
}

YAML = {
    "an unclosed quote": (change("title: The", 'title: "The'), "2:8: a quote that is never closed"),
    "an unclosed quote before another": (
        {ARTICLE: GOOD.replace("title: The", 'title: "The').replace("y: Orv", 'y: "x" # Orv')},
        "2:8: a quote that is never closed",
    ),
    "an unclosed bracket": (
        change("[norvik]", "[norvik"),
        "5:10: a '[' that is never closed (close it)",
    ),
    "an unclosed bracket at the end": (
        {ARTICLE: "---\ntitle: [\n---\n"},
        "2:8: a '[' that is never closed",
    ),
    "an unclosed brace": (change("[norvik]", "{norvik"), "5:10: a '{' that is never closed"),
    "a second colon": (
        change("The harbour of", "The harbour: of"),
        "2:19: YAML: a ':' that begins no value here (put the value in quotes",
    ),
    "no colon": (change("date: 2025-04-26", "date 2025-04-26"), "3:1: YAML: no ':' after this key"),
    "a tab": (change("  - source:", "\t- source:"), "7:1: YAML: a tab in the indentation"),
    "an at sign": (change("title: The", "title: @The"), "2:8: YAML: a value can't begin with"),
    "wrong indentation": (
        change("    says: Orvania", "   says: Orvania"),
        "12:4: YAML: no '-' before this item (check the indentation",
    ),
    "words after a quote": (change("title: The", 'title: "The" x'), "2:14: YAML: text that is no"),
    "an escape of nothing": (change("title: The", 'title: "\\q" #'), "2:9: YAML: a '\\' that"),
    "a second document": (
        change("regions: [norvik]", "...\nregions: [norvik]"),
        "6:1: YAML: text after the end of the YAML",
    ),
    "a duplicate key": (
        change("regions: [norvik]", "title: Again"),
        "5:1: duplicate key 'title' (keep one of the two)",
    ),
    "a duplicate key in a claim": (
        claim("    says: Again"),
        "13:5: duplicate key 'says'",
    ),
    "an anchor": (change("[norvik]", "&x [norvik]"), "5:10: an anchor '&x'"),
    "an anchor and its aliases": (
        {ARTICLE: GOOD.replace("date: 2025", "date: &x 2025").replace("[norvik]", "*x")},
        "3:7: an anchor '&x' (write the value out where it is used)",
    ),
    "an alias": (change("[norvik]", "*x"), "5:10: an alias '*x' (write the value out)"),
    "an alias in a claim": (change("[lorvia]", "[lorvia, *x]"), "15:18: an alias '*x'"),
    "an alias for a key": (add("*x : y"), "2:1: an alias '*x'"),
    "a merge key": (add("<<: {lang: en}"), "2:1: a merge key (write the keys out)"),
    "a merged alias": (add("<<: *x"), "2:5: an alias '*x'"),
    "a tag": (change("date: 2025", "date: !!str 2025"), "3:7: a tag 'tag:yaml.org,2002:str'"),
    "a tag of no text": (change("date: 2025", "date: !%ed%a0%80 2025"), "3:5: a tag"),
    "a list for a key": (add("? [a]\n: b"), "2:3: a key that is a list or a mapping"),
    "nested in brackets": (
        add("related: " + "[" * 32 + "]" * 32),
        "2:41: nested deeper than 32 (make it flatter)",
    ),
    "nested in lines": (
        add("related:\n" + "\n".join(" " * depth + "x:" for depth in range(1, 33))),
        "34:33: nested deeper than 32",
    ),
    "nested in dashes": (add("related:\n " + "- " * 33 + "x"), "3:64: nested deeper than 32"),
}

SHAPE = {
    "an unknown key": (
        change("summary:", "sumary:"),
        "4:1: unknown key 'sumary' (did you mean 'summary'?)",
    ),
    "an unknown key of a claim": (
        change("    says: Fighting", "    sayz: x\n    says: Fighting"),
        "16:5: unknown key 'sayz' (did you mean 'says'?)",
    ),
    "an unknown key without a value": (add("colour:"), "2:1: unknown key 'colour'"),
    "a picture without words": (
        {**add("image: {src: media/x.png}"), "content/media/x.png": b"\x89PNG"},
        "2:8: missing key 'alt'",
    ),
    "a missing key": (
        change("title: The harbour of Norvik is contested\n", ""),
        "2:1: missing key 'title' (add it: the headline)",
    ),
    "a missing key below a comment": (
        change("title: The harbour of Norvik is contested\n", "# Norvik\n\n"),
        "2:1: missing key 'title'",
    ),
    "a missing key of a claim": (
        change("    says: Fighting continues in the harbour\n", ""),
        "14:5: missing key 'says'",
    ),
    "a missing key in braces": (add("corrections: [{date: 2025-04-27}]"), "2:15: missing key"),
    "a key without a value": (
        change("title: The harbour of Norvik is contested", "title:"),
        "2:7: 'title' has no value",
    ),
    "an empty text": (change("The harbour of Norvik is contested", "' '"), "2:8: an empty value"),
    "an empty list item": (change("[norvik]", "[norvik, '']"), "5:19: '' is not an id"),
    "text for a list": (
        change("[norvik]", "norvik"),
        "5:10: expected a list, found 'norvik' (write [norvik])",
    ),
    "a list for text": (
        change("The harbour of Norvik is contested", "[a, b]"),
        "2:8: expected a single value, found a list",
    ),
    "a mapping for text": (
        change("    says: Orvania holds the harbour", "    says: {a: b}"),
        "12:11: expected a single value, found keys and values",
    ),
    "a list for a date": (change("date: 2025-04-26", "date: [x]"), "3:7: expected a single value"),
    "a list for a choice": (add("status: [draft]"), "2:9: expected a single value, found a list"),
    "text for a claim": (
        change("  - id: harbour-contested", "  - x\n  - id: harbour-contested"),
        "14:5: expected keys and values, found 'x'",
    ),
    "text for all sources": (
        {ARTICLE: "---\ntitle: A\ndate: 2025-04-26\nsummary: B\nsources: lorvia-post\n---\n"},
        "5:10: expected a list",
    ),
    "no sources in the list": (
        {ARTICLE: "---\ntitle: A\ndate: 2025-04-26\nsummary: B\nsources: []\n---\n"},
        "5:10: an empty list (name at least one)",
    ),
    "an unknown status": (
        add("status: maybe"),
        "2:9: 'maybe' is not a status (one of published, draft)",
    ),
    "an unknown kind": (claim("    kind: rumor"), "13:11: 'rumor' is not a kind (one of control,"),
}

VALUES = {
    "an impossible date": (
        change("2025-04-26", "2025-02-30"),
        "3:7: '2025-02-30' is not a date (there is no such day)",
    ),
    "a date in words": (change("2025-04-26", "26 April"), "3:7: '26 April' is not a date (write"),
    "an impossible time": (
        change("2025-04-26", "2025-04-26T25:00Z"),
        "3:7: '2025-04-26T25:00Z' has no such time of day",
    ),
    "an impossible offset": (
        change("2025-04-26", "2025-04-26T20:00+99:00"),
        "3:7: '2025-04-26T20:00+99:00' has no such time",
    ),
    "a date before all years": (change("2025-04-26", "0001-01-01"), "3:7: '0001-01-01' is not a"),
    "a date after all years": (
        change("2025-04-26", "9999-12-31T23:59-10:00"),
        "3:7: '9999-12-31T23:59-10:00' has no such",
    ),
    "an impossible date of a claim": (claim("    on: 2025-04-31"), "13:9: '2025-04-31' is not a"),
    "updated before date": (
        add("updated: 2025-04-25"),
        "2:10: 'updated' is before 'date' (correct one of the two)",
    ),
    "a slug against the rule": (
        add("slug: The Harbour"),
        "2:7: 'The Harbour' is not an id (did you mean 'the-harbour'?)",
    ),
    "a slug with a hyphen too many": (add("slug: a--b"), "2:7: 'a--b' is not an id"),
    "a slug too long": (add(f"slug: {'a' * 81}"), f"2:7: '{'a' * 81}' is not an id (at most 80"),
    "a claim's id against the rule": (
        change("id: harbour-contested", "id: Contested"),
        "14:9: 'Contested' is not an id (did you mean 'contested'?)",
    ),
    "a bidi override in an id": (add("slug: a\u202eb"), "2:7: 'a\\u202eb' is not an id"),
    "a bidi override in a title": (
        change("The harbour of", "The \u202eharbour of"),
        "2:8: a control character for the direction of text (U+202E) (remove it)",
    ),
    "a summary too long": (
        change("Orvania says that it holds the harbour.", "x" * 401),
        "4:10: 401 characters are too many (at most 400)",
    ),
    "a rank of two digits": (add("lead: 10"), "2:7: '10' is not a rank (a digit from 0 to 9)"),
    "a language in words": (add("lang: English"), "2:7: 'English' is not a language"),
    "an alias to elsewhere": (
        add("aliases: [/old/, https://example.org/]"),
        "2:18: 'https://example.org/' is not a path of this site",
    ),
    "an alias upwards": (add("aliases:\n  - a/../b"), "3:5: 'a/../b' is not a path"),
    "an alias to another host": (add("aliases: [//example.org/]"), "2:11: '//example.org/' is"),
    "a source's address": (
        change("https://example.org/harbour", "javascript:alert(1)"),
        "8:10: 'javascript:alert(1)' is not a web address",
    ),
    "an unclosed host": (
        change("https://example.org/harbour", "'http://[x'"),
        "8:10: 'http://[x' is not a web address",
    ),
    "a digest too short": (
        change("url: https://example.org/harbour", "sha256: abc"),
        "8:13: 'abc' is not a SHA-256 digest",
    ),
    "an actor twice": (change("[lorvia]", "[lorvia, lorvia]"), "15:18: 'lorvia' is listed twice"),
    "no actor": (change("[lorvia]", "[]"), "15:9: an empty list (name at least one)"),
    "a malformed reference": (add("related: [harbour]"), "2:11: 'harbour' is not an article's id"),
    "a malformed claim reference": (
        change("denies: harbour-held", "denies: market#held"),
        "17:13: 'market#held' is not a claim's id",
    ),
    "a picture from elsewhere": (
        add("image: {src: /x.png, alt: x}"),
        "2:14: '/x.png' is not in media/",
    ),
}

CLAIMS = {
    "two relations": (
        change("    denies: harbour-held", "    denies: harbour-held\n    confirms: harbour-held"),
        "18:5: 'confirms' beside 'denies' (a claim answers one other claim)",
    ),
    "two claims of one id": (
        {
            ARTICLE: GOOD.replace("id: harbour-contested", "id: harbour-held")
            .replace("denies", "on")
            .replace("on: harbour-held", "on: 2025-04-26")
        },
        "14:9: two claims with the id 'harbour-held'",
    ),
    "a figure without its kind": (claim("    figure: {n: 5}"), "13:5: 'figure' of another kind"),
    "a figure's kind alone": (claim("    kind: figure"), "10:5: missing key 'figure'"),
    "a figure without a number": (
        claim("    kind: figure\n    figure: {unit: boats}"),
        "14:13: a figure without a number (write 'n', or 'low' and 'high')",
    ),
    "half a range": (claim("    kind: figure\n    figure: {low: 5}"), "14:13: a figure without"),
    "a range upside down": (
        claim("    kind: figure\n    figure: {low: 5, high: 4}"),
        "14:28: 'high' is below 'low'",
    ),
    "a number and a range": (
        claim("    kind: figure\n    figure: {n: 5, low: 4}"),
        "14:25: both a number and a range",
    ),
    "a number with commas": (
        claim("    kind: figure\n    figure:\n      n: 12,000"),
        "15:10: '12,000' is not a number (write 12000)",
    ),
    "a number with underscores": (
        claim("    kind: figure\n    figure: {n: 12_000}"),
        "14:17: '12_000' is not a number (write 12000)",
    ),
    "not a number": (
        claim("    kind: figure\n    figure: {n: nan}"),
        "14:17: 'nan' is not a number (plain digits",
    ),
    "neither true nor false": (
        claim("    kind: figure\n    figure: {n: 5, approx: yes}"),
        "14:28: 'yes' is neither true nor false",
    ),
    "fidelity without a quote": (
        claim("    fidelity: verbatim"),
        "13:5: 'fidelity' without 'quote'",
    ),
    "a quote that the body lacks": (
        claim("    quote: The harbour is theirs"),
        "13:12: the body doesn't contain this quote (the nearest passage is 'The harbour is ours.')",
    ),
    "a quote outside quotation marks": (
        change("“The harbour is ours.”", "The harbour is ours."),
        "13:12: the body has this quote, but not inside quotation marks",
    ),
    "a status without its source": (
        claim("    status:\n      - on: 2025-04-27\n        is: confirmed"),
        "14:9: missing key 'by'",
    ),
    "an unknown verdict": (
        claim("    status:\n      - {on: 2025-04-27, is: true, by: lorvia-post}"),
        "14:30: 'true' is not a verdict (one of disputed,",
    ),
}

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


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(*case, id=name)
        for cases in (FRONT_MATTER, YAML, SHAPE, VALUES, CLAIMS, REFERENCES)
        for name, case in cases.items()
    ],
)
def test_one_fault_in_an_article_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    (line,) = lines(load_site(tmp_path, files))
    assert line.startswith(f"{ARTICLE}:{expected}")


def test_the_article_that_these_spoil_is_good(tmp_path: Path) -> None:
    assert lines(load_site(tmp_path, {ARTICLE: GOOD})) == []


REGISTRIES = {
    "a region's name": (
        {"content/regions/Old Norvik.md": "---\nname: Old Norvik\n---\n"},
        "content/regions/Old Norvik.md:1:1: the file name 'Old Norvik' is not an id "
        "(did you mean 'old-norvik'?)",
    ),
    "an article's name": (
        {"content/articles/The Harbour.md": GOOD},
        "content/articles/The Harbour.md:1:1: the file name 'The Harbour' is not an id",
    ),
    "a briefing's name": (
        {"content/briefings/2025-02-30.md": "---\n---\n"},
        "content/briefings/2025-02-30.md:1:1: the file name '2025-02-30' is not a date",
    ),
    "an unknown neighbour": (
        {"content/regions/norvik.md": "---\nname: Norvik\nneighbours:\n  - eastmeer\n---\n"},
        "content/regions/norvik.md:4:5: unknown region 'eastmeer' (did you mean 'eastmere'?)",
    ),
    "an unknown owner": (
        {"content/sources/lorvia-post.md": "---\nname: Lorvia Post\nowner: lorvya\n---\n"},
        "content/sources/lorvia-post.md:3:8: unknown actor 'lorvya' (did you mean 'lorvia'?)",
    ),
    "an attribute's name": (
        {"content/regions/norvik.md": "---\nname: Norvik\nexcluded: [x]\n---\n"},
        "content/regions/norvik.md:3:1: unknown key 'excluded'",
    ),
    "a bidi override in a name": (
        {"content/actors/lorvia.md": "---\nname: Lor\u2067via\n---\n"},
        "content/actors/lorvia.md:2:7: a control character for the direction of text (U+2067)",
    ),
    "no name": (
        {"content/actors/lorvia.md": "---\n---\n"},
        "content/actors/lorvia.md:2:1: missing",
    ),
    "a role's date": (
        {"content/actors/lorvia.md": "---\nname: A\nroles:\n  - {title: B, from: 2024-13}\n---\n"},
        "content/actors/lorvia.md:4:22: '2024-13' is not a date (write 2025, 2025-04 or",
    ),
    "a role that ends before it begins": (
        {
            "content/actors/lorvia.md": "---\nname: A\nroles:\n"
            "  - {title: B, from: 2024-05, to: 2023}\n---\n"
        },
        "content/actors/lorvia.md:4:35: 'to' is before 'from'",
    ),
    "an ISO code": (
        {"content/regions/norvik.md": "---\nname: Norvik\niso: Norvik\n---\n"},
        "content/regions/norvik.md:3:6: 'Norvik' is not an ISO 3166-2 code",
    ),
    "a Wikidata item": (
        {"content/regions/norvik.md": "---\nname: Norvik\nwikidata: 42\n---\n"},
        "content/regions/norvik.md:3:11: '42' is not a Wikidata item",
    ),
    "a reliability": (
        {"content/sources/lorvia-post.md": "---\nname: A\nreliability: G\n---\n"},
        "content/sources/lorvia-post.md:3:14: 'G' is not a reliability (one of A, B, C, D, E, F)",
    ),
    "an unknown lead": (
        {"content/briefings/2025-04-26.md": "---\nlead: 2025-04-26/market\n---\n"},
        "content/briefings/2025-04-26.md:2:7: unknown article '2025-04-26/market' (no article is",
    ),
    "too many takeaways": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n" + "  - x\n" * 8 + "---\n"},
        "content/briefings/2025-04-26.md:10:5: 8 takeaways are too many (at most 7)",
    ),
    "a takeaway's claim without its article": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n- {text: x, claims: [held]}\n---\n"},
        "content/briefings/2025-04-26.md:3:22: 'held' is not a full claim id",
    ),
    "a takeaway without words": (
        {"content/briefings/2025-04-26.md": "---\ntakeaways:\n- {claims: []}\n---\n"},
        "content/briefings/2025-04-26.md:3:3: missing key 'text'",
    ),
}

FILES = {
    "not UTF-8": (
        {"content/regions/eastmere.md": b"---\nname: Eastmere\n---\nCaf\xe9\n"},
        "content/regions/eastmere.md:4:4: not UTF-8 (save the file in UTF-8)",
    ),
    "UTF-16": (
        {"content/regions/eastmere.md": "---\nname: Eastmere\n---\n".encode("utf-16")},
        "content/regions/eastmere.md:1:1: not UTF-8",
    ),
    "a NUL": (
        {"content/regions/eastmere.md": "---\nname: Eastmere\n---\nA \0plain\n"},
        "content/regions/eastmere.md:4:3: a control character (U+0000) (remove it)",
    ),
    "a control character": (
        {"content/regions/eastmere.md": "---\nname: East\x85mere\n---\n"},
        "content/regions/eastmere.md:2:11: a control character (U+0085)",
    ),
    "an escaped control character": (
        {"content/regions/eastmere.md": '---\nname: "East\\amere"\n---\n'},
        "content/regions/eastmere.md:2:7: a control character (U+0007)",
    ),
    "an escaped half of a character": (
        {"content/regions/eastmere.md": '---\nname: "East\\ud800"\n---\n'},
        "content/regions/eastmere.md:2:14: YAML: an escape of no character",
    ),
    "a page": (
        {"content/pages/about.md": "About us\r\nand\x1b you\r\n"},
        "content/pages/about.md:2:4: a control character (U+001B)",
    ),
    "more than 1 MiB": (
        {"content/regions/eastmere.md": b"---\nname: Eastmere\n---\n" + b"x" * (1 << 20)},
        "content/regions/eastmere.md:1:1: larger than 1 MiB",
    ),
    "an unknown folder": (
        {"content/article/harbour.md": GOOD},
        "content/article:1:1: unknown folder 'article' (did you mean 'articles'?)",
    ),
    "a file beside the folders": (
        {"content/harbour.md": GOOD},
        "content/harbour.md:1:1: a file outside the folders of content",
    ),
    "a folder of regions": (
        {"content/regions/west/norvik.md": "---\nname: Norvik\n---\n"},
        "content/regions/west:1:1: a folder in 'regions'",
    ),
    "another kind of file": (
        {"content/articles/2025/map.png": b"\x89PNG"},
        "content/articles/2025/map.png:1:1: not a Markdown file (name it *.md;",
    ),
    "a name of no characters": (
        {"content/regions/east\nmere.md": "---\nname: Eastmere\n---\n"},
        "content/regions/east\\u000amere.md:1:1: a file name with unprintable characters",
    ),
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [pytest.param(*case, id=name) for cases in (REGISTRIES, FILES) for name, case in cases.items()],
)
def test_one_fault_in_another_file_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    (line,) = lines(load_site(tmp_path, files))
    assert line.startswith(expected)


@pytest.mark.parametrize("folder", ["articles", "media", "pages", "articles/2025"])
def test_a_symlink_is_refused_and_not_followed(tmp_path: Path, folder: str) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("\0", encoding="utf-8")
    link = tmp_path / "content" / folder / "x.md"
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    loaded = load_site(tmp_path, {})
    (line,) = lines(loaded)
    assert line.startswith(f"content/{folder}/x.md:1:1: a symlink (put the file itself here")
    assert loaded.records.media == ()


def test_a_symlinked_folder_is_refused_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "articles").symlink_to(tmp_path / "elsewhere")
    (line,) = lines(load_site(tmp_path, {}))
    assert line.startswith("content/articles:1:1: a symlink")


@pytest.mark.parametrize("folder", ["articles", "media", "pages"])
def test_a_fifo_is_refused_without_waiting_for_it(tmp_path: Path, folder: str) -> None:
    (tmp_path / "content" / folder).mkdir(parents=True)
    os.mkfifo(tmp_path / "content" / folder / "x.md")
    (line,) = lines(load_site(tmp_path, {}))
    assert line.startswith(f"content/{folder}/x.md:1:1: not a regular file")


def test_a_missing_content_folder_is_a_problem(tmp_path: Path) -> None:
    from briefings.content import load
    from tests.content.sites import ZONE

    (line,) = lines(load(tmp_path / "content", ZONE, tmp_path))
    assert line.startswith("content:1:1: can't be read: no such file or directory")


def test_two_articles_with_one_id_are_reported_on_the_later_file(tmp_path: Path) -> None:
    market = GOOD.replace("date: 2025-04-26", "date: 2025-04-26T09:00\nslug: harbour")
    assert lines(load_site(tmp_path, {ARTICLE: GOOD, OTHER: market})) == [
        f"{OTHER}:4:7: two articles with the id '2025-04-26/harbour' "
        f"({ARTICLE} has it already: give one of them another 'slug')"
    ]
    later = "content/articles/later/harbour.md"
    (line,) = lines(load_site(tmp_path / "dates", {ARTICLE: GOOD, later: GOOD}))
    assert line.startswith(f"{later}:3:7: two articles with the id '2025-04-26/harbour'")


def test_a_circle_through_articles_is_reported_once_at_its_first_reference(tmp_path: Path) -> None:
    held = GOOD.replace("quote: The harbour is ours", "denies: 2025-04-26/market#harbour-contested")
    market = GOOD.replace("denies: harbour-held", "denies: 2025-04-26/harbour#harbour-contested")
    (line,) = lines(load_site(tmp_path, {ARTICLE: held, OTHER: market}))
    assert line.startswith(f"{ARTICLE}:13:13: claims that answer one another in a circle")


HOSTILE = {
    "brackets": "[" * 500_000,
    "braces": "{" * 500_000,
    "dashes": "- " * 500_000,
    "questions": "? " * 500_000,
    "lines of brackets": "[\n" * 300_000,
    "quotes": '"' * 1_000_000,
    "colons": "a: " * 300_000,
    "items": "x: [" + "a," * 400_000 + "]",
    "keys": "\n".join(f"a{number}: x" for number in range(80_000)),
}


@pytest.mark.parametrize("block", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_soon(tmp_path: Path, block: str) -> None:
    start = time.perf_counter()
    assert lines(load_site(tmp_path, {ARTICLE: f"---\n{block}\n---\n"}))
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("body", ["“" * 300_000, "'a " * 300_000, "[](" * 300_000, "<a " * 300_000])
def test_a_hostile_body_is_searched_soon(tmp_path: Path, body: str) -> None:
    start = time.perf_counter()
    (line,) = lines(load_site(tmp_path, {ARTICLE: GOOD.partition("General")[0] + body}))
    assert "the body doesn't contain this quote" in line
    assert time.perf_counter() - start < 30
