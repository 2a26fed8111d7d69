"""What an editor is asked to look at again: each warning and note, with its place."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from random import Random

import pytest

from tests.newsroom import FILES, digests, run, write_newsroom

BRIDGE, REPLY = "content/articles/bridge.md", "content/articles/reply.md"
REGISTRIES = {
    "content/actors/tarn.md": "---\nname: General Tarn\nparty: orvania\n---\n",
    "content/actors/aide.md": "---\nname: His aide\nparty: orvania\n---\n",
    "content/sources/mirror.md": "---\nname: Mirror\nkind: aggregator\n---\n",
    "content/sources/gazette.md": "---\nname: Gazette\nparty: orvania\nlang: or\n---\n",
    "content/sources/post.md": "---\nname: Post\nkind: social\nowner: tarn\n---\n",
    "content/sources/staff.md": "---\nname: Staff\nkind: official\nowner: aide\n---\n",
    "content/sources/blog.md": "---\nname: Blog\nkind: social\n---\n",
}


def claim(keys: str) -> dict[str, str]:
    """The bridge's claim with more keys, from line 12 on at column 5."""
    lines = "".join(f"    {key}\n" for key in keys.splitlines())
    text = FILES[BRIDGE].replace("    quote: wide open\n", f"    quote: wide open\n{lines}")
    return {**REGISTRIES, BRIDGE: text}


