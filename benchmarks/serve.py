"""Measures the time from saving a file to the reloaded page of `mkdocs serve`.

    edit --MkDocs polls--> "Building documentation" --our build--> live reload --GET--> page

MkDocs polls all files every half second in a thread of its own and waits until they stop changing:
no build can shorten that part.
"""

from __future__ import annotations

import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from benchmarks import cases
from benchmarks.contenders import Contender
from benchmarks.measure import proportional_size

BUILDING = "Building documentation"
PAUSE = 3.0
"""Seconds between two edits: a file's stat is trusted once it is two seconds old."""


@dataclass(frozen=True, slots=True)
class Reload:
    """One edit: seconds from the save to MkDocs' start of the build, and from there to the page.

    `memory` is that of the server's processes together after the edit, in MiB.
    """

    edit: str
    polling: float
    rebuild: float
    memory: float


class Server:
    """A running `mkdocs serve`, and its log: each line with the time at which it was read."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.log: list[tuple[float, str]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def get(self, path: str) -> str:
        with urlopen(self.url + path) as answer:
            text: str = answer.read().decode()
            return text

    def wait_for(self, words: str, since: float = 0.0) -> float:
        """Return the time of the first line with these words since `since`.

        Raises RuntimeError with the log when the server ends before.
        """
        while self.process.poll() is None:
            for when, line in self.log:
                if when >= since and words in line:
                    return when
            time.sleep(0.01)
        raise RuntimeError("".join(line for _, line in self.log))

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.log.append((time.perf_counter(), line))


def measure(contender: Contender, folder: Path, turns: int) -> list[Reload]:
    """Serve the newsroom in `folder`, and make each kind of edit `turns` times."""
    with _serve(contender, folder) as server:
        return [
            _reload(server, folder, name, turn) for turn in range(1, turns + 1) for name in EDITS
        ]


def table(reloads: Mapping[str, Sequence[Reload]]) -> str:
    """Return a row for each kind of edit and generator, of medians, with the slowest rebuild."""
    rows = [
        "| generator | edit | MkDocs' polling, s | rebuild and reload, s | slowest | memory, MiB |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for edit in EDITS:
        for name, found in reloads.items():
            same = [reload for reload in found if reload.edit == edit]
            cells = [
                f"{median(r.polling for r in same):.2f}",
                f"{median(r.rebuild for r in same):.2f}",
                f"{max(r.rebuild for r in same):.2f}",
                f"{max(r.memory for r in same):.0f}",
            ]
            rows.append(f"| {' | '.join([name, edit, *cells])} |")
    return "\n".join(rows) + "\n"


def _edit_title(folder: Path, turn: int) -> None:
    articles = cases.find_articles(folder)
    article = articles[len(articles) // 3]
    lines = article.read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: As it was told on turn {turn}"
    article.write_text("\n".join(lines), encoding="utf-8")


EDITS: Mapping[str, Callable[[Path, int], None]] = {
    "body": cases.edit_body,
    "title": _edit_title,
    "new article": cases.add_article,
}


def _reload(server: Server, folder: Path, edit: str, turn: int) -> Reload:
    time.sleep(PAUSE)
    found = re.search(r"livereload\((\d+), ", server.get("/news/"))
    assert found
    EDITS[edit](folder, turn)
    saved = time.perf_counter()
    server.get(f"/livereload/{found[1]}/{turn}")
    server.get("/news/")
    done = time.perf_counter()
    began = server.wait_for(BUILDING, saved)
    memory = proportional_size(server.process.pid) / 1024
    return Reload(edit, began - saved, done - began, memory)


@contextmanager
def _serve(contender: Contender, folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    python = contender.command(folder)[0]
    command = [python, "-u", "-m", "mkdocs", "serve", "--dev-addr", address]
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        server = Server(process, f"http://{address}")
        try:
            server.wait_for("Serving on")
            yield server
        finally:
            process.terminate()
