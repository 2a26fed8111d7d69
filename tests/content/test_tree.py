"""Front matter as YAML: what is refused, and where."""

from __future__ import annotations

import time
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


@pytest.mark.parametrize(
    ("files", "expected"), (FRONT_MATTER | YAML).values(), ids=FRONT_MATTER | YAML
)
def test_one_fault_is_one_line(tmp_path: Path, files: Files, expected: str) -> None:
    assert_one(tmp_path, files, f"{ARTICLE}:{expected}")


@pytest.mark.parametrize("block", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_soon(tmp_path: Path, block: str) -> None:
    start = time.perf_counter()
    assert lines(load_site(tmp_path, {ARTICLE: f"---\n{block}\n---\n"}))
    assert time.perf_counter() - start < 30
