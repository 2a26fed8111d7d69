"""`briefings check`: the same problems as a build, without building."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.newsroom import FILES, digests, run, write_newsroom

FAULTS = {
    "content/articles/broken.md": "---\ntitle: A gap\ndate: 2030-02-30\n---\n",
    "content/actors/mayor.md": "---\nnaem: The Mayor\n---\n",
}


def lines_of(text: str) -> list[str]:
    """The problems in an output, without what comes before their paths."""
    return sorted(line[line.index("content/") :] for line in text.splitlines() if ".md:" in line)


@pytest.mark.parametrize(
    "changes",
    [
        FAULTS,
        {"content/articles/bridge.md": FILES["content/articles/bridge.md"] + "[x](../no.md)\n"},
        {"content/pages/claims.md": "# Claims\n"},
        {
            "content/articles/bridge.md": FILES["content/articles/bridge.md"].replace(
                "summary:", "aliases: [regions/norvik/]\nsummary:"
            )
        },
        {"content/articles/bridge.md": FILES["content/articles/bridge.md"] + "> " * 400 + "x\n"},
        FAULTS | {"content/pages/claims.md": "# Claims\n"},
    ],
    ids=["front matter", "dead link", "site page", "alias", "deep text", "of two stages"],
)
def test_check_finds_what_a_build_finds(tmp_path: Path, changes: dict[str, str]) -> None:
    write_newsroom(tmp_path, changes)
    before = digests(tmp_path)
    checked = run(tmp_path, "briefings", "check")
    assert digests(tmp_path) == before
    built = run(tmp_path, "mkdocs", "build")
    assert checked.returncode == built.returncode == 1
    assert lines_of(checked.stdout) == lines_of(built.stderr) != []


def test_faults_of_every_stage_are_found_in_one_run(tmp_path: Path) -> None:
    """A file with a fault of its own counts as there: who links to it is right."""
    bridge, reply = FILES["content/articles/bridge.md"], FILES["content/articles/reply.md"]
    changes = {
        **FAULTS,
        "content/articles/bridge.md": bridge.replace("Tarn", "[x](no.md)")
        + "[The other side](reply.md), [a gap](broken.md), [the mayor](../actors/mayor.md)\n",
        "content/articles/reply.md": reply.replace("summary:", "aliases: [archive/]\nsummary:"),
        "content/articles/loop.md": reply.replace("2030-05-01/bridge#open", "shut"),
        "content/pages/regions.md": "# Regions\n",
    }
    write_newsroom(tmp_path, changes)
    checked = run(tmp_path, "briefings", "check")
    built = run(tmp_path, "mkdocs", "build")
    assert sorted({":".join(line.split(":")[:2]) for line in lines_of(checked.stdout)}) == [
        "content/actors/mayor.md:2",
        "content/articles/bridge.md:13",
        "content/articles/broken.md:2",
        "content/articles/broken.md:3",
        "content/articles/loop.md:10",
        "content/articles/reply.md:4",
        "content/pages/regions.md:1",
    ]
    assert lines_of(built.stderr) == lines_of(checked.stdout)


def test_a_text_may_link_to_the_sites_own_pages(tmp_path: Path) -> None:
    text = FILES["content/articles/bridge.md"] + "[About](../pages/about.md), [again](/about/)\n"
    write_newsroom(tmp_path, {"content/articles/bridge.md": text})
    assert run(tmp_path, "briefings", "check").stderr == ""


def test_check_follows_no_symlink(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "site")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "regions.md").write_text("# Not ours\n", encoding="utf-8")
    (tmp_path / "site/content/pages/way").symlink_to(tmp_path / "outside")
    (tmp_path / "site/content/pages/regions").symlink_to(tmp_path / "outside")
    done = run(tmp_path / "site", "briefings", "check")
    assert [line.split(" (")[0] for line in done.stdout.splitlines()] == [
        "content/pages/regions:1:1: a symlink",
        "content/pages/way:1:1: a symlink",
    ]


def test_an_alias_that_is_taken_is_placed_on_its_line(tmp_path: Path) -> None:
    text = FILES["content/articles/bridge.md"].replace(
        "summary:", "aliases:\n  - old/bridge\n  - regions/norvik/\nsummary:"
    )
    done = run(write_newsroom(tmp_path, {"content/articles/bridge.md": text}), "briefings", "check")
    (line,) = lines_of(done.stdout)
    assert line.startswith(
        "content/articles/bridge.md:6:5: the address '/regions/norvik/' is taken"
    )


def test_check_of_good_content_says_nothing(tmp_path: Path) -> None:
    done = run(write_newsroom(tmp_path), "briefings", "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_for_machines(tmp_path: Path) -> None:
    write_newsroom(tmp_path, FAULTS)
    done = run(tmp_path, "briefings", "check", "--format", "json")
    problems = json.loads(done.stdout)
    assert {(p["path"], p["line"]) for p in problems} >= {
        ("content/articles/broken.md", 3),
        ("content/actors/mayor.md", 2),
    }
    done = run(tmp_path, "briefings", "check", "--format", "github")
    assert done.returncode == 1
    assert "::error file=content/articles/broken.md,line=3,col=7::" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "config"),
    [
        (["check", "--config-file", "no.yml"], None),
        (["check", "--format", "xml"], None),
        (["chekc"], None),
        (["check"], "site_name: x\n"),
        (["check"], "site_name: x\nplugins: [briefings: {timezone: Mars}]\n"),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, arguments: list[str], config: str | None) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": config} if config else {})
    done = run(tmp_path, "briefings", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
