"""The site's own pages on their way through MkDocs: what it may read, copy, and spend on them.

    docs_dir --site_files--> files --find_faults--> problems
    a page --read_text--> keys and text --render_page--> HTML, within its time
    a file beside it --guard--> copied, if it is what was looked at

MkDocs opens files by their names, follows symlinks, waits for FIFOs, and converts without a limit.
So what it would do with a file of `docs_dir` is done here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from briefings import render
from briefings.content import PageText, copy_asset, read_page_file
from briefings.model import Problem


def find_faults(files: Files, config: MkDocsConfig, taken: Mapping[str, str]) -> list[Problem]:
    """Files of `docs_dir` that would take the place of the theme's.

    `taken` maps each file that is published to the path of what it is made from.
    """
    theme = Files([])
    theme.add_files_from_theme(config.theme.get_env(), config)
    theirs = {file.dest_uri.casefold() for file in theme}
    problems = []
    for file in own(files, config):
        path = taken.get(file.dest_uri)
        if path is not None and file.dest_uri.casefold() in theirs:
            message = f"it would take the place of the theme's own '{file.dest_uri}'"
            hint = "rename it, or put it into the theme's 'custom_dir'"
            problems.append(Problem(path, 1, 1, message, hint))
    return sorted(problems)


def own(files: Iterable[File], config: MkDocsConfig) -> Iterator[File]:
    """The files that lie in `docs_dir`; others are the theme's, or made by plugins."""
    return (file for file in files if file.src_dir == config.docs_dir)


def guard(file: File, path: str, digest: bytes) -> None:
    """Have MkDocs copy a file by `copy_asset`."""
    vars(file)["copy_file"] = partial(_copy, file, path, digest)


def _copy(file: File, path: str, digest: bytes, dirty: bool = False) -> None:
    target = Path(file.abs_dest_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    problem = copy_asset(path, Path(str(file.abs_src_path)), target, digest)
    if problem:
        raise PluginError(str(problem))


def read_text(file: File, path: str, digest: bytes) -> PageText | Problem:
    """A page's keys and its text, if the file is still the one with this digest."""
    return read_page_file(path, Path(str(file.abs_src_path)), digest)


def render_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """As MkDocs does it. Raises MarkdownError for what takes too long or can't be converted."""

    def convert(_: str) -> str:
        type(page).render(page, config, files)
        return page.content or ""

    with render.limit_time():
        render.convert(convert, page.markdown or "")
