"""Run git so that its output depends neither on anybody's configuration nor on the environment.

Reading a history starts five processes at most, whatever the number of files: `git --version`, two
for the state of the repository, `read_log` and a `BlobReader`.

Content is untrusted, and a folder in it, or above it in the project, may be a bare repository with
its own configuration, made of tracked files: git's own search would find that first. So the
repository is found here, by the nearest `.git`, which no commit can contain, and git runs there and
nowhere else.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from briefings.content.files import LIMIT

# Settings that could change the output that is parsed here.
SETTINGS = (
    "log.showRoot=true",
    # It would print what GPG says between the commits.
    "log.showSignature=false",
    "log.follow=false",
    "log.mailmap=false",
    "diff.renameLimit=1000",
    "i18n.logOutputEncoding=UTF-8",
    "core.quotePath=false",
    # These would start other programs.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    # Among tracked files may be a bare repository, which git would find by itself.
    "safe.bareRepository=explicit",
)
RENAMES = "-M80%"
"""A moved file counts as renamed if at least this share of it is unchanged."""
FILE_MODES = ("100644", "100755")
OLDEST = (2, 31)
"""The first version with `--diff-merges=first-parent`. Versions that don't know GIT_NO_LAZY_FETCH
can't fetch either, since no protocol is allowed."""
# Variables that say which configuration git may trust. Others, such as GIT_DIR, are dropped.
KEPT = ("GIT_CONFIG", "GIT_EXEC_PATH")
ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
}
CHUNK = 1 << 16
TURN_OFF = "or turn the option 'history' off"
LATEST = 253_402_128_000
"""30 December 9999: a commit may claim any time, `datetime` ends a day later."""


class GitError(Exception):
    """The history can't be read; `hint` is the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, for reading one folder of it.

    folder: its top level
    prefix: the path of the folder to read, `content/` or empty
    head: the id of the commit that is checked out; None before the first one
    """

    folder: Path
    prefix: str
    head: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's state after a commit; `blob` is None if it is no longer a regular file, `before` the
    path that it was renamed from.
    """

    path: str
    blob: str | None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: id, committer's time in seconds since 1970, and the files that it changed."""

    id: str
    at: int
    entries: tuple[Entry, ...]


def open_repository(folder: Path) -> Repository:
    """Find the repository of a folder; its history is complete. Raises GitError."""
    folder = folder.resolve()
    top = next((above for above in (folder, *folder.parents) if _has_git(above)), None)
    if top is None:
        hint = f"commit the content to a git repository, {TURN_OFF}"
        raise GitError("no history can be read: not a git repository", hint)
    version = _version()
    if version < OLDEST:
        found, needed = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        message = f"no history can be read: git is {found}, and histories take {needed} or newer"
        raise GitError(message, f"install a newer git, {TURN_OFF}")
    options = ("--is-shallow-repository", "--absolute-git-dir", "--verify", "--quiet", "HEAD")
    done = _run(top, "rev-parse", *options)
    if done.returncode and done.stderr:
        hint = f"see what 'git status' says in the content folder, {TURN_OFF}"
        raise GitError(f"no history can be read: {_words(done.stderr)}", hint)
    shallow, place, *head = _decode(done.stdout).split("\n")
    if Path(place) == top:
        message = f"no history can be read: '{top / '.git'}' is no repository, but its folder is"
        raise GitError(message, f"remove what is in it, {TURN_OFF}")
    # What happened before its oldest commit would look as if it had been published then.
    if shallow == "true":
        hint = "'git fetch --unshallow', or a full clone: 'fetch-depth: 0' in a CI's checkout"
        raise GitError("the clone is shallow, so histories would be cut off", hint)
    below = folder.relative_to(top).as_posix()
    prefix = "" if below == "." else f"{below}/"
    return Repository(top, prefix, head[0] or None if not done.returncode else None)


def _has_git(folder: Path) -> bool:
    """Return whether a folder is a repository's top level; a submodule's `.git` is a file."""
    return os.path.lexists(folder / ".git")


