"""Addresses that were published and would be gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import FILES, run, write_newsroom

BRIDGE, MOVED = "content/articles/bridge.md", "content/articles/span.md"
PLAIN = FILES[BRIDGE].partition("claims:")[0] + "---\nIt stands.\n"
GONE = "'/2030/05/01/bridge/' was published, and would be gone"
ALIAS = "(if it has moved here, add 'aliases: [2030/05/01/bridge/]')"
FIRST = {BRIDGE: PLAIN, "content/articles/reply.md": None}

CHANGES: dict[str, tuple[dict[str, str | None], str]] = {
    "another day": (
        {BRIDGE: PLAIN.replace("2030-05-01", "2030-04-30")},
        f"{BRIDGE}:3:7: warning: {GONE} {ALIAS}",
    ),
    "another slug": (
        {BRIDGE: PLAIN.replace("date:", "slug: span\ndate:")},
        f"{BRIDGE}:2:8: warning: {GONE} {ALIAS}",
    ),
    "another file": ({BRIDGE: None, MOVED: PLAIN}, f"{MOVED}:2:8: warning: {GONE} {ALIAS}"),
    "nothing": (
        {BRIDGE: None},
        f"content/articles:1:1: warning: {GONE} (keep it, or add 'aliases: [2030/05/01/bridge/]'",
    ),
    "a region": (
        {
            "content/regions/eastmere.md": None,
            "content/regions/east.md": FILES["content/regions/eastmere.md"],
        },
        "content/regions/eastmere.md:1:1: warning: '/regions/eastmere/' was published, and would"
        " be gone (keep the file's name, 'eastmere.md'",
    ),
    "an own page": (
        {"content/pages/about.md": None, "content/pages/us.md": "# Us\n"},
        "content/pages/about.md:1:1: warning: '/about/' was published, and would be gone (keep",
    ),
}


def change(folder: Path, changes: dict[str, str | None]) -> None:
    for name, text in changes.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
    write_newsroom(folder, {**FIRST, **changes})


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_published_and_would_be_gone(tmp_path: Path, name: str) -> None:
    changes, expected = CHANGES[name]
    write_newsroom(tmp_path, FIRST)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    change(tmp_path, changes)
    found = run(tmp_path, "briefings", "check").stdout.splitlines()
    found = [line for line in found if "would be gone" in line]
    assert len(found) == 1
    assert found[0].startswith(expected)
    line = expected.replace(" warning:", "", 1)
    for _ in range(2):
        strict = run(tmp_path, "mkdocs", "build", "--strict")
        assert (strict.returncode, strict.stderr.count(line)) == (1, 1)
    built = run(tmp_path, "mkdocs", "build")
    assert (built.returncode, built.stderr.count(line)) == (0, 1)
    after = run(tmp_path, "mkdocs", "build")
    assert (after.returncode, after.stderr.count("would be gone")) == (0, 0)


def test_an_alias_is_enough_until_it_is_removed(tmp_path: Path) -> None:
    write_newsroom(tmp_path, FIRST)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    moved = PLAIN.replace("date: 2030-05-01", "date: 2030-04-30")
    alias = moved.replace("summary:", "aliases: [2030/05/01/bridge/, old/bridge/]\nsummary:")
    change(tmp_path, {BRIDGE: alias})
    done = run(tmp_path, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    change(tmp_path, {BRIDGE: moved})
    done = run(tmp_path, "mkdocs", "build")
    assert "'/2030/05/01/bridge/' was published, and would be gone" in done.stderr
    assert "content/pages/old/bridge.md:1:1: '/old/bridge/' was published" in done.stderr


def test_lists_come_and_go_with_what_they_list(tmp_path: Path) -> None:
    """An article that another replaces leads on; a claim, a kind and a figure go without a word."""
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    reply = "content/articles/reply.md"
    write_newsroom(tmp_path, {reply: FILES[reply].partition("claims:")[0] + "---\nNo word.\n"})
    done = run(tmp_path, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "site/claims/2030/05/03").exists()


def test_a_move_of_all_is_told_of_in_short(tmp_path: Path) -> None:
    many = {f"content/articles/a{n}.md": PLAIN for n in range(103)}
    write_newsroom(tmp_path, {**FIRST, **many})
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    later = {name: text.replace("2030-05-01", "2030-04-30") for name, text in many.items()}
    change(tmp_path, {**later})
    found = run(tmp_path, "briefings", "check").stdout.splitlines()
    found = [line for line in found if "would be gone" in line]
    assert len(found) == 101
    assert "content/articles:1:1: warning: 3 more addresses were published" in found[0]


@pytest.mark.parametrize(
    ("key", "place", "why"),
    [
        ("status: draft", "3:9", "a draft"),
        ("publish_at: 2030-06-02", "3:13", "embargoed"),
    ],
)
def test_an_article_that_is_withdrawn_is_noted_and_gone(
    tmp_path: Path, key: str, place: str, why: str
) -> None:
    write_newsroom(tmp_path, FIRST)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    change(tmp_path, {BRIDGE: PLAIN.replace("date:", f"{key}\ndate:")})
    found = run(tmp_path, "briefings", "check").stdout
    assert f"{BRIDGE}:{place}: note: {GONE}: the article is {why} (unless it has to go" in found
    # An embargo that ends after the article's day is a warning of its own.
    built = run(tmp_path, "mkdocs", "build", *(["--strict"] if why == "a draft" else []))
    assert built.returncode == 0
    assert f"{BRIDGE}:{place}: {GONE}: the article is {why}" in built.stderr
    assert not (tmp_path / "site/2030/05/01/bridge").exists()
