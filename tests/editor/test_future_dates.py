"""Days that haven't come yet, and embargoes that end after their article's day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.newsroom import FILES, digests, run, write_newsroom

BRIDGE = "content/articles/bridge.md"
FUTURE = "(check its year, or set 'publish_at')"


def at(day: str) -> dict[str, str]:
    """A clock that shows noon in the site's zone on some day."""
    now = dt.datetime.fromisoformat(f"{day}T09:00:00+00:00")
    return {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}


def bridge(keys: str = "", date: str = "2030-05-01", claim: str = "") -> dict[str, str]:
    """The bridge's article on another day, with more keys from line 4 on."""
    text = FILES[BRIDGE].replace("date: 2030-05-01\n", f"date: {date}\n{keys}")
    return {BRIDGE: text.replace("    quote: wide open\n", f"    quote: wide open\n{claim}")}


def warnings(folder: Path, day: str) -> list[str]:
    done = run(folder, "briefings", "check", **at(day))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


EACH = {
    "updated": ("updated: 2062-05-01T12:00\n", "", "4:10", FUTURE),
    "a correction": (
        "corrections: [{date: 2062-05-01, text: Not open}]\n",
        "",
        "4:22",
        FUTURE,
    ),
    "a claim's day": ("", "    on: 2062-05-01\n", "12:9", FUTURE),
    "an entry": (
        "",
        "    status: [{on: 2062-05-01, is: confirmed, by: wire}]\n",
        "12:19",
        "(check its year: until that day the entry doesn't count)",
    ),
}


@pytest.mark.parametrize("name", EACH)
def test_each_day_that_has_not_come_has_its_line(tmp_path: Path, name: str) -> None:
    keys, claim, place, hint = EACH[name]
    write_newsroom(tmp_path, bridge(keys, claim=claim))
    expected = f"{BRIDGE}:{place}: warning: '2062-05-01' is in the future {hint}"
    assert warnings(tmp_path, "2030-05-20") == [expected]


@pytest.mark.parametrize("key", ["published", "retrieved"])
def test_days_of_sources(tmp_path: Path, key: str) -> None:
    text = FILES[BRIDGE].replace("{source: wire}", f"{{source: wire, {key}: 2062-05-01}}")
    write_newsroom(tmp_path, {BRIDGE: text})
    (found,) = warnings(tmp_path, "2030-05-20")
    assert found.startswith(f"{BRIDGE}:5:37: warning: '2062-05-01' is in the future")


def test_an_articles_day_is_said_once_though_its_claims_have_it_by_default(tmp_path: Path) -> None:
    reply = FILES["content/articles/reply.md"].replace("2030-05-01/", "2030-05-21/")
    write_newsroom(tmp_path, {**bridge(date="2030-05-21"), "content/articles/reply.md": reply})
    assert warnings(tmp_path, "2030-05-20") == [
        f"{BRIDGE}:3:7: warning: '2030-05-21' is in the future {FUTURE}"
    ]
    assert warnings(tmp_path, "2030-05-21") == []


def test_the_day_ends_at_the_sites_midnight(tmp_path: Path) -> None:
    write_newsroom(tmp_path, bridge("updated: 2030-05-21\n"))
    evening = dt.datetime(2030, 5, 20, 20, 59, 59, tzinfo=dt.UTC).timestamp()
    for second, count in ((0, 1), (1, 0)):
        epoch = str(int(evening) + second)
        done = run(tmp_path, "briefings", "check", SOURCE_DATE_EPOCH=epoch)
        assert len(done.stdout.splitlines()) == count