@cache
def _version() -> tuple[int, ...]:
    """Return the first two numbers of git's version."""
    found = re.match(rb"git version (\d+)\.(\d+)", _run(None, "version").stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def is_ahead(repository: Repository, known: str) -> bool:
    """Return whether `known` is a first-parent ancestor of the head."""
    span = f"{known}..{repository.head}"
    done = _run(repository.folder, "rev-list", "--first-parent", "--parents", span, "--")
    lines = done.stdout.decode("ascii").splitlines()
    return not done.returncode and bool(lines) and lines[-1].split()[1:2] == [known]


def read_log(repository: Repository, below: str, since: str | None) -> list[Commit]:
    """Return the commits since one that changed files below a folder, oldest first.

    Paths are relative to the repository's `prefix`. A merge counts as one commit with all changes
    that it brought. Raises GitError.
    """
    span = f"{since}..{repository.head}" if since else str(repository.head)
    options = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--format=%H %ct")
    # Each of these undoes a setting: `diff.relative`, `color.ui`, `diff.orderFile`, `diff.renames`.
    # With `-z`, paths aren't quoted.
    output = ("--raw", "-z", "--no-abbrev", "--no-relative", "--no-color", "-O/dev/null", RENAMES)
    tame = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    place = f"{repository.prefix}{below}"
    done = _run(repository.folder, "log", *options, *tame, *output, span, "--", place)
    if done.returncode:
        hint = "it takes a repository that 'git fsck' finds nothing in"
        raise GitError(f"the history can't be read: {_words(done.stderr)}", hint)
    return list(_commits(_decode(done.stdout), repository.prefix))


def _commits(output: str, prefix: str) -> Iterator[Commit]:
    """Parse `<commit> <time>`, then for each file modes, ids and status, then its path or paths."""
    tokens = iter(output.split("\0"))
    head, entries = "", list[Entry]()
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":"):
            _, mode, _, blob, status = token.split(" ")
            before = next(tokens).removeprefix(prefix) if status[0] in "RC" else None
            path = next(tokens).removeprefix(prefix)
            entries.append(Entry(path, blob if mode in FILE_MODES else None, before))
            continue
        if head:
            id_, at = head.split()
            yield Commit(id_, min(int(at), LATEST), tuple(entries))
        head, entries = token, []


class BlobReader:
    """Reads blobs by their ids, all by one process, which is started for the first."""

    def __init__(self, repository: Repository) -> None:
        self._folder = repository.folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.communicate()

    def read(self, blob: str) -> bytes:
        """Return a blob's bytes, cut off above the size limit of content files.

        Raises GitError if the repository doesn't have it.
        """
        if self._process is None:
            self._process = _start(self._folder, "cat-file", "--batch")
        pipes = self._process
        assert pipes.stdin is not None
        assert pipes.stdout is not None
        try:
            # One request at a time: with more, both sides could wait on full pipes.
            pipes.stdin.write(f"{blob}\n".encode())
            pipes.stdin.flush()
            head = pipes.stdout.readline().split()
        except BrokenPipeError:
            head = []
        if len(head) != 3:
            hint = "get a full clone, without a filter"
            raise GitError(f"the repository hasn't got its object {blob}", hint)
        size = int(head[2])
        data = pipes.stdout.read(min(size, LIMIT + 1))
        # A line feed follows each object: https://git-scm.com/docs/git-cat-file#_batch_output
        left = size - len(data) + 1
        while left and (chunk := pipes.stdout.read(min(left, CHUNK))):
            left -= len(chunk)
        return data


def _run(folder: Path | None, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    process = _start(folder, *arguments)
    output, errors = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def _start(folder: Path | None, *arguments: str) -> subprocess.Popen[bytes]:
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    # GIT_DIR and others are set while a hook runs, and lead to another repository.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {k: v for k, v in os.environ.items() if k.startswith(KEPT)}
    if folder is not None:
        environment["GIT_CEILING_DIRECTORIES"] = str(folder.parent)
    try:
        return subprocess.Popen(
            ["git", "--no-pager", "--literal-pathspecs", *settings, *arguments],
            cwd=folder,
            env=environment | ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Nobody reads the errors of `cat-file`, and a full pipe would stall it.
            stderr=subprocess.PIPE if arguments[0] != "cat-file" else subprocess.DEVNULL,
        )
    except OSError as error:
        message = "no history can be read: git can't be started"
        raise GitError(message, f"install git, {TURN_OFF}") from error


def _decode(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _words(errors: bytes) -> str:
    """Return the first line of git's error output."""
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git gives no reason"
