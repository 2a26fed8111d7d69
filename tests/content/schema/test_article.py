"""The shape of an article's front matter: keys, types and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sites import (
    ARTICLE,
    GOOD,
    Files,
    add,
    assert_one,
    change,
    claim,
    lines,
    load_site,
)

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
        "5:10: expected a list, found 'lorvia-post' (begin each entry with '- ')",
    ),
    "a picture elsewhere": (
        add("image: {src: harbour.jpg, alt: The harbour}"),
        "2:14: 'harbour.jpg' is not in media/ (put it there and write 'media/harbour.jpg')",
    ),
    "a picture upwards": (
        add("image: {src: media/../x.jpg, alt: The harbour}"),
        "2:14: 'media/../x.jpg' is not a path of this site: a path with a step that leads nowhere",
    ),
    "no sources in the list": (
        {ARTICLE: "---\ntitle: A\ndate: 2025-04-26\nsummary: B\nsources: []\n---\n"},
        "5:10: an empty list (name at least one)",
    ),
    "an unknown status": (
        add("status: maybe"),
        "2:9: 'maybe' is not a status (one of published, draft)",
    ),
    "an empty status": (add("status:"), "2:8: 'status' has no value (write published or draft, or"),
    "an empty status before a comment": (add("status: # draft"), "2:8: 'status' has no value"),
    "an empty status in quotes": (add("status: ''"), "2:9: '' is not a status"),
    "a status of nothing": (add("status: ~"), "2:9: '~' is not a status"),
    "an empty embargo": (
        add("publish_at:"),
        "2:12: 'publish_at' has no value (write a time such as 2025-04-26T06:00:00+02:00, or",
    ),
    "an empty embargo of blanks": (add("publish_at:    "), "2:12: 'publish_at' has no value"),
    "an embargo in quotes": (add("publish_at: ' '"), "2:13: ' ' is not a date"),
    "an embargo until null": (add("publish_at: null"), "2:13: 'null' is not a date"),
    "an embargo in a list": (add("publish_at: []"), "2:13: expected a single value"),
    "an embargo in keys": (add("publish_at: {}"), "2:13: expected a single value"),
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
    "a mark of direction where no letter needs one": (
        change("The harbour of", "The \u200fharbour of"),
        "2:8: a control character for the direction of text (U+200F) (remove it)",
    ),
    "a bidi embedding beside Hebrew": (
        change("The harbour of", "הנמל \u202bharbour of"),
        "2:8: a control character for the direction of text (U+202B) (remove it)",
    ),
    "an isolate that isn't closed": (
        change("The harbour of", "הנמל \u2067a\u2069 \u2066harbour of"),
        "2:8: a control character for the direction of text (U+2066) (remove it)",
    ),
    "an invisible character in a title": (
        change("The harbour of", "The har\u200bbour of"),
        "2:8: an invisible character (U+200B) (remove it)",
    ),
    "an invisible joiner at the end of a word": (
        change("The harbour of", "The harbour\u200d of"),
        "2:8: an invisible character (U+200D) (remove it)",
    ),
    "an invisible character of no script": (
        change("The harbour of", "می\ufeffخواهم of"),
        "2:8: an invisible character (U+FEFF) (remove it)",
    ),
    "a text too long": (
        change("title: The harbour of Norvik is contested", f"title: {'x' * 10_001}"),
        "2:8: 10,001 characters are too many (at most 10,000)",
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
    "an alias in place of the site's list": (
        add("aliases: [.briefings-manifest]"),
        "2:11: '.briefings-manifest' is not a path",
    ),
    "an alias upwards": (add("aliases:\n  - a/../b"), "3:5: 'a/../b' is not a path"),
    "an alias to another host": (add("aliases: [//example.org/]"), "2:11: '//example.org/' is"),
    "an alias that the server reads": (
        add("aliases: [old/.htaccess]"),
        "2:11: 'old/.htaccess' is not a path of this site: '.htaccess' begins with a dot",
    ),
    "an alias that another server reads": (
        add("aliases: [old/Web.Config]"),
        "2:11: 'old/Web.Config' is not a path of this site: 'Web.Config' is a server's config",
    ),
    "an alias that a host reads": (
        add("aliases: [_Redirects]"),
        "2:11: '_Redirects' is not a path of this site: '_Redirects' is a host's configuration",
    ),
    "an alias for a domain": (add("aliases: [CNAME]"), "2:11: 'CNAME' is not a path of this"),
    "an alias in a hidden folder": (add("aliases: [.git/config]"), "2:11: '.git/config' is not a"),
    "an alias of a device": (add("aliases: [old/NUL.html]"), "2:11: 'old/NUL.html' is not a path"),
    "an alias with a colon": (add("aliases: ['old/a:b/']"), "2:11: 'old/a:b/' is not a path"),
    "an alias that ends with a dot": (add("aliases: [old./x/]"), "2:11: 'old./x/' is not a path"),
    "an alias that ends with a blank": (add("aliases: ['old /x']"), "2:11: 'old /x' is not a"),
    "an alias with a hidden sign": (
        add('aliases: ["old/a\\u200bb/"]'),
        "2:11: 'old/a\\u200bb/' is not a path of this site: a path with an invisible character",
    ),
    "an alias of a long name": (
        add(f"aliases: [{'я' * 101}/]"),
        f"2:11: '{'я' * 101}/' is not a path of this site: a name of more than 200 bytes",
    ),
    "a long alias": (
        add(f"aliases: [{'/'.join(['x' * 167] * 6)}]"),
        f"2:11: '{'x' * 167}/",
    ),
    "a deep alias": (
        add(f"aliases: [{'a/' * 31}]"),
        f"2:11: '{'a/' * 31}' is not a path of this site: a path more than 30 folders deep",
    ),
    "a malformed alias": (
        add("aliases: [old/100%/]"),
        "2:11: 'old/100%/' has a '%' that stands for nothing (two hex digits, or '%25' for '%')",
    ),
    "an alias of no letters": (
        add("aliases: [old/%FF/]"),
        "2:11: 'old/%FF/' has percent signs that aren't UTF-8 (write the letters themselves)",
    ),
    "an encoded slash": (add("aliases: [old%2Fx/]"), "2:11: 'old%2Fx/' has '%2F' in a name"),
    "an encoded backslash": (add("aliases: [old%5cx/]"), "2:11: 'old%5cx/' has '%5c' in a name"),
    "an encoded way up": (add("aliases: ['%2e%2E/x/']"), "2:11: '%2e%2E/x/' is not a path of this"),
    "an encoded hidden file": (
        add("aliases: ['%2Ehtaccess']"),
        "2:11: '%2Ehtaccess' is not a path of this site: '.htaccess' begins with a dot",
    ),
    "an encoded line break": (add("aliases: [old%0Ax/]"), "2:11: 'old%0Ax/' is not a path of"),
    "an encoded null": (add("aliases: [old%00x/]"), "2:11: 'old%00x/' is not a path of this"),
    "an alias twice, once encoded": (
        add("aliases: [2020/%D1%81%D0%BB/, 2020/сл/]"),
        "2:31: '2020/сл/' is listed twice (remove one)",
    ),
    "an alias twice, once decomposed": (
        add("aliases: [f%C3%BCr/, fu\u0308r/]"),
        "2:22: 'für/' is listed twice",
    ),
    "a device for a slug": (
        add("slug: aux"),
        "2:7: 'aux' is not an id ('aux' is a device's name on Windows: choose another one)",
    ),
    "a device for a claim": (change("id: harbour-contested", "id: com1"), "14:9: 'com1' is not an"),
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
        "13:12: the body doesn't contain this quote "
        "(the nearest passage is 'The harbour is ours.')",
    ),
    "a quote outside quotation marks": (
        change("“The harbour is ours.”", "The harbour is ours."),
        "13:12: the body has this quote, but not inside quotation marks",
    ),
    "an entry from before its claim": (
        claim("    status:\n      - {on: 2024-04-27, is: confirmed, by: lorvia-post}"),
        "14:14: '2024-04-27' is before the claim (check its year, or the claim's 'on')",
    ),
    "a correction from before its article": (
        add("corrections: [{date: 2024-04-27, text: The quay.}]"),
        "2:22: '2024-04-27' is before the article (check its year)",
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


@pytest.mark.parametrize(
    ("files", "expected"), (SHAPE | VALUES | CLAIMS).values(), ids=SHAPE | VALUES | CLAIMS
)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, f"{ARTICLE}:{expected}")


def test_the_article_that_these_spoil_is_good(tmp_path: Path) -> None:
    assert lines(load_site(tmp_path, {ARTICLE: GOOD})) == []


@pytest.mark.parametrize(
    "title", ["\u200fהנמל (3)\u200f", "הנמל\u200e!", "«\u061cالميناء»", "הנמל \u2068x\u2069"]
)
def test_a_title_read_from_the_right_may_have_marks_of_direction(
    tmp_path: Path, title: str
) -> None:
    text = GOOD.replace("title: The harbour of", f"title: {title}")
    assert text != GOOD
    assert lines(load_site(tmp_path, {ARTICLE: text})) == []
