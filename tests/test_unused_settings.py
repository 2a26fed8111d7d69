"""Settings that the theme takes no notice of are told, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import CONFIG, run, write_newsroom

UNUSED = {
    "styles": (
        "extra_css: [extra.css]\n",
        "8:1: warning: the theme takes no notice of 'extra_css'",
    ),
    "scripts": (
        "site_author: A\nextra_javascript:\n  - extra.css\n",
        "9:1: warning: the theme takes no notice of 'extra_javascript'",
    ),
    "templates": (
        "extra_templates: [extra.css]\n",
        "8:1: warning: the theme takes no notice of 'extra_templates'",
    ),
    "a copyright": ("copyright: © A\n", "8:1: warning: the theme takes no notice of 'copyright'"),
}


@pytest.mark.parametrize(("lines", "expected"), UNUSED.values(), ids=UNUSED)
def test_a_setting_without_effect_is_a_warning(tmp_path: Path, lines: str, expected: str) -> None:
    files = {"mkdocs.yml": CONFIG + lines, "content/pages/extra.css": "a { color: {{ 7 * 6 }} }"}
    write_newsroom(tmp_path, files)
    checked = run(tmp_path, "briefings", "check", "--strict")
    assert (checked.returncode, checked.stdout.partition(" (")[0]) == (1, f"mkdocs.yml:{expected}")
    done = run(tmp_path, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert not (tmp_path / "site").exists()
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    assert (tmp_path / "site/extra.css").read_text() == "a { color: {{ 7 * 6 }} }"


def test_an_option_that_the_theme_lacks_is_a_warning(tmp_path: Path) -> None:
    config = CONFIG.replace("theme: dispatch", "theme:\n  name: dispatch\n  palette: [slate]")
    write_newsroom(tmp_path, {"mkdocs.yml": config})
    checked = run(tmp_path, "briefings", "check")
    assert checked.stdout.startswith("mkdocs.yml:6:1: warning: the theme has no option 'palette'")


def test_a_template_of_ones_own_may_take_notice(tmp_path: Path) -> None:
    theme = "theme: {name: dispatch, custom_dir: theme, logo: x.png}\nextra_css: [extra.css]"
    main = '{% extends "base.html" %}{# extra_css config.theme.logo #}'
    files = {
        "mkdocs.yml": CONFIG.replace("theme: dispatch", theme),
        "content/pages/extra.css": "a {}",
        "theme/main.html": main,
    }
    done = run(write_newsroom(tmp_path, files), "briefings", "check", "--strict")
    assert (done.returncode, done.stdout) == (0, "")
