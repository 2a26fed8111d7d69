"""Builds of a site with histories: what a commit touches, and clones that lack what it takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import repository
from tests.build.building import Builders, Built, differences, write_files
from tests.newsroom import CONFIG, FILES, digests, run
from tests.repository import commit

NOW = dt.datetime(2030, 6, 1, tzinfo=dt.UTC)
BRIDGE, REPLY = "content/articles/bridge.md", "content/articles/reply.md"
ON = CONFIG.replace("briefings:\n", "briefings:\n      history: true\n")
PAGE, HISTORY = "2030/05/01/bridge/index.html", "2030/05/01/bridge/history/index.html"
FULL_TEXTS = {"feed.xml", "feed.json"}


class Desk:
    """A newsroom in a repository, built where it stands and compared with a clone built anew."""

    def __init__(self, home: Path, builders: Builders) -> None:
        self.home, self.builders = home, builders
        self.project = home / "project"
        self.site: Mapping[str, bytes] = {}
        self.clones = 0

    def commit(self, at: str, changes: Mapping[str, str]) -> None:
        commit(self.project, at, changes)

    def build(self) -> set[str]:
        """Build both and compare; the files that aren't as they were."""
        self.clones += 1
        clone = self.home / f"clone-{self.clones}"
        repository.git(self.home, "clone", "--quiet", str(self.project), clone.name)
        expected = self.builders.clean.build(clone, NOW)
        found = self.builders.incremental.build(self.project, NOW)
        assert (found.code, expected.code) == (0, 0), found.output + expected.output
        assert differences(found.site, expected.site) == []
        return self.note(found)

    def note(self, built: Built) -> set[str]:
        before, self.site = self.site, built.site
        names = {name for name in before.keys() | built.site if not name.startswith(".")}
        return {name for name in names if before.get(name) != built.site.get(name)}


@pytest.fixture
def newsdesk(tmp_path: Path, builders: Builders) -> Desk:
    """The usual newsroom, with histories, built once."""
    made = Desk(tmp_path, builders)
    made.commit("2030-05-01T10:00:00Z", {**FILES, "mkdocs.yml": ON})
    made.note(builders.incremental.build(made.project, NOW))
    return made


def bridge(words: str = "Tarn said") -> str:
    assert FILES[BRIDGE].count("Tarn said") == 1
    return FILES[BRIDGE].replace("Tarn said", words)


def test_a_commit_touches_its_article_history_and_feeds_alone(newsdesk: Desk) -> None:
    assert HISTORY not in newsdesk.site
    newsdesk.commit("2030-05-02T10:00:00Z", {BRIDGE: bridge("The general said")})
    assert newsdesk.build() == {PAGE, HISTORY, *FULL_TEXTS}
    text = newsdesk.site[HISTORY].decode()
    assert "removed: </span>Tarn<" in text
    assert "added: </span>The general<" in text
    assert 'content="noindex"' in text
    assert 'href="../../../../2030/05/01/bridge/history/"' in newsdesk.site[PAGE].decode()
    newsdesk.commit("2030-05-03T10:00:00Z", {BRIDGE: bridge("The mayor said")})
    assert newsdesk.build() == {PAGE, HISTORY, *FULL_TEXTS}
    assert newsdesk.site[HISTORY].decode().count("<h2") == 2


def test_a_commit_of_what_was_built_already_adds_its_history(newsdesk: Desk) -> None:
    (newsdesk.project / BRIDGE).write_text(bridge("The general said"))
    built = newsdesk.builders.incremental.build(newsdesk.project, NOW)
    assert built.code == 0, built.output
    assert newsdesk.note(built) == {PAGE, *FULL_TEXTS}
    newsdesk.commit("2030-05-02T10:00:00Z", {})
    assert newsdesk.build() == {PAGE, HISTORY}


def test_a_commit_of_other_things_touches_no_history(newsdesk: Desk) -> None:
    newsdesk.commit("2030-05-02T10:00:00Z", {BRIDGE: bridge("The general said")})
    newsdesk.build()
    newsdesk.commit("2030-05-03T10:00:00Z", {"README.md": "# Lorvia\n"})
    assert newsdesk.build() == set()
    newsdesk.commit("2030-05-04T10:00:00Z", {REPLY: FILES[REPLY] + "So be it.\n"})
    changed = newsdesk.build()
    assert "2030/05/03/reply/history/index.html" in changed
    assert not {PAGE, HISTORY} & changed


def test_without_the_option_its_pages_are_gone_and_git_is_not_asked(newsdesk: Desk) -> None:
    newsdesk.commit("2030-05-02T10:00:00Z", {BRIDGE: bridge("The general said")})
    newsdesk.build()
    newsdesk.commit("2030-05-03T10:00:00Z", {"mkdocs.yml": CONFIG})
    assert newsdesk.build() == {PAGE, HISTORY}
    assert HISTORY not in newsdesk.site
    write_files(newsdesk.home / "plain", {n: t.encode() for n, t in FILES.items()}, {})
    done = run(newsdesk.home / "plain", "mkdocs", "build", "--strict", PATH="")
    assert done.returncode == 0, done.stderr


def test_a_draft_of_today_has_no_history(newsdesk: Desk) -> None:
    newsdesk.commit("2030-05-02T10:00:00Z", {REPLY: FILES[REPLY] + "A secret.\n"})
    draft = FILES[REPLY].replace("summary:", "status: draft\nsummary:")
    newsdesk.commit("2030-05-03T10:00:00Z", {REPLY: draft})
    newsdesk.build()
    assert not [name for name, text in newsdesk.site.items() if b"A secret" in text]
    assert not [name for name in newsdesk.site if "reply" in name]


def test_a_shallow_clone_is_refused_by_build_and_check(newsdesk: Desk) -> None:
    newsdesk.commit("2030-05-02T10:00:00Z", {BRIDGE: bridge("The general said")})
    clone = newsdesk.home / "shallow"
    address = f"file://{newsdesk.project}"
    repository.git(newsdesk.home, "clone", "--quiet", "--depth=1", address, clone.name)
    before = digests(clone)
    built, checked = run(clone, "mkdocs", "build"), run(clone, "briefings", "check")
    problem = (
        "content:1:1: the clone is shallow, so histories would be cut off"
        " ('git fetch --unshallow', or a full clone: 'fetch-depth: 0' in a CI's checkout)"
    )
    assert (built.returncode, checked.returncode) == (1, 1)
    assert problem in built.stderr
    assert checked.stdout == f"{problem}\n"
    assert not (clone / "site").exists()
    assert before.items() <= digests(clone).items()


def test_an_alias_may_not_take_a_historys_place(newsdesk: Desk) -> None:
    alias = FILES[REPLY].replace("summary:", "aliases: [2030/05/01/bridge/history]\nsummary:")
    newsdesk.commit("2030-05-02T10:00:00Z", {REPLY: alias, BRIDGE: bridge("The general said")})
    checked = run(newsdesk.project, "briefings", "check")
    assert checked.stdout.startswith(
        f"{REPLY}:4:11: the address '/2030/05/01/bridge/history/' is taken"
    )
