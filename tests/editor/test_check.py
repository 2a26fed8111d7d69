"""What `briefings check` finds beside a build, and in what order it says so."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.editor.claims import BRIDGE, claim
from tests.newsroom import FILES, run, write_newsroom


def test_a_strict_check_ends_with_1_for_warnings(tmp_path: Path) -> None:
    write_newsroom(tmp_path, claim("source: mirror"))
    lenient, strict = (run(tmp_path, "briefings", "check", *more) for more in ((), ("--strict",)))
    assert (lenient.returncode, strict.returncode) == (0, 1)
    assert lenient.stdout == strict.stdout != ""


def test_problems_come_first_then_warnings_then_notes(tmp_path: Path) -> None:
    changes = claim("source: mirror") | {"content/actors/aide.md": "---\nnaem: x\n---\n"}
    write_newsroom(tmp_path, changes)
    end = dt.datetime(2030, 7, 1, tzinfo=dt.UTC)
    epoch = {"SOURCE_DATE_EPOCH": str(int(end.timestamp()))}
    done = run(tmp_path, "briefings", "check", **epoch)
    assert done.returncode == 1
    assert done.stderr == "1 problem, 1 warning, 1 note in content\n"
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == [
        "unknown key 'naem' (did you mean 'name'?)",
        "warning",
        "note",
    ]
    found = json.loads(run(tmp_path, "briefings", "check", "--format", "json", **epoch).stdout)
    assert [item["severity"] for item in found] == ["problem", "warning", "note"]
    done = run(tmp_path, "briefings", "check", "--format", "github", **epoch)
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == [
        "::error",
        "::warning",
        "::notice",
    ]


WITHHELD = {
    "a link": ("", "[x](nix.md)", "link to nowhere: 'nix.md'"),
    "an address": ("aliases: [about]\n", "", "about"),
    "a text": ("", "> " * 500 + "deep", "nested too deeply"),
}


@pytest.mark.parametrize("held", ["status: draft", "publish_at: 2099-05-10"])
@pytest.mark.parametrize("name", WITHHELD)
def test_what_is_withheld_is_judged_before_its_day(tmp_path: Path, name: str, held: str) -> None:
    keys, body, expected = WITHHELD[name]
    front = FILES[BRIDGE].partition("claims:")[0].replace("title: ", "title: Later, ")
    path = "content/articles/later.md"
    write_newsroom(tmp_path, {path: f"{front}{held}\n{keys}---\n{body}\n"})
    done = run(tmp_path, "briefings", "check")
    assert done.returncode == 1, done.stdout
    assert done.stdout.startswith(f"{path}:")
    assert expected in done.stdout
    assert run(tmp_path, "mkdocs", "build").returncode == 0