CONFIRMED = "status:\n  - {on: 2030-05-04, is: confirmed, by: %s}"
AIDE = """\
  - {id: also, by: aide, says: It is open}
  - {id: too, by: [aide, mayor], says: It is open}
"""
WARNINGS = {
    "an aggregator": (
        claim("source: mirror"),
        "12:13: warning: a claim without a primary source: 'mirror' is an aggregator",
    ),
    "somebody's account": (
        claim("source: blog"),
        "12:13: warning: a claim without a primary source: 'blog' is somebody else's account",
    ),
    "a control claim": (
        claim("kind: control\nregions: []"),
        "12:11: warning: a control claim without a region (say of which: 'regions: [...]')",
    ),
    "a foreign quote": (
        claim("source: gazette"),
        "11:12: warning: a verbatim quote in another language than its source's, 'or'",
    ),
    "an own source": (
        claim(CONFIRMED % "gazette"),
        "13:45: warning: confirmed by the claimant's own side: 'gazette'",
    ),
    "a source of its own party's": (claim(CONFIRMED % "staff"), "13:45: warning: confirmed by"),
    "its own account": (claim(CONFIRMED % "post"), "13:45: warning: confirmed by"),
    "an own side's claim": (
        {
            **(of := claim(CONFIRMED % "also")),
            BRIDGE: of[BRIDGE].replace("---\nTarn", f"{AIDE}---\nTarn"),
        },
        "13:45: warning: confirmed by the claimant's own side: '2030-05-01/bridge#also'",
    ),
}
RIGHT = {
    "its own account": claim("source: post"),
    "a region": claim("kind: control"),
    "a translation": claim("source: gazette\nfidelity: translated"),
    "the article's language": {
        **(of := claim("source: gazette")),
        BRIDGE: of[BRIDGE].replace("summary:", "lang: or-OV\nsummary:"),
    },
    "another's source": claim(CONFIRMED % "wire"),
    "a claim of two sides": {
        **(of := claim(CONFIRMED % "too")),
        BRIDGE: of[BRIDGE].replace("---\nTarn", f"{AIDE}---\nTarn"),
    },
    "refuted by its own": claim((CONFIRMED % "gazette").replace("confirmed", "refuted")),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_has_its_line(tmp_path: Path, name: str) -> None:
    changes, expected = WARNINGS[name]
    done = run(write_newsroom(tmp_path, changes), "briefings", "check")
    assert (done.returncode, done.stderr) == (0, "1 warning in content\n")
    assert done.stdout.startswith(f"{BRIDGE}:{expected}"), done.stdout


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_no_warning(tmp_path: Path, name: str) -> None:
    done = run(write_newsroom(tmp_path, RIGHT[name]), "briefings", "check")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_warning_ends_a_strict_build_also_a_warm_one(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path, claim("source: mirror"))
    line = f"{BRIDGE}:12:13: a claim without a primary source: 'mirror' is an aggregator"
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build", "--strict")
        assert done.returncode == 1
        assert f"WARNING -  {line}" in done.stderr
        assert digests(tmp_path / "site") == before
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build")
        assert done.returncode == 0
        assert done.stderr.count(line) == 1
    assert digests(tmp_path / "site") != before
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 1


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


@pytest.mark.parametrize(("day", "count"), [(2, 0), (3, 1)])
def test_a_dispute_is_left_alone_for_thirty_days(tmp_path: Path, day: int, count: int) -> None:
    """The reply is of 3 May in Kyiv; whose midnight it is, is the site's matter."""
    write_newsroom(tmp_path)
    now = dt.datetime(2030, 6, day, 1, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    epoch = {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}
    done = run(tmp_path, "briefings", "check", **epoch)
    line = (
        f"{BRIDGE}:8:9: note: '2030-05-01/bridge#open' has been disputed since 2030-05-03 without"
        " an entry (add one to its 'status' once there is something to rest it on)\n"
    )
    assert (done.returncode, done.stdout) == (0, line * count)
    assert run(tmp_path, "mkdocs", "build", "--strict", **epoch).returncode == 0


def test_of_a_dispute_with_one_side_settled_the_other_is_named(tmp_path: Path) -> None:
    write_newsroom(tmp_path, claim("status: [{on: 2030-05-04, is: refuted, by: wire}]"))
    epoch = {"SOURCE_DATE_EPOCH": str(int(dt.datetime(2030, 7, 1, tzinfo=dt.UTC).timestamp()))}
    (line,) = run(tmp_path, "briefings", "check", **epoch).stdout.splitlines()
    assert line.startswith("content/articles/reply.md:")
    assert "note: '2030-05-03/reply#" in line


def test_copies_are_a_note_of_the_later_article(tmp_path: Path) -> None:
    text = " ".join(Random(1).choices([f"{a}{b}" for a in "bcdf" for b in "aeiou"], k=200))
    bridge = FILES[BRIDGE] + text
    copy = bridge.replace("2030-05-01", "2030-05-02").replace("title:", "title: Again,")
    write_newsroom(tmp_path, {BRIDGE: bridge, "content/articles/again.md": copy})
    done = run(tmp_path, "briefings", "check")
    assert (done.returncode, done.stderr) == (0, "1 note in content\n")
    assert run(tmp_path, "briefings", "check", "--strict").returncode == 0
    assert done.stdout == (
        "content/articles/again.md:2:8: note: a copy or nearly one of '2030-05-01/bridge': 100 % of"
        " the shorter text is in both (if it takes that one's place, write"
        " 'replaces: 2030-05-01/bridge')\n"
    )
    done = run(tmp_path, "mkdocs", "build", "--strict")
    assert (done.returncode, "again.md" in done.stderr) == (0, False)
    replacing = copy.replace("title:", "replaces: 2030-05-01/bridge\ntitle:")
    write_newsroom(tmp_path, {BRIDGE: bridge, "content/articles/again.md": replacing})
    done = run(tmp_path, "briefings", "check")
    assert (done.returncode, done.stdout) == (0, "")


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


@pytest.mark.parametrize(("answer", "count"), [("", 1), ("denies: 2030-05-01/bridge#open", 0)])
def test_a_dispute_that_an_entry_shows_on_one_side_alone_is_noted(
    tmp_path: Path, answer: str, count: int
) -> None:
    reply = FILES[REPLY].replace("denies: 2030-05-01/bridge#open", answer)
    keys = "status:\n  - {on: 2030-05-20, is: disputed, by: 2030-05-03/reply#shut}"
    write_newsroom(tmp_path, {**claim(keys), REPLY: reply})
    checked = run(tmp_path, "briefings", "check", "--strict")
    assert checked.returncode == 0
    assert checked.stdout.splitlines() == count * [
        f"{BRIDGE}:13:44: note: '2030-05-03/reply#shut' doesn't deny this claim, so it isn't shown"
        " as disputed itself (write 'denies: 2030-05-01/bridge#open' there, and both sides are)"
    ]