@pytest.mark.parametrize(
    ("keys", "date", "expected"),
    [
        ("status: draft\n", "2030-05-25", []),
        ("publish_at: 2030-05-25T12:00\n", "2030-05-25", []),
        ("publish_at: 2030-05-25\nupdated: 2030-05-25T10:00\n", "2030-05-25", []),
        (
            "publish_at: 2030-05-25\nupdated: 2062-05-25\n",
            "2030-05-25",
            ["5:10: warning: '2062-05-25' is in the future, also when the embargo ends"],
        ),
        (
            "publish_at: 2030-05-24\n",
            "2030-05-25",
            ["3:7: warning: '2030-05-25' is in the future, also when the embargo ends"],
        ),
    ],
    ids=["a draft", "its day", "an update of its day", "another year", "too early"],
)
def test_what_an_embargo_holds_back_is_not_in_the_future(
    tmp_path: Path, keys: str, date: str, expected: list[str]
) -> None:
    write_newsroom(tmp_path, {**bridge(keys, date), "content/articles/reply.md": None})
    found = warnings(tmp_path, "2030-05-20")
    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(f"{BRIDGE}:{start}")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [(None, 1), ("", 2), ("publish_at: 2030-06-20\n", 0), ("status: draft\n", 0)],
    ids=["nothing else", "an article", "an embargo", "a draft"],
)
def test_a_briefing_of_a_day_to_come(tmp_path: Path, keys: str | None, expected: int) -> None:
    file = "content/briefings/2030-06-20.md"
    changes = {file: "---\ntitle: Later\n---\n"}
    if keys is not None:
        text = FILES[BRIDGE].partition("claims:")[0].replace("2030-05-01\n", f"2030-06-20\n{keys}")
        changes["content/articles/later.md"] = f"{text}---\nLater.\n"
    found = warnings(write_newsroom(tmp_path, changes), "2030-05-20")
    assert len(found) == expected
    if expected:
        assert f"{file}:2:1: warning: '2030-06-20' is in the future (check the year in" in found[-1]


def test_a_warm_build_tells_the_same_until_the_day_comes(tmp_path: Path) -> None:
    write_newsroom(tmp_path, bridge("updated: 2030-05-25\n"))
    line = f"{BRIDGE}:4:10: '2030-05-25' is in the future"
    for day, count in [
        ("2030-05-20", 1),
        ("2030-05-20", 1),
        ("2030-05-24", 1),
        ("2030-05-25", 0),
        ("2030-05-26", 0),
        ("2030-05-24", 1),
    ]:
        done = run(tmp_path, "mkdocs", "build", **at(day))
        assert (done.returncode, done.stderr.count(line)) == (0, count), day
        strict = run(tmp_path, "mkdocs", "build", "--strict", **at(day))
        assert strict.returncode == count, day


def test_a_strict_build_publishes_nothing_of_another_year(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path, bridge("updated: 2062-05-01\n"))
    for _ in range(2):
        assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 1
        assert digests(tmp_path / "site") == before


def test_an_embargo_that_ends_after_its_articles_day(tmp_path: Path) -> None:
    write_newsroom(tmp_path, bridge("publish_at: 2030-05-06T08:00\n"))
    line = (
        f"{BRIDGE}:4:13: warning: the embargo ends on 2030-05-06, but the article goes into the"
        " briefing of 2030-05-01, which nobody reads again (set 'date' to 2030-05-06; once it is"
        " published, with its old address in 'aliases')"
    )
    assert warnings(tmp_path, "2030-05-20") == [line]


def test_a_briefing_says_what_was_added_later(tmp_path: Path) -> None:
    write_newsroom(tmp_path, bridge("publish_at: 2030-05-06T08:00\n"))
    mark = '<b>Added <time datetime="2030-05-06">6 May 2030</time></b>'
    for day, is_there in (("2030-05-05", False), ("2030-05-06", True)):
        assert run(tmp_path, "mkdocs", "build", **at(day)).returncode == 0
        page = tmp_path / "site/2030/05/01/index.html"
        assert (page.is_file() and mark in page.read_text(encoding="utf-8")) is is_there
    write_newsroom(tmp_path, bridge("publish_at: 2030-05-01T08:00\n"))
    assert run(tmp_path, "mkdocs", "build", "--strict", **at("2030-05-06")).returncode == 0
    assert "Added" not in page.read_text(encoding="utf-8")
