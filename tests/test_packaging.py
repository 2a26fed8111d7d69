"""The wheel holds the project and nothing else, and builds a newsroom's site by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT, SITES, run

SOURCES = ("briefings", "themes")


def project_files() -> list[str]:
    """Paths of all files of the project that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listed.stdout.splitlines() if (ROOT / path).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a copy of the project, so that nothing left by an older build gets in."""
    copy, out = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("wheel")
    for path in project_files():
        if path.split("/")[0] in {*SOURCES, "pyproject.toml", "README.md", "LICENSE"}:
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, copy / path)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", out, copy, cwd=out)
    (built,) = out.glob("briefings-*.whl")
    return built


def test_wheel_holds_the_package_and_the_theme_only(wheel: Path) -> None:
    expected = {
        path.replace("themes/", "briefings/themes/", 1) if path.startswith("themes/") else path
        for path in project_files()
        if path.split("/")[0] in SOURCES
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected
    assert "briefings/themes/dispatch/mkdocs_theme.yml" in held
    assert {Path(name).suffix for name in held} >= {".py", ".html", ".css", ".yml"}


def test_wheel_builds_a_site_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment, newsroom = tmp_path / "environment", tmp_path / "newsroom"
    run(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    run(environment / "bin" / "python", "-m", "pip", "install", wheel, cwd=tmp_path)
    shutil.copytree(SITES / "lone", newsroom)

    run(environment / "bin" / "briefings", "check", cwd=newsroom)
    run(environment / "bin" / "mkdocs", "build", "--strict", cwd=newsroom)

    site = newsroom / "site"
    assert "A ferry waits" in (site / "index.html").read_text(encoding="utf-8")
    for address in ("2024/02/29", "2024/02/29/only", "sources/harbour-herald", "about", "archive"):
        assert (site / address / "index.html").is_file(), address
    assert list(site.rglob("*.css"))
