"""From saving a file to the reloaded page in `mkdocs serve`, beside a waiting browser.

    edit --MkDocs polls--> "Building documentation" --our build--> live reload --GET--> page

MkDocs looks for changes in a thread of its own, every half second and for as long as a look at all
files takes, and waits until they stop: that is the part which no build can shorten.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from benchmarks import cases
from benchmarks.contenders import ours

BUILDING = "Building documentation"
PAUSE = 3.0
"""Seconds between two edits: a file's state is believed once it is two seconds old."""


@dataclass(frozen=True, slots=True)
class Reload:
    """Seconds from the save to MkDocs' start of the build, and on to the page in the browser."""

    case: str
    polling: float
    rebuild: float


class Server:
    """A running `mkdocs serve`, and what it has said, with the time of each line."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.said: list[tuple[float, str]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def get(self, path: str) -> str:
        with urlopen(self.url + path) as answer:
            text: str = answer.read().decode()
            return text

    def wait_for(self, words: str, since: float = 0.0) -> float:
        """The time at which a line with these words was said."""
        while self.process.poll() is None:
            for when, line in self.said:
                if when >= since and words in line:
                    return when
            time.sleep(0.01)
        raise RuntimeError("".join(line for _, line in self.said))

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append((time.perf_counter(), line))


def measure(folder: Path, turns: int) -> list[Reload]:
    """Serve the newsroom in `folder`, and make each kind of edit `turns` times."""
    with _serve(folder) as server:
        return [
            _reload(server, folder, case, edit, turn)
            for turn in range(turns)
            for case, edit in EDITS.items()
        ]


def table(reloads: Sequence[Reload]) -> str:
    """A row for each kind of edit, of medians, with the slowest rebuild."""
    rows = [
        "| edit | MkDocs' polling, s | rebuild and reload, s | slowest |",
        "| --- | ---: | ---: | ---: |",
    ]
    for case in EDITS:
        of = [reload for reload in reloads if reload.case == case]
        polling, rebuild = (median(r.polling for r in of), median(r.rebuild for r in of))
        slowest = max(r.rebuild for r in of)
        rows.append(f"| {case} | {polling:.2f} | {rebuild:.2f} | {slowest:.2f} |")
    return "\n".join(rows) + "\n"


def _body(folder: Path, turn: int) -> None:
    cases.body_edit(ours("python-markdown"), folder, turn)


def _title(folder: Path, turn: int) -> None:
    articles = sorted((folder / "content/articles").rglob("*.md"))
    article = articles[len(articles) // 3]
    lines = article.read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: As it was told on turn {turn}"
    article.write_text("\n".join(lines), encoding="utf-8")


def _new(folder: Path, turn: int) -> None:
    cases.new_article(ours("python-markdown"), folder, turn)


EDITS: dict[str, Callable[[Path, int], None]] = {"body": _body, "title": _title, "new": _new}


def _reload(
    server: Server, folder: Path, case: str, edit: Callable[[Path, int], None], turn: int
) -> Reload:
    time.sleep(PAUSE)
    found = re.search(r"livereload\((\d+), ", server.get("/news/"))
    assert found
    edit(folder, turn)
    saved = time.perf_counter()
    server.get(f"/livereload/{found[1]}/{turn}")
    server.get("/news/")
    done = time.perf_counter()
    began = server.wait_for(BUILDING, saved)
    return Reload(case, began - saved, done - began)


@contextmanager
def _serve(folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", address]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        server = Server(process, f"http://{address}")
        try:
            server.wait_for("Serving on")
            yield server
        finally:
            process.terminate()
