"""What an editor should know of: each note, with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest

from tests.editor.claims import BRIDGE, REPLY, claim
from tests.newsroom import FILES, run, write_newsroom


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
