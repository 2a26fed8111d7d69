"""Builds of a project in new processes, and what they left, to be compared.

Importing takes longer than such a build. So each `Builder` is a process that has imported MkDocs
and the plugin and done nothing else, of which every build is a fork.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SERVER = """\
import json, os, sys
import markdown.extensions.fenced_code, markdown.extensions.tables, markdown.extensions.toc
import mkdocs.__main__, mkdocs.commands.build, mkdocs.contrib.search, mkdocs.livereload
import briefings.plugin

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(order["folder"])
        os.environ.update(order["environment"])
        sys.argv = ["mkdocs", "build"]
        mkdocs.__main__.cli()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

_PREVIEWER = """\
import json, os, sys
import mkdocs.contrib.search, mkdocs.livereload
from mkdocs.commands.build import build
from mkdocs.config import load_config
import briefings.plugin

answers = os.fdopen(os.dup(1), "w")
started = False
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork() if "ANEW" in os.environ else 0
    if child == 0:
        output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        os.environ.update(order["environment"])
        config = load_config(order["folder"] + "/mkdocs.yml", site_dir=order["output"] + ".none")
        if not started:
            config.plugins.on_startup(command="serve", dirty=False)
        started = True
        build(config)
        if "ANEW" in os.environ:
            os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else 0
    print(code, file=answers, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended, what it printed, and the files that are published afterwards."""

    code: int
    output: str
    site: Mapping[str, bytes]

    @property
    def problems(self) -> list[str]:
        """The problems that it named, in its order, but for what is about the site of before,
        which a clean build doesn't have."""
        found = re.findall(r"(?:content|theme)/\S+:\d+:.*", self.output)
        return [line for line in found if "published, and would be gone" not in line]


class Builder:
    """Builds one project after the other; its environment differs from other builders'."""

    script = _SERVER
    published = "site"

    def __init__(self, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.script],
            env={**os.environ, "PYTHONUTF8": "1", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, folder: Path, now: dt.datetime) -> None:
        """Begin to build `folder` as if it were `now` (aware)."""
        epoch = str(int(now.timestamp()))
        order = {
            "folder": str(folder),
            "output": str(_output(folder)),
            "environment": {"SOURCE_DATE_EPOCH": epoch},
        }
        assert self.process.stdin
        print(json.dumps(order), file=self.process.stdin, flush=True)

    def build(self, folder: Path, now: dt.datetime) -> Built:
        self.start(folder, now)
        return self.wait(folder)

    def wait(self, folder: Path) -> Built:
        """The end of the build of `folder`, which was started last."""
        assert self.process.stdout
        code = int(self.process.stdout.readline())
        return Built(code, _output(folder).read_text(), read_tree(folder / self.published))

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Previewer(Builder):
    """Builds as `mkdocs serve` does, in one process that goes on, or anew in a fork of it."""

    script = _PREVIEWER
    published = ".briefings/preview"


@dataclass(frozen=True, slots=True)
class Builders:
    """Who builds where the last build was, and who builds copies."""

    incremental: Builder
    clean: Builder


def _output(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.txt")


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a tree by its path, and every empty folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{path.relative_to(folder).as_posix()}/"] = b""
    return found


def write_files(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Bring a folder that holds the files `before` to hold `files`, touching only what differs.

    Emptied folders go too, as they do with git.
    """
    for path in before.keys() - files.keys():
        (folder / path).unlink()
        for parent in (folder / path).parents:
            if any(parent.iterdir()):
                break
            parent.rmdir()
    for path, content in files.items():
        if before.get(path) != content:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def differences(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """What makes two trees differ, in words; empty if nothing does."""
    told = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    told += [f"left over: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(found.keys() & expected.keys(), key=lambda path: (path[0] == ".", path)):
        if found[path] != expected[path]:
            lines = difflib.unified_diff(
                expected[path].decode(errors="replace").splitlines(),
                found[path].decode(errors="replace").splitlines(),
                "clean",
                "incremental",
                n=0,
                lineterm="",
            )
            told.append("\n".join([f"differs: {path}", *list(lines)[:12]]))
    return told
