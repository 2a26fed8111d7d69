"""Git, asked so that neither anybody's settings nor the environment changes what it answers.

Reading a history starts five processes at most, however many files there are: one that tells the
version, two that ask where the repository stands, `read_log` and a `BlobReader`.

Content is untrusted, and a folder in it, or above it in the project, may be a bare repository with
a configuration of its own, all of tracked files: git would find it first. So the repository is
found here, by the nearest `.git`, which no commit can contain, and git is asked there and nowhere
else.
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

# What git's settings could change of the output that is read here.
SETTINGS = (
    "log.showRoot=true",
    "log.showSignature=false",
    "log.follow=false",
    "log.mailmap=false",
    "diff.renameLimit=1000",
    "i18n.logOutputEncoding=UTF-8",
    "core.quotePath=false",
    # What would start other programs, were it ever asked.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",
)
# A file that was moved is taken for the same one only if most of it is the same.
LIKENESS = "-M80%"
FILE_MODES = ("100644", "100755")
# The first with `--diff-merges=first-parent`. What keeps a promisor from being asked in newer ones,
# GIT_NO_LAZY_FETCH, is not needed where no protocol is allowed.
OLDEST = (2, 31)
# Of git's environment, what says which settings it is to trust; not what repository it is to use.
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
# A commit may claim any time; what is past the calendar counts as 30 December 9999.
LATEST = 253_402_128_000


class GitError(Exception):
    """Why there is no history to be read; `hint` is what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository's top level, `folder`, and where what is read of it lies, `prefix` (`content/`,
    or empty).

    `head` is the id of the commit that is checked out; None before the first one.
    """

    folder: Path
    prefix: str
    head: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's new state in a commit: `blob` is None once it isn't a regular file any more.

    `before` is the path that it was moved from.
    """

    path: str
    blob: str | None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit's id, its committer's time in seconds since 1970, and the files that it changed."""

    id: str
    at: int
    entries: tuple[Entry, ...]


def open_repository(folder: Path) -> Repository:
    """The repository of a folder, whose whole history is there. Raises GitError."""
    folder = folder.resolve()
    top = next((above for above in (folder, *folder.parents) if _has_git(above)), None)
    if top is None:
        hint = f"commit the content to a git repository, {TURN_OFF}"
        raise GitError("no history can be read: not a git repository", hint)
    version = _version()
    if version < OLDEST:
        found, needed = (".".join(map(str, of)) for of in (version, OLDEST))
        message = f"no history can be read: git is {found}, and histories take {needed} or newer"
        raise GitError(message, f"install a newer git, {TURN_OFF}")
    asked = ("--is-shallow-repository", "--absolute-git-dir", "--verify", "--quiet", "HEAD")
    done = _run(top, "rev-parse", *asked)
    if done.returncode and done.stderr:
        hint = f"see what 'git status' says in the content folder, {TURN_OFF}"
        raise GitError(f"no history can be read: {_words(done.stderr)}", hint)
    shallow, place, *head = _decode(done.stdout).split("\n")
    if Path(place) == top:
        message = f"no history can be read: '{top / '.git'}' is no repository, but its folder is"
        raise GitError(message, f"remove what is in it, {TURN_OFF}")
    if shallow == "true":
        hint = "'git fetch --unshallow', or a full clone: 'fetch-depth: 0' in a CI's checkout"
        raise GitError("the clone is shallow, so histories would be cut off", hint)
    below = folder.relative_to(top).as_posix()
    prefix = "" if below == "." else f"{below}/"
    return Repository(top, prefix, head[0] or None if not done.returncode else None)


def _has_git(folder: Path) -> bool:
    """Whether a folder is a repository's top level: of a work tree or a submodule, `.git` is a
    file."""
    return os.path.lexists(folder / ".git")


@cache
def _version() -> tuple[int, ...]:
    """Git's version, its first two numbers."""
    found = re.match(rb"git version (\d+)\.(\d+)", _run(None, "version").stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def is_ahead(repository: Repository, known: str) -> bool:
    """Whether `known` is one of the commits that led to the head, each the first parent's next."""
    span = f"{known}..{repository.head}"
    done = _run(repository.folder, "rev-list", "--first-parent", "--parents", span, "--")
    lines = done.stdout.decode("ascii").splitlines()
    return not done.returncode and bool(lines) and lines[-1].split()[1:2] == [known]


def read_log(repository: Repository, below: str, since: str | None) -> list[Commit]:
    """The commits that changed files below a folder, oldest first; both are relative to `prefix`.

    A merge counts as one commit, in which all that it brought was changed. Raises GitError.
    """
    span = f"{since}..{repository.head}" if since else str(repository.head)
    options = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--format=%H %ct")
    output = ("--raw", "-z", "--no-abbrev", "--no-relative", "--no-color", "-O/dev/null", LIKENESS)
    tame = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    place = f"{repository.prefix}{below}"
    done = _run(repository.folder, "log", *options, *tame, *output, span, "--", place)
    if done.returncode:
        hint = "it takes a repository that 'git fsck' finds nothing in"
        raise GitError(f"the history can't be read: {_words(done.stderr)}", hint)
    return list(_commits(_decode(done.stdout), repository.prefix))


def _commits(output: str, prefix: str) -> Iterator[Commit]:
    """`<commit> <time>`, then for each file its modes, ids and status, then its path or paths."""
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
    """Reads the contents of files by their ids, all in one process, begun with the first."""

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
        """What a file held, cut off once it passes the limit of content files.

        Raises GitError when the repository hasn't got it.
        """
        if self._process is None:
            self._process = _start(self._folder, "cat-file", "--batch")
        pipes = self._process
        assert pipes.stdin is not None
        assert pipes.stdout is not None
        try:
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
            stderr=subprocess.PIPE if arguments[0] != "cat-file" else subprocess.DEVNULL,
        )
    except OSError as error:
        message = "no history can be read: git can't be started"
        raise GitError(message, f"install git, {TURN_OFF}") from error


def _decode(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _words(errors: bytes) -> str:
    """The first line of what git says."""
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git gives no reason"
