"""Settings of `mkdocs.yml` that have no effect, since no template of the theme uses them.

MkDocs accepts them with any theme, and copies the files that they name; but only a template of the
theme can load these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from briefings.content import path_of
from briefings.model import Problem

CUSTOM = "put it into a template or a file of the theme's 'custom_dir'"
SETTINGS = {
    "extra_css": CUSTOM,
    "extra_javascript": CUSTOM,
    "extra_templates": CUSTOM,
    "copyright": "write it on one of the site's own pages, or in a template of 'custom_dir'",
}
# Keys of `theme` that MkDocs itself, or the plugin, reads.
USED = {"name", "custom_dir", "locale", "static_templates"}


def find_unused(config: MkDocsConfig, project: Path) -> list[Problem]:
    """A warning for each setting that has no effect, in its line of the configuration.

    `project` is the folder of `mkdocs.yml`.
    """
    file = Path(config.config_file_path)
    templates = "\n".join(_read_templates(config))
    name = path_of(file.resolve(), project)
    found = []
    for key, hint in SETTINGS.items():
        if config.get(key) and (key == "extra_templates" or key not in templates):
            message = f"the theme takes no notice of '{key}'"
            found.append(Problem(name, find_line(key, file) or 1, 1, message, hint, "warning"))
    for key in _theme_keys(config):
        if not re.search(rf"""\btheme(?:\.|\[["']){re.escape(key)}\b""", templates):
            line = find_line(key, file, within="theme")
            if line:
                message = f"the theme has no option '{key}'"
                hint = "remove it; docs/settings.md has the theme's options"
                found.append(Problem(name, line, 1, message, hint, "warning"))
    return sorted(found)


def _theme_keys(config: MkDocsConfig) -> list[str]:
    """Return the options of the theme, with those that the configuration sets."""
    return [str(key) for key in config.theme if key not in USED]


def _read_templates(config: MkDocsConfig) -> Iterator[str]:
    for folder in map(Path, config.theme.dirs):
        for file in sorted(folder.rglob("*.html")):
            yield file.read_text(encoding="utf-8", errors="replace")


def find_line(key: str, file: Path, *, within: str = "") -> int:
    """Find the line of a key in a configuration, from 1; 0 if it is missing, such as inherited."""
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    start = find_line(within, file) or 1 if within else 1
    pattern = re.compile(
        rf"""(?:.*[\s{{,"'])?{re.escape(key)}["']?\s*:""" if within else f"{key}\\s*:"
    )
    for number, line in enumerate(lines[start - 1 :], start):
        if pattern.match(line):
            return number
    return 0
