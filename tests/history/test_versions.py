"""What changed in articles since they were published, from a real repository."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefings.content import Loaded, Loader
from briefings.history import git
from briefings.history.git import BlobReader
from briefings.history.versions import add_histories
from tests import repository
from tests.cache.shelves import Shelves
from tests.content.sites import ARTICLE, GOOD, OTHER, REGISTRIES, ZONE, with_key
from tests.repository import commit

MOVED = "content/articles/2025/04/harbour.md"
MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}", "omitted": "...", "break": "/"}


def load(root: Path, zone: ZoneInfo, project: Path, cache: Shelves | None = None) -> Loaded:
    """Load content with histories."""
    return add_histories(Loader(root, zone, project, cache).load(), root, project, zone, cache)


class Desk:
    """A newsroom in a repository, and what git was asked to read its histories last."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.memory = root, Shelves()
        self.asked: list[str] = []
        self.blobs: list[str] = []
        git._version()  # asked for once a process
        start, read = git._start, BlobReader.read

        def noted_start(folder: Path | None, *arguments: str) -> object:
            self.asked.append(arguments[0])
            return start(folder, *arguments)

        def noted_read(reader: BlobReader, blob: str) -> bytes:
            self.blobs.append(blob)
            return read(reader, blob)

        monkeypatch.setattr(git, "_start", noted_start)
        monkeypatch.setattr(BlobReader, "read", noted_read)
        settings = root.with_name("gitconfig")
        settings.write_text(repository.SETTINGS)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        commit(root, "2025-04-01T12:00:00Z", {**REGISTRIES, "content/articles/.keep": ""})

    def commit(self, at: str, files: Mapping[str, str | bytes | None]) -> str:
        return commit(self.root, at, files)

    def git(self, *arguments: str, at: str = "2025-05-01T12:00:00Z") -> str:
        return repository.git(self.root, *arguments, at=at)

    def load(self, memory: Shelves | None = None) -> Loaded:
        self.asked.clear()
        self.blobs.clear()
        root = self.root / "content"
        return load(root, ZONE, self.root, memory)

    def read(self, path: str = ARTICLE) -> list[str]:
        """An article's history, a line a revision, as a clean run and a warm one read it."""
        warm, clean = self.load(self.memory), self.load()
        assert clean.problems == warm.problems == ()
        assert warm.records.histories == clean.records.histories
        assert warm.histories == clean.histories
        revisions = clean.records.histories.get(path, ())
        return [
            f"{revision.on:%m-%d %H:%M} "
            + "; ".join(
                " ".join(MARKS[part.fate].format(part.words) for part in change.parts)
                for change in revision.changes
            )
            for revision in revisions
        ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path / "site", monkeypatch)


def titled(title: str, keys: str = "") -> str:
    text = GOOD.replace("The harbour of Norvik is contested", title)
    return with_key(text, keys) if keys else text


def at(day: int, hour: int = 12) -> str:
    return f"2025-05-{day:02}T{hour:02}:00:00Z"


def test_an_edit_is_a_revision(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet"), OTHER: titled("B", "slug: b")})
    assert desk.read() == []
    second = desk.commit(at(2, 22), {ARTICLE: titled("All was quiet")})
    (revision,) = desk.load().records.histories[ARTICLE]
    assert revision.on == datetime(2025, 5, 3, 1, tzinfo=ZONE)
    assert revision.commit == second
    assert [change.place for change in revision.changes] == ["title"]
    assert desk.read() == ["05-03 01:00 All [-is-] {+was+} quiet"]
    desk.commit(at(4), {ARTICLE: titled("All was lost")})
    assert desk.read() == [
        "05-03 01:00 All [-is-] {+was+} quiet",
        "05-04 15:00 All was [-quiet-] {+lost+}",
    ]
    assert OTHER not in desk.load().records.histories


def test_what_changes_no_words_is_no_revision(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: GOOD})
    desk.commit(at(2), {ARTICLE: with_key(GOOD, "lead: 3")})
    desk.commit(at(3), {ARTICLE: GOOD.replace("General Tarn", "*General* [Tarn](x)")})
    assert desk.read() == []


