"""Keys of other generators lead to what is written instead here, not to what is spelt alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.content.foreign_keys import REMEDIES
from tests.content.sites import ARTICLE, GOOD, add, change, claim, lines, load_site

ARTICLE_KEYS = {
    "draft: true": "write 'status: draft'",
    "draft: false": "remove it: what is no draft is published",
    "Draft: true": "write 'status: draft'",
    "tags: [war]": "file it under 'regions' and 'actors', by the ids of their files",
    "categories: [news]": "file it under 'regions' and 'actors', by the ids of their files",
    "category: news": "file it under 'regions' and 'actors', by the ids of their files",
    "layout: post": "remove it: each kind of page has its own template",
    "permalink: /x/": "write 'slug' for its name in its address, 'aliases' for old addresses",
    "redirect_from: [/x/]": "write 'aliases: [old/path/]'",
    "lastmod: 2025-04-27": "write it as 'updated'",
    "last-modified: 2025-04-27": "write it as 'updated'",
    "publishDate: 2025-04-27": "write 'date', or 'publish_at' for what is to appear later",
    "featured_image: /x.jpg": "write 'image: {src: media/x.jpg, alt: ...}'",
    "language: en": "write it as 'lang'",
    "weight: 3": "write 'lead: 1' to 'lead: 9' for the day's order",
    "canonical_url: https://example.org/": "write it as the 'url' of an entry in 'sources'",
    "comments: true": "remove it: the theme decides what a page shows",
    "isDraft: true": "write 'status: draft' or remove it",
    "post_status: draft": "write 'status: draft' or remove it",
    "scheduled_at: 2025-04-27": "write 'date', or 'publish_at' for what is to appear later",
    "contributors: [Ann]": "write 'authors: [name]'",
    "pin: true": "write 'lead: 1' to 'lead: 9' for the day's order",
}


@pytest.mark.parametrize("line", ARTICLE_KEYS)
def test_an_articles_key_of_other_generators(tmp_path: Path, line: str) -> None:
    key = line.partition(":")[0]
    expected = f"{ARTICLE}:2:1: unknown key '{key}' ({ARTICLE_KEYS[line]})"
    assert lines(load_site(tmp_path, add(line))) == [expected]


@pytest.mark.parametrize(
    ("files", "path", "message"),
    [
        (
            change("title: The harbour", "headline: The harbour"),
            ARTICLE,
            "unknown key 'headline' (write it as 'title')",
        ),
        (
            change("summary: Orvania", "description: Orvania"),
            ARTICLE,
            "unknown key 'description' (write it as 'summary')",
        ),
        (
            change("  - source: lorvia-post", "  - name: lorvia-post"),
            ARTICLE,
            "unknown key 'name' (write it as 'source')",
        ),
        (
            change("    says: Fighting", "    text: Fighting"),
            ARTICLE,
            "unknown key 'text' (write it as 'says')",
        ),
        (
            {"content/regions/norvik.md": "---\ntitle: Norvik\n---\n", ARTICLE: GOOD},
            "content/regions/norvik.md",
            "unknown key 'title' (write it as 'name')",
        ),
        (
            {"content/briefings/2025-04-26.md": "---\ndate: 2025-04-26\n---\n", ARTICLE: GOOD},
            "content/briefings/2025-04-26.md",
            "unknown key 'date' (remove it: its day is the file's name)",
        ),
    ],
    ids=["a title", "a summary", "a source", "a claim", "a region", "a briefing"],
)
def test_a_required_key_under_another_name_is_one_problem(
    tmp_path: Path, files: dict[str, str], path: str, message: str
) -> None:
    found = lines(load_site(tmp_path, files))
    assert len(found) == 1
    assert found[0].startswith(path)
    assert found[0].endswith(message)


@pytest.mark.parametrize(
    ("file", "front", "expected"),
    [
        (
            "sources/gazette",
            "name: G\ntype: agency",
            "3:1: unknown key 'type' (write it as 'kind')",
        ),
        (
            "actors/tarn",
            "name: T\nauthor: A",
            "3:1: unknown key 'author' (remove it: only articles",
        ),
        ("regions/norvik", "name: N\nimage: a.png", "3:1: unknown key 'image' (remove it: only"),
        ("briefings/2025-04-26", "authors: [A]", "2:1: unknown key 'authors' (remove it: only"),
    ],
)
def test_a_key_that_only_articles_have(
    tmp_path: Path, file: str, front: str, expected: str
) -> None:
    path = f"content/{file}.md"
    found = lines(load_site(tmp_path, {path: f"---\n{front}\n---\n", ARTICLE: GOOD}))
    assert [line for line in found if line.startswith(f"{path}:{expected}")]


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("image: media/a.png", "write {src: media/a.png, alt: ...}"),
        ("figure: 12", "write {n: 12, unit: ...}"),
        ("figure: {n: 1,200, unit: boats}", "a comma ends a value between { and }"),
        ("figure: {value: 12}", "write it as 'n'"),
    ],
)
def test_a_value_in_a_short_form_is_written_out(tmp_path: Path, line: str, remedy: str) -> None:
    files = add(line) if line.startswith("image") else claim(f"    kind: figure\n    {line}")
    assert remedy in " ".join(lines(load_site(tmp_path, files)))


def test_a_misspelt_key_is_still_the_nearest_one(tmp_path: Path) -> None:
    found = lines(
        load_site(tmp_path, claim("    fidelty: verbatim\n    quote: The harbour is ours"))
    )
    assert found == [f"{ARTICLE}:13:5: unknown key 'fidelty' (did you mean 'fidelity'?)"]


def test_no_key_of_the_schema_is_among_those_of_others() -> None:
    for model, remedies in REMEDIES.items():
        known = {field.alias or name for name, field in model.model_fields.items()}
        names = {name.replace("_", "") for name in known}
        assert not names & remedies.keys(), model
