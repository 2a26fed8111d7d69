"""What a build says, and what ends it: strict mode, full disks, failures after the exchange."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.newsroom import CONFIG, FILES, digests, run, write_newsroom

ABOUT = FILES["content/pages/about.md"]
DEAD_LINK = {"content/pages/about.md": "# About\n\n[x](missing.md)\n"}
LOST_WORDS = {
    "content/articles/bridge.md": FILES["content/articles/bridge.md"].replace(
        "says: The bridge is open", "says: The bridge is all open #tarn"
    )
}


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "mkdocs", "build", *options, **environment)


def with_hook(code: str) -> dict[str, str]:
    """What a newsroom adds to have `code` run, by MkDocs, before the site is published."""
    return {"mkdocs.yml": f"hooks: [hook.py]\n{CONFIG}", "hook.py": code}


@pytest.mark.parametrize("changes", [DEAD_LINK, LOST_WORDS], ids=["of MkDocs", "of content"])
@pytest.mark.parametrize("options", [["--strict"], ["--strict", "-q"]], ids=" ".join)
def test_a_strict_build_publishes_nothing_with_a_warning(
    tmp_path: Path, changes: dict[str, str], options: list[str]
) -> None:
    write_newsroom(tmp_path)
    assert build(tmp_path).returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path, changes)
    done = build(tmp_path, *options)
    assert done.returncode == 1
    assert "in strict mode" in done.stderr + done.stdout
    assert ("WARNING" in done.stderr) is ("-q" not in options)
    assert digests(tmp_path / "site") == before
    assert build(tmp_path, "-q").stderr == ""
    assert digests(tmp_path / "site") != before


def test_a_strict_setting_holds_for_a_quiet_deployment(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": f"strict: true\n{CONFIG}", **DEAD_LINK})
    done = run(tmp_path, "mkdocs", "gh-deploy", "-q")
    assert done.returncode == 1
    assert "in strict mode" in done.stderr + done.stdout
    assert not (tmp_path / "site").exists()


def test_the_log_names_the_sites_folder(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    done = build(tmp_path)
    assert f"Building documentation to directory: {tmp_path}/site\n" in done.stderr
    assert ".briefings" not in done.stderr
    assert "Cleaning" not in done.stderr


def test_a_link_that_is_made_to_work_is_not_told_to_be_left(tmp_path: Path) -> None:
    done = build(write_newsroom(tmp_path))
    assert 'href="../regions/"' in (tmp_path / "site/about/index.html").read_text()
    assert "absolute link" not in done.stderr


LOST_CACHE = """
def on_post_build(config):
    from briefings.build.page_records import PageRecords
    def fail(*values): raise {error}
    PageRecords.write = fail
"""
AFTER = {
    "full": LOST_CACHE.format(error="OSError(28, 'No space left on device')"),
    "EIO": LOST_CACHE.format(error="OSError(5, 'Input/output error')"),
    "memory": LOST_CACHE.format(error="MemoryError"),
    "fault": LOST_CACHE.format(error="RuntimeError('no reason')"),
}


@pytest.mark.parametrize("code", AFTER.values(), ids=AFTER.keys())
def test_what_fails_once_the_site_is_published_is_a_warning(tmp_path: Path, code: str) -> None:
    write_newsroom(tmp_path)
    assert build(tmp_path).returncode == 0
    write_newsroom(tmp_path, {**with_hook(code), "content/pages/about.md": f"{ABOUT}\nNew.\n"})
    reply = FILES["content/articles/reply.md"].replace("is shut", "is closed")
    (tmp_path / "content/articles/reply.md").write_text(reply)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    assert "the site is published, but the next build may take longer" in done.stderr
    assert "is closed" in (tmp_path / "site/2030/05/03/reply/index.html").read_text()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    assert build(tmp_path, "--strict").returncode == 0
    after = digests(tmp_path / "site")
    clean = write_newsroom(tmp_path / "clean", {"content/pages/about.md": f"{ABOUT}\nNew.\n"})
    (clean / "content/articles/reply.md").write_text(reply)
    assert build(clean, "--strict").returncode == 0
    assert digests(clean / "site") == after


EVENTS = {
    "on_config": "(config)",
    "on_pre_build": "(config)",
    "on_files": "(files, config)",
    "on_nav": "(nav, config, files)",
    "on_page_read_source": "(page, config)",
    "on_env": "(env, config, files)",
    "on_page_context": "(context, page, config, nav)",
    "on_post_build": "(config)",
}


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    "error",
    ["OSError(28, 'No space left on device', 'x.css')", "MemoryError"],
    ids=["disk", "memory"],
)
def test_a_failure_anywhere_is_a_line(tmp_path: Path, event: str, error: str) -> None:
    write_newsroom(tmp_path)
    assert build(tmp_path).returncode == 0
    before = digests(tmp_path / "site")
    code = f"def {event}{EVENTS[event]}:\n    raise {error}\n"
    write_newsroom(tmp_path, {**with_hook(code), "content/pages/about.md": "# New\n"})
    done = build(tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    reason = (
        "no space left on device: 'x.css' (free disk space" if "28" in error else "out of memory ("
    )
    assert reason in done.stderr
    assert digests(tmp_path / "site") == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk_is_a_line(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": f"site_dir: disk/site\n{CONFIG}"})
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting isn't allowed here")
    try:
        assert build(tmp_path).returncode == 0
        before = digests(disk / "site")
        ballast = (disk / "ballast").open("wb", buffering=0)
        with ballast:
            try:
                while True:
                    ballast.write(b"0" * 4096)
            except OSError:
                pass
        (tmp_path / "content/pages/about.md").write_text("# New\n")
        done = build(tmp_path)
        assert done.returncode == 1
        assert "no space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert digests(disk / "site") == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)
