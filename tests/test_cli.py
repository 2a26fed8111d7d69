"""`briefings check`: the same problems as a build, without building."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom import BROKEN, FILES, digests, run, write_newsroom

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


CYRILLIC = {
    "content/articles/київ.md": "---\nназва: Мост\n---\n",
    "content/articles/broken.md": "---\ntitle: Міст\ndate: 2030-02-30\nназва: x\n---\n",
}


@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "utf-8", "cp1251:strict"])
def test_an_output_of_any_encoding_takes_all_problems(
    tmp_path: Path, encoding: str, form: str
) -> None:
    write_newsroom(tmp_path, CYRILLIC)
    command = [sys.executable, "-m", "briefings", "check", "--format", form]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    # Where the output is said to be ASCII, Click takes that for a mistake, and writes UTF-8.
    written = "utf-8" if form == "github" or encoding == "ascii" else encoding.partition(":")[0]
    text = done.stdout.decode(written)
    if form == "json":
        assert any("назва" in problem["message"] for problem in json.loads(text))
    elif written in ("utf-8", "cp1251"):
        assert "назва" in text
    else:
        assert "\\u043d\\u0430\\u0437\\u0432\\u0430" in text


def test_a_reader_that_goes_ends_the_output(tmp_path: Path) -> None:
    write_newsroom(tmp_path, CYRILLIC)
    command = f"{sys.executable} -m briefings check | true"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def files_of(annotations: str) -> set[str]:
    return set(re.findall(r"file=(.*?),line", annotations))


def test_annotations_name_files_from_the_repositorys_root(tmp_path: Path) -> None:
    site = write_newsroom(tmp_path / "one/site", FAULTS)
    (tmp_path / "one/.git").mkdir()
    arguments = ("briefings", "check", "--format", "github", "-f", str(site / "mkdocs.yml"))
    below = {name.partition("content/")[2] for name in FAULTS}

    def found(**environment: str) -> set[str]:
        return files_of(run(tmp_path, *arguments, **environment).stdout)

    assert found(GITHUB_WORKSPACE="") == {f"site/content/{name}" for name in below}
    workspace = {"GITHUB_WORKSPACE": str(tmp_path)}
    assert found(**workspace) == {f"one/site/content/{name}" for name in below}
    elsewhere = {"GITHUB_WORKSPACE": str(tmp_path / "two")}
    assert found(**elsewhere) == {f"site/content/{name}" for name in below}


def test_annotations_of_content_beside_the_project(tmp_path: Path) -> None:
    """A work tree, whose `.git` is a file; its content lies in another folder."""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    config = FILES["mkdocs.yml"].replace("content/pages", "../desk/pages")
    write_newsroom(tmp_path, FAULTS)
    (tmp_path / "content").rename(tmp_path / "desk")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mkdocs.yml").write_text(f"{config}      content: ../desk\n")
    arguments = ("check", "--format", "github", "-f", "site/mkdocs.yml")
    done = run(tmp_path, "briefings", *arguments, GITHUB_WORKSPACE="")
    assert files_of(done.stdout) == {name.replace("content/", "desk/") for name in FAULTS}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_problems_that_cannot_be_printed_end_in_words(tmp_path: Path) -> None:
    write_newsroom(tmp_path, BROKEN)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefings", "check"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "problems can't be printed: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
