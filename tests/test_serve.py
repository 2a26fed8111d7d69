"""`mkdocs serve` as editors run it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.newsroom import BROKEN, CONFIG, FILES, write_newsroom


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()

    def wait_for(self, path: str, text: str, status: int = 200) -> str:
        """The page at `path` once it has that status and shows that text, in 30 seconds."""
        deadline = time.monotonic() + 30
        found: tuple[int, str] | None = None
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                found = self.get(path)
            except OSError:
                found = None
            if found and found[0] == status and text in found[1]:
                return found[1]
            time.sleep(0.2)
        raise AssertionError(f"{path} never showed {text!r}: {found}\n{self.log.read_text()}")


def hear_ctrl_c() -> None:
    """What a job in the background starts ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serve(folder: Path) -> Iterator[Preview]:
    port = free_port()
    log = folder / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
            preexec_fn=hear_ctrl_c if os.name == "posix" else None,
        )
        try:
            yield Preview(process, port, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


DRAFT = FILES["content/articles/bridge.md"].replace(
    "summary:", "slug: plan\nstatus: draft\nsummary:"
)


def test_serve_shows_drafts_and_follows_edits(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"content/articles/draft.md": DRAFT})
    with serve(tmp_path) as preview:
        assert "Draft" in preview.wait_for("/news/2030/05/01/plan/", "wide open")
        assert "Draft" in preview.wait_for("/news/2030/05/01/", "The bridge stands")
        edited = FILES["content/articles/reply.md"].replace("said otherwise", "said nothing")
        write_newsroom(tmp_path, {"content/articles/reply.md": edited})
        preview.wait_for("/news/2030/05/03/reply/", "said nothing")
    assert not (tmp_path / "site").exists()


def test_serve_shows_problems_in_the_page_until_they_are_mended(tmp_path: Path) -> None:
    write_newsroom(tmp_path, BROKEN)
    with serve(tmp_path) as preview:
        page = preview.wait_for("/news/", "broken.md:3:7")
        assert re.search(r"is not a date|no such date|impossible", page)
        preview.wait_for("/news/2030/05/01/bridge/", "broken.md:3:7", status=404)
        assert "broken.md:3:7" in preview.log.read_text()
        (tmp_path / "content/articles/broken.md").unlink()
        preview.wait_for("/news/2030/05/01/bridge/", "wide open")
        write_newsroom(tmp_path, BROKEN)
        preview.wait_for("/news/", "broken.md:3:7")
        (tmp_path / "content/articles/broken.md").unlink()
        preview.wait_for("/news/", "The bridge")


def test_serve_goes_on_when_its_cache_is_removed(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    bridge = tmp_path / "content/articles/bridge.md"
    with serve(tmp_path) as preview:
        preview.wait_for("/news/2030/05/01/bridge/", "wide open")
        (tmp_path / ".briefings").rename(tmp_path / "removed")
        preview.wait_for("/news/2030/05/01/bridge/", "404 Not Found", status=404)
        for words in ("It was rebuilt.", "It was closed."):
            bridge.write_text(f"{FILES['content/articles/bridge.md']}\n{words}\n")
            preview.wait_for("/news/2030/05/01/bridge/", words)
        assert "Traceback" not in preview.log.read_text()


def test_serve_survives_a_broken_template(tmp_path: Path) -> None:
    config = CONFIG.replace("theme: dispatch", "theme: {name: dispatch, custom_dir: theme}")
    write_newsroom(tmp_path, {"mkdocs.yml": config, "theme/.keep": ""})
    with serve(tmp_path) as preview:
        preview.wait_for("/news/", "The bridge")
        write_newsroom(tmp_path, {"mkdocs.yml": config, "theme/article.html": "{% if %}"})
        preview.wait_for("/news/", "article.html:1")
        write_newsroom(tmp_path, {"mkdocs.yml": config, "theme/article.html": "mended"})
        preview.wait_for("/news/2030/05/01/bridge/", "mended")


@pytest.mark.skipif(sys.platform != "linux", reason="builds in a process of its own there")
def test_a_build_process_that_is_killed_comes_back_with_the_next_save(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    reply = "content/articles/reply.md"
    with serve(tmp_path) as preview:
        preview.wait_for("/news/", "The bridge")
        for words in ("kept silent", "said nothing"):
            owner = preview.process.pid
            # A spawned process has a resource tracker beside it.
            children = Path(f"/proc/{owner}/task/{owner}/children").read_text().split()
            for child in children:
                if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(int(child), signal.SIGKILL)
            write_newsroom(tmp_path, {reply: FILES[reply].replace("said otherwise", words)})
            preview.wait_for("/news/2030/05/03/reply/", words)
            assert not preview.log.read_text().count("killed")


HOOK = """\
from markdown.extensions import Extension

class Own(Extension):
    def extendMarkdown(self, md):
        self.made = lambda: md

def on_config(config):
    own = Own()
    own.extendMarkdown(None)
    config.markdown_extensions.append(own)
"""


def test_serve_takes_an_extension_that_no_other_process_could_be_given(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "hook.py": HOOK})
    with serve(tmp_path) as preview:
        preview.wait_for("/news/", "The bridge")
        edited = FILES["content/articles/reply.md"].replace("said otherwise", "said nothing")
        write_newsroom(tmp_path, {"content/articles/reply.md": edited})
        preview.wait_for("/news/2030/05/03/reply/", "said nothing")


def test_serve_goes_on_when_a_setting_comes_that_no_other_process_could_be_given(
    tmp_path: Path,
) -> None:
    write_newsroom(tmp_path)
    with serve(tmp_path) as preview:
        preview.wait_for("/news/", "The bridge")
        write_newsroom(
            tmp_path,
            {
                "hook.py": HOOK,
                "mkdocs.yml": CONFIG + "hooks: [hook.py]\n",
                "content/articles/reply.md": FILES["content/articles/reply.md"].replace(
                    "said otherwise", "said nothing"
                ),
            },
        )
        preview.wait_for("/news/2030/05/03/reply/", "said nothing")