def test_a_history_ends_with_what_was_committed(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    (desk.root / ARTICLE).write_text(titled("All was lost"))
    assert desk.read() == ["05-02 15:00 All [-is-] {+was+} quiet"]


def test_a_draft_is_never_told_of(desk: Desk) -> None:
    draft = "status: draft"
    desk.commit(at(1), {ARTICLE: titled("Secret", draft)})
    desk.commit(at(2), {ARTICLE: titled("All is quiet")})
    assert desk.read() == []
    desk.commit(at(3), {ARTICLE: titled("All is secret", draft)})
    assert desk.read() == []
    desk.commit(at(4), {ARTICLE: titled("All was quiet")})
    assert desk.read() == ["05-04 15:00 All [-is-] {+was+} quiet"]


def test_what_was_replaced_under_its_embargo_is_never_told_of(desk: Desk) -> None:
    until = "publish_at: 2025-05-05T12:00:00Z"
    desk.commit(at(1), {ARTICLE: titled("All is secret", until)})
    desk.commit(at(2), {ARTICLE: titled("All is quiet", until)})
    desk.commit(at(6), {ARTICLE: titled("All was quiet", until)})
    assert desk.read() == ["05-06 15:00 All [-is-] {+was+} quiet"]
    desk.commit(at(7), {ARTICLE: titled("All was secret", "publish_at: 2025-05-09")})
    desk.commit(at(8), {ARTICLE: titled("All was lost")})
    assert desk.read()[1:] == ["05-08 15:00 All was [-quiet-] {+lost+}"]


def test_what_was_replaced_as_its_embargo_ended_is_never_told_of(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is secret", f"publish_at: {at(5)}")})
    desk.commit(at(5), {ARTICLE: titled("All is quiet")})
    assert desk.read() == []


def test_words_under_embargo_are_dated_by_its_end(desk: Desk) -> None:
    until = f"publish_at: {at(5)}"
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All was quiet", until)})
    assert desk.read() == ["05-05 15:00 All [-is-] {+was+} quiet"]


def test_an_embargo_lifted_in_the_working_tree_alone_still_holds(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All is secret", f"publish_at: {at(5)}")})
    (desk.root / ARTICLE).write_text(titled("All is quiet"))
    assert desk.read() == []
    (desk.root / ARTICLE).write_text(titled("All is quiet", f"publish_at: {at(4)}"))
    assert desk.read() == []


def test_a_moved_file_keeps_its_history(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: None, MOVED: titled("All was quiet")})
    assert desk.read(MOVED) == ["05-02 15:00 All [-is-] {+was+} quiet"]
    desk.commit(at(3), {MOVED: titled("All was lost")})
    assert len(desk.read(MOVED)) == 2
    desk.commit(at(4), {MOVED: None, ARTICLE: titled("All was lost")})
    assert len(desk.read()) == 2


def test_files_that_change_places_keep_their_histories(desk: Desk) -> None:
    one, two = titled("All is quiet"), titled("B", "slug: b") + "A line.\n" * 20
    desk.commit(at(1), {ARTICLE: one, OTHER: two})
    desk.commit(at(2), {ARTICLE: one.replace("quiet", "lost")})
    desk.commit(at(3), {ARTICLE: None, "content/articles/x.md": one.replace("quiet", "lost")})
    desk.commit(at(4), {OTHER: None, ARTICLE: two})
    desk.commit(at(5), {"content/articles/x.md": None, OTHER: one.replace("quiet", "lost")})
    assert desk.read(OTHER) == ["05-02 15:00 All is [-quiet-] {+lost+}"]
    assert desk.read(ARTICLE) == []


def test_what_was_deleted_is_not_told_of_again(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is secret")})
    desk.commit(at(2), {ARTICLE: None})
    desk.commit(at(3), {ARTICLE: titled("All is quiet")})
    assert desk.read() == []


def test_another_article_in_the_same_commit_is_not_taken_for_it(desk: Desk) -> None:
    other = (
        "---\ntitle: Mine\ndate: 2025-04-26\nsummary: M.\nsources: [{source: lorvia-post}]\n---\n"
    )
    desk.commit(at(1), {ARTICLE: GOOD})
    desk.commit(at(2), {ARTICLE: None, OTHER: other + "It is shut.\n" * 9})
    assert desk.read(OTHER) == []


def test_a_merge_is_one_revision(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet"), OTHER: titled("B", "slug: b")})
    desk.git("checkout", "--quiet", "-b", "desk")
    desk.commit(at(2), {ARTICLE: titled("All is secret")})
    desk.commit(at(3), {ARTICLE: titled("All was quiet")})
    desk.git("checkout", "--quiet", "main")
    desk.commit(at(4), {OTHER: titled("C", "slug: b")})
    desk.git("merge", "--quiet", "--no-ff", "desk", at=at(5))
    assert desk.read() == ["05-05 15:00 All [-is-] {+was+} quiet"]


def test_a_head_that_was_merged_from_the_other_side_is_read_anew(desk: Desk) -> None:
    """The commit that was read last is a parent of the head then, but not its first."""
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.git("checkout", "--quiet", "-b", "desk")
    desk.commit(at(2), {OTHER: titled("B", "slug: b")})
    desk.git("checkout", "--quiet", "main")
    desk.commit(at(3), {ARTICLE: titled("All is secret")})
    desk.commit(at(4), {ARTICLE: titled("All was quiet")})
    assert len(desk.read()) == 2
    desk.git("checkout", "--quiet", "desk")
    desk.git("merge", "--quiet", "main", at=at(5))
    assert desk.read() == ["05-05 15:00 All [-is-] {+was+} quiet"]


def test_a_rewritten_history_is_read_anew(desk: Desk) -> None:
    first = desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All is secret")})
    assert desk.read() == ["05-02 15:00 All is [-quiet-] {+secret+}"]
    desk.git("reset", "--quiet", "--hard", first)
    assert desk.read() == []
    desk.commit(at(3), {ARTICLE: titled("All was quiet")})
    desk.git("reflog", "expire", "--expire=now", "--all")
    desk.git("gc", "--quiet", "--prune=now")
    assert desk.read() == ["05-03 15:00 All [-is-] {+was+} quiet"]


def test_an_old_version_that_is_not_utf_8_is_passed_over(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All is süd").encode("cp1252")})
    desk.commit(at(3), {ARTICLE: titled("All was quiet")})
    assert desk.read() == ["05-03 15:00 All [-is-] {+was+} quiet"]


def test_what_was_a_symlink_or_is_no_article_has_no_versions(desk: Desk) -> None:
    desk.commit(at(1), {"secret.md": titled("Secret"), "content/articles/a.txt": GOOD})
    (desk.root / ARTICLE).symlink_to("../../secret.md")
    desk.commit(at(2), {"content/articles/a.txt": None})
    (desk.root / ARTICLE).unlink()
    desk.commit(at(3), {ARTICLE: titled("All is quiet")})
    assert desk.read() == []


def test_odd_names_are_read(desk: Desk) -> None:
    path = 'content/articles/Київ "x"/harbour.md'
    desk.commit(at(1), {path: titled("All is quiet")})
    desk.commit(at(2), {path: titled("All was quiet")})
    assert desk.read(path) == ["05-02 15:00 All [-is-] {+was+} quiet"]


def test_a_commit_of_any_time_is_read(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit("@99999999999999 +0000", {ARTICLE: titled("All was quiet")})
    desk.commit(at(1), {ARTICLE: titled("All was lost")})
    assert len(desk.read()) == 2


def test_content_may_be_the_repository_itself_or_deep_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = "articles/harbour.md"
    for folder in ("a/content", "b/deep/er/content"):
        site = tmp_path / folder
        registries = {path.removeprefix("content/"): of for path, of in REGISTRIES.items()}
        top = tmp_path / "b" if folder[0] == "b" else site
        above = f"{site.relative_to(top).as_posix()}/".removeprefix("./")
        commit(top, at(1), {above + path: of for path, of in registries.items()})
        commit(top, at(2), {above + article: titled("All is quiet")})
        commit(top, at(3), {above + article: titled("All was quiet")})
        for project in (site, site.parent):
            loaded = load(site, ZONE, project)
            path = article if project == site else f"content/{article}"
            assert [*loaded.records.histories] == [path]


def test_git_is_asked_four_times_more_at_most_and_once_if_nothing_is_new(desk: Desk) -> None:
    texts = {f"content/articles/a{n}.md": titled(f"{n} is quiet") for n in range(5)}
    desk.commit(at(1), texts)
    desk.commit(at(2), {"content/articles/a1.md": titled("1 was quiet")})
    desk.load(desk.memory)
    assert desk.asked == ["rev-parse", "log", "cat-file"]
    assert len(desk.blobs) == 2
    desk.load(desk.memory)
    assert (desk.asked, desk.blobs) == (["rev-parse"], [])
    desk.commit(at(3), {"content/articles/a3.md": titled("3 was quiet")})
    desk.load(desk.memory)
    assert desk.asked == ["rev-parse", "rev-list", "log", "cat-file"]
    assert len(desk.blobs) == 2
    desk.commit(at(4), {"content/regions/norvik.md": "---\nname: Norvik\n---\nMore.\n"})
    desk.load(desk.memory)
    assert (desk.asked, desk.blobs) == (["rev-parse", "rev-list", "log"], [])


def test_another_timezone_is_another_history(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is secret", "publish_at: 2025-05-05T12:00")})
    desk.commit("2025-05-05T10:00:00Z", {ARTICLE: titled("All is quiet")})
    assert len(desk.read()) == 1
    root = desk.root / "content"
    zone = type(ZONE)("America/Lima")
    loaded = load(root, zone, desk.root, desk.memory)
    assert len(loaded.records.histories) == 0


def test_without_the_option_git_is_not_asked(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    loaded = Loader(desk.root / "content", ZONE, desk.root, desk.memory).load()
    assert (desk.asked, len(loaded.records.histories)) == ([], 0)


def test_a_shallow_clone_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.commit(at(1), {ARTICLE: GOOD})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    desk.git("clone", "--quiet", "--depth=1", f"file://{desk.root}", str(tmp_path / "clone"))
    desk.root = tmp_path / "clone"
    loaded = desk.load()
    assert [str(problem) for problem in loaded.problems] == [
        "content:1:1: the clone is shallow, so histories would be cut off"
        " ('git fetch --unshallow', or a full clone: 'fetch-depth: 0' in a CI's checkout)"
    ]
    desk.git("fetch", "--quiet", "--unshallow")
    assert len(desk.read()) == 1


def test_a_partial_clone_is_refused_without_asking_the_network(desk: Desk, tmp_path: Path) -> None:
    desk.commit(at(1), {ARTICLE: GOOD})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    desk.git("config", "uploadpack.allowFilter", "true")
    clone = ("clone", "--quiet", "--filter=blob:none", f"file://{desk.root}")
    desk.git(*clone, str(tmp_path / "clone"))
    desk.git("config", "uploadpack.allowFilter", "false")
    desk.root.rename(tmp_path / "gone")
    desk.root = tmp_path / "clone"
    (problem,) = desk.load().problems
    assert problem.message.startswith("the ")


@pytest.mark.parametrize("path", ["", "/nonexistent"])
def test_without_git_there_is_a_hint(
    desk: Desk, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", path)
    (problem,) = desk.load().problems
    assert str(problem) == (
        "content:1:1: no history can be read: git can't be started"
        " (install git, or turn the option 'history' off)"
    )


def test_outside_a_repository_there_is_a_hint(tmp_path: Path) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (problem,) = load(tmp_path / "content", ZONE, tmp_path).problems
    assert problem.message.startswith("no history can be read: not a git repository")
    assert problem.hint == (
        "commit the content to a git repository, or turn the option 'history' off"
    )


def test_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    repository.git(tmp_path, "init", "--quiet")
    loaded = load(tmp_path / "content", ZONE, tmp_path, Shelves())
    assert (loaded.problems, len(loaded.records.histories)) == ((), 0)


def test_the_environment_names_no_other_repository(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert desk.read() == ["05-02 15:00 All [-is-] {+was+} quiet"]


FORGED = """\
[core]
    repositoryformatversion = 1
    bare = false
    worktree = {worktree}
    fsmonitor = "touch {ran}"
[extensions]
    partialClone = origin
[remote "origin"]
    url = .
    promisor = true
    uploadpack = "touch {ran};"
"""


@pytest.mark.parametrize("place", ["", "news"])
def test_a_repository_of_tracked_files_is_not_the_projects(
    desk: Desk, tmp_path: Path, place: str
) -> None:
    """A bare one, with a configuration of its own, above the content."""
    other, article = tmp_path / "other", f"news/{ARTICLE}"
    commit(other, at(1), {ARTICLE: titled("All is forged")})
    commit(other, at(2), {ARTICLE: titled("All was forged")})
    desk.commit(at(1), {article: titled("All is quiet")})
    embedded = desk.root / place
    for name in ("objects", "refs"):
        shutil.copytree(other / ".git" / name, embedded / name)
    shutil.copy(other / ".git/HEAD", embedded / "HEAD")
    forged = FORGED.format(worktree=desk.root, ran=tmp_path / "ran")
    (embedded / "config").write_text(forged)
    repository.git(desk.root, "add", "--all", "--force")
    desk.commit(at(3), {article: titled("All was quiet")})
    repo = git.open_repository(desk.root / "news/content")
    assert (repo.folder, repo.prefix) == (desk.root, "news/content/")
    commits = git.read_log(repo, "articles", None)
    assert [commit.at for commit in commits] == [1746100800, 1746273600]
    assert {entry.path for commit in commits for entry in commit.entries} == {"articles/harbour.md"}
    assert not (tmp_path / "ran").exists()


def test_a_folder_named_git_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    """So that what lies around it isn't taken for one."""
    root = tmp_path / "site"
    commit(tmp_path / "other", at(1), {ARTICLE: titled("All is forged")})
    shutil.copytree(tmp_path / "other/.git", root)
    (root / "content/articles").mkdir(parents=True)
    (root / ".git").mkdir()
    (problem,) = load(root / "content", ZONE, root).problems
    assert problem.message.startswith("no history can be read: ")


def test_a_work_tree_and_a_submodule_have_their_own_histories(desk: Desk, tmp_path: Path) -> None:
    """In both, `.git` is a file."""
    desk.commit(at(1), {ARTICLE: titled("All is quiet")})
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    desk.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    above = tmp_path / "above"
    commit(above, at(1), {"readme.md": "x"})
    (above / ".git/modules").mkdir()
    apart = f"--separate-git-dir={above}/.git/modules/site"
    repository.git(above, "clone", "--quiet", apart, str(desk.root), "site")
    for root in (tmp_path / "tree", above / "site"):
        loaded = load(root / "content", ZONE, root)
        assert loaded.problems == ()
        assert [*loaded.records.histories] == [ARTICLE]


def test_a_git_that_is_too_old_is_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "bin/git"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho git version 2.30.9\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent), prepend=os.pathsep)
    git._version.cache_clear()
    (problem,) = desk.load().problems
    git._version.cache_clear()
    assert str(problem) == (
        "content:1:1: no history can be read: git is 2.30, and histories take 2.31 or newer"
        " (install a newer git, or turn the option 'history' off)"
    )


def test_a_commit_of_any_encoding_and_names_of_any_form_are_read(desk: Desk) -> None:
    desk.commit(at(1), {ARTICLE: titled("All is quiet"), "notes/cafe\u0301.md": "x"})
    (desk.root / os.fsdecode(b"notes/\xff.md")).write_bytes(b"x")
    desk.git("config", "i18n.commitEncoding", "KOI8-R")
    desk.git("config", "i18n.logOutputEncoding", "UTF-16")
    desk.commit(at(2), {ARTICLE: titled("All was quiet")})
    assert desk.read() == ["05-02 15:00 All [-is-] {+was+} quiet"]
