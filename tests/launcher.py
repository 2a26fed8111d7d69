"""Runs a module's command as `python -m` does, in a fork of a process that has imported it.

Starting Python and importing MkDocs takes longer (0.4 s of CPU) than most of the commands that the
tests run, and they run hundreds. A fork shares the hash seed with the others: tests of builds that
must not depend on it have processes of their own (`tests.build.building`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_SERVER = """\
import json, os, runpy, sys, time
import markdown.extensions.fenced_code, markdown.extensions.tables, markdown.extensions.toc
import mkdocs.commands.build, mkdocs.contrib.search, mkdocs.livereload
import briefings.cli, briefings.plugin

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for descriptor, file in enumerate(order["outputs"], 1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        time.tzset()
        module, *sys.argv[1:] = order["command"]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Launcher:
    """One process that forks, started with the first command."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self, folder: Path, command: tuple[str, ...], environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a module's command (`mkdocs build`) in a folder, with that environment alone."""
        process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        with tempfile.TemporaryDirectory() as outputs:
            files = [Path(outputs, name) for name in ("stdout", "stderr")]
            order = {
                "command": command,
                "folder": str(folder),
                "environment": dict(environment),
                "outputs": [str(file) for file in files],
            }
            print(json.dumps(order), file=process.stdin, flush=True)
            code = int(process.stdout.readline())
            out, err = (file.read_text("utf-8") for file in files)
        return subprocess.CompletedProcess([sys.executable, "-m", *command], code, out, err)

    def close(self) -> None:
        if self._process:
            with self._process as process:
                assert process.stdin
                process.stdin.close()

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER],
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self._process


LAUNCHER = Launcher()
