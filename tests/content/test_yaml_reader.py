"""Front matter as YAML: what is refused, and where."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefings.history.published_version import parse_version
from tests.content.sites import (
    ARTICLE,
    GOOD,
    ZONE,
    Files,
    add,
    assert_one,
    change,
    claim,
    lines,
    load_site,
)
from tests.newsroom import FILES, run, write_newsroom

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
    "a list without end": (
        add("regions: [" + "a,\n " * 1_001 + "]"),
        "1002:2: a list of more than 1,000 entries (split the file)",
    ),
    "a mapping without end": (
        change("title:", "".join(f"a{n}: x\n" for n in range(1_001)) + "title:"),
        "1002:1: more than 1,000 keys (split the file)",
    ),
    "nested in dashes": (add("related:\n " + "- " * 33 + "x"), "3:64: nested deeper than 32"),
}

DRAFT = "---\ntitle: A\nstatus: draft\n%sdate: 2025-04-26\n---\nA.\n"
ANOTHER = "4:1: '---' begins another YAML document (remove it: the front matter ends with a line"
DOCUMENTS = {
    "a comment": (DRAFT % "--- # more\n", ANOTHER),
    "keys in braces": (DRAFT % "--- {title: B}\n", ANOTHER),
    "a text": (DRAFT % "--- |\n  B\n", ANOTHER),
    "a key": (DRAFT % "--- title: B\n", ANOTHER),
    "a tag": (DRAFT % "--- !!map\n", ANOTHER),
    "a tab and a comment": (DRAFT % "---\t# more\n", ANOTHER),
    "at the start": ("---\n--- # more\ntitle: A\n---\n", "2:1: '---' begins another YAML document"),
    "dots": (DRAFT % "...\n", "4:1: '...' ends the YAML (remove it: the front matter ends"),
    "dots and a comment": (DRAFT % "... # more\n", "4:1: '...' ends the YAML"),
    "dots and a document": (DRAFT % "...\n--- # more\n", "4:1: '...' ends the YAML"),
    "a directive": (DRAFT % "%YAML 1.1\n--- # more\n", "4:1: a YAML directive (remove the line"),
    "a directive at the start": (
        "---\n%TAG ! tag:x,2000:\n--- # more\ntitle: A\n---\n",
        "2:1: a YAML directive",
    ),
    "a hidden line": (
        DRAFT % "# more\u2028--- # more\u2028title: B\n",
        "4:7: a hidden line break (U+2028) (remove it)",
    ),
    "a hidden paragraph": (
        DRAFT % "lang: en\u2029status: published\n",
        "4:9: a hidden line break (U+2029)",
    ),
    "a hidden line of old": (DRAFT % "# more\x85title: B\n", "4:7: a control character (U+0085)"),
    "an escaped line break": ((DRAFT % "").replace("A", '"\\L"', 1), "2:8: a control"),
    "a carriage return": (DRAFT % "# more\rstatus: published\n", "5:1: duplicate key 'status'"),
}

STRAY = {
    "a draft": ("status: draft\n---\nA.\n", "19:1: 'status' below the '---' that ends the front"),
    "an embargo": ("\npublish_at: 2025-05-01\nA.\n", "20:1: 'publish_at' below the '---'"),
    "a block of its own": ("---\nlang: en\nstatus: draft\n---\nA.\n", "21:1: 'status' below"),
    "a block after a line": (" \n---\n# x\n\nstatus:  draft\n---\nA.\n", "23:1: 'status' below"),
    "a key in quotes": ("'status': draft\n---\nA.\n", "19:1: 'status' below"),
    "an indented key": ("  status: draft\n---\nA.\n", "19:1: 'status' below"),
    "after words": ("more words\nthat go on\nstatus: draft\n---\nA.\n", "21:1: 'status' below"),
    "after a list": ("- x\npublish_at: 2025-05-01\n---\nA.\n", "20:1: 'publish_at' below"),
    "without a value": ("words\nstatus:\n---\nA.\n", "20:1: 'status' below"),
    "after other keys": ("tags:\n  - x\n- y\nstatus: draft\n", "22:1: 'status' below"),
}

LONG = 400_000
BROKEN = "\\n"
FIGURE = "claims: [{id: a, by: b, says: c, kind: figure, figure: {n: %s}}]"
VALUES = {
    "blanks before a word": f'title: "a{" " * LONG}b\\nc"',
    "blanks before breaks": f'title: "a{" " * LONG}b{" " * LONG}\\nc"',
    "breaks": f'title: "a{BROKEN * LONG}b"',
    "breaks and blanks": f'title: "a{(" " + BROKEN) * (LONG // 2)}b"',
    "blanks before a comment": f"title: a{' ' * LONG}b{' ' * LONG}# c",
    "tabs": f"title: a{chr(9) * LONG}b",
    "a slug": f"slug: {'a-' * LONG}",
    "a claim": f"claims: [{{id: a, by: b, says: c, denies: 2025-04-26/{'a-' * LONG}#b}}]",
    "an address": f"sources: [{{source: a, url: 'https://{'a.' * LONG}'}}]",
    "an address's path": f"sources: [{{source: a, url: 'https://a.b/{'%41' * (LONG // 2)}'}}]",
    "an alias": f"aliases: ['{'a/' * LONG}']",
    "an encoded alias": f"aliases: ['{'%41' * (LONG // 2)}']",
    "a picture": f"image: {{src: 'media/{'../' * (LONG // 2)}', alt: x}}",
    "a number": FIGURE % ("'" + "1,000" * (LONG // 3) + "'"),
    "a date": f"date: {'2025-04-26' * (LONG // 10)}",
    "joiners": f"title: a{chr(0x200D) * (LONG // 2)}",
    "a language": f"lang: en{'-ab' * (LONG // 2)}!",
    "a role": f"related: ['{'2025-04-26/' * (LONG // 6)}']",
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


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_no_second_document_takes_the_place_of_the_first(
    tmp_path: Path, text: str, expected: str
) -> None:
    found = lines(load_site(tmp_path, {ARTICLE: text}))
    assert any(line.startswith(f"{ARTICLE}:{expected}") for line in found), found
    assert parse_version(text.encode(), ZONE) is None


@pytest.mark.parametrize(("text", "expected"), STRAY.values(), ids=STRAY)
def test_what_withholds_an_article_stands_above_its_text(
    tmp_path: Path, text: str, expected: str
) -> None:
    quote = "“The harbour is ours.”\n"
    spoilt = GOOD.replace("General Tarn said: “The harbour is ours.”\n", f"{text}\n{quote}")
    assert_one(tmp_path, {ARTICLE: spoilt}, f"{ARTICLE}:{expected}")
    assert parse_version(spoilt.encode(), ZONE) is None


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nAfter a rule: status: draft, he said.\n",
        "note: that is how he began.\n\nIn his words,\nstatus: unknown\n",
        "Status: unknown.\n",
        "He noted,\nstatus: unknown\n\n---\n",
        "He noted,\n\nstatus: draft\n\nand left.\n",
        "    status: code\n",
    ],
)
def test_a_text_may_begin_with_what_looks_like_a_key(tmp_path: Path, text: str) -> None:
    files = {ARTICLE: GOOD.replace("General Tarn said", f"{text}\nGeneral Tarn said")}
    assert lines(load_site(tmp_path, files)) == []


def test_a_stray_key_is_found_in_a_file_that_was_good_before(tmp_path: Path) -> None:
    files = {
        "content/articles/bridge.md": FILES["content/articles/bridge.md"].replace(
            "---\nTarn said", "---\nstatus: draft\n\nTarn said"
        )
    }
    assert run(write_newsroom(tmp_path), "mkdocs", "build", "-q").returncode == 0
    build = run(write_newsroom(tmp_path, files), "mkdocs", "build", "-q")
    assert "content/articles/bridge.md:13:1: 'status' below" in build.stderr


@pytest.mark.parametrize("keys", VALUES.values(), ids=VALUES)
def test_no_value_takes_long_to_refuse(tmp_path: Path, keys: str) -> None:
    """Twice the time for twice the length: what takes a square of it would take hours here."""
    found = lines(load_site(tmp_path, {ARTICLE: f"---\n{keys}\n---\n"}))
    assert any(line.startswith(f"{ARTICLE}:2:") for line in found), found
    assert max(map(len, found)) < 3_000


@pytest.mark.parametrize("block", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_soon(tmp_path: Path, block: str) -> None:
    start = time.perf_counter()
    assert lines(load_site(tmp_path, {ARTICLE: f"---\n{block}\n---\n"}))
    assert time.perf_counter() - start < 30
